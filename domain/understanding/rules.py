"""What the rules see in a message: words of a category, words that show what it does, announced dangers.

The words for what it is about come from config/categories.toml, those for what it does from
domain/understanding/cues.py.  How much each of them counts was learned: domain/understanding/classification.py.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain

from domain.categories import Categories, Danger
from domain.understanding import smalltalk
from domain.understanding.cues import FAILING, URGENT, WORDS, Cue
from domain.understanding.lexicon import Lexicon, pattern

_GAP = "…"  # in the category file: the two words, in this order, close together
_GAP_ZH, _GAP_EN = 12, 30  # characters that may lie in a gap
_EARLY = 80  # characters; what stands later in a long letter is rarely its subject
_BESIDE = re.compile("旁|附近|对面|口(?!碑)|门口|边上|后面|前面|里的|上的|外的")
_BESIDE_FACTOR = 0.3  # 充电桩旁边的路灯 is about the light
_FORM_FACTOR = 0.2
_A_TOPIC = 3.0  # the weight of one word that settles it
_ONE_WORD = 1.0  # and of one that hints

_URGENT = {code: re.compile(pattern) for code, pattern in URGENT.items()}

_LATIN = re.compile("[a-z]{2}")
_APART = str.maketrans('\t\r"“”()/:;', " " * 10)  # what may stand before a word instead of a space

# "今天停水到几点" asks for a time; nobody has to log it.
_OUTAGE_QUESTION = re.compile(
    "(?:今天|明天|今晚|后天|周[一二三四五六日末]|下午|上午)[^,。!]{0,8}停[水电气][^,。!]{0,6}(?:吗|么|几点|\\?)"
    "|停[水电气][^,。!]{0,6}(?:几点|多久|什么时候)|(?:几点|什么时候|啥时候)[^,。!]{0,4}(?:来[水电气]|停[水电气])"
    "|(?:when|what time|until when)[^.!]{0,20}(?:water|power|electricity|gas|heating)[^.!]{0,15}(?:back|on|off|return)"
    "|(?:is|will)[^.!]{0,12}(?:water|power|electricity)[^.!]{0,10}off (?:today|tomorrow|tonight)"
)


@dataclass(frozen=True, slots=True)
class _Alarm:
    """A danger, ready to be looked for."""

    danger: Danger
    chinese: tuple[re.Pattern[str], ...]
    english: tuple[re.Pattern[str], ...]
    vetoes: re.Pattern[str] | None

    def rings(self, text: str, latin: bool) -> bool:
        """Whether a text that announces it does so with words that no veto covers."""
        return self.vetoes is None or self.announced(self.vetoes.sub("|", text), latin)

    def announced(self, text: str, latin: bool) -> bool:
        """Whether the text has words for it, harmless as they may be meant."""
        patterns = chain(self.chinese, self.english) if latin else self.chinese
        return any(pattern.search(text) for pattern in patterns)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the rules see in one message."""

    scores: dict[str, float]  # category -> how much its words weigh, those found only
    cues: Counter[Cue]
    danger: Danger | None
    vetoed: bool  # the words of a danger are there, and others that make them harmless
    urgent: frozenset[str]  # categories whose words of urgency are there; "" for words that hold for all
    pleasantry: bool  # nothing but hello, thanks or me too
    asks_when: bool  # how something already reported is going, or how long an outage lasts

    @property
    def pressing(self) -> bool:
        """Whether its words of urgency fit what it is about."""
        return any(not code or self.scores.get(code, 0.0) >= _ONE_WORD for code in self.urgent)


class Rules:
    """Looks at messages with the words of one category file; built once, then cheap."""

    def __init__(self, categories: Categories) -> None:
        topics: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        self._gaps: list[tuple[str, re.Pattern[str], str, float]] = []
        for category in categories.by_code.values():
            for word, weight in category.keywords.items():
                first, gap, second = word.partition(_GAP)
                if gap:
                    self._gaps.append((first, _close_by(first, second), category.code, weight))
                else:
                    topics[word].append((category.code, weight))
        self._topics = Lexicon(topics)
        self._cues = Lexicon(WORDS)
        self._alarms = [_alarm(danger) for danger in categories.dangers.values()]
        self._private = [alarm for alarm in self._alarms if alarm.danger.private]
        self._last = "", self._look("")

    def look(self, folded: str) -> Seen:
        """What the folded message holds; one message is asked about several times in a row."""
        if folded != self._last[0]:
            self._last = folded, self._look(folded)
        return self._last[1]

    def _look(self, folded: str) -> Seen:
        danger, announced = self._danger(folded)
        cues = Counter(cue for _start, _end, cue in self._cues.scan(folded))
        if failing := sum(1 for pattern in FAILING if pattern.search(folded)):
            cues[Cue.FAULT] += failing
        return Seen(
            scores=self._scores(folded),
            cues=cues,
            danger=danger,
            vetoed=announced and danger is None,
            urgent=frozenset(code for code, pattern in _URGENT.items() if pattern.search(folded)),
            pleasantry=smalltalk.is_me_too(folded) or smalltalk.is_thanks(folded) or smalltalk.is_greeting(folded),
            asks_when=smalltalk.is_progress_question(folded) or bool(_OUTAGE_QUESTION.search(folded)),
        )

    def fault(self, folded: str) -> bool:
        """Whether the words say that something is broken, missing or too much, or ask to have it put right."""
        faulty = any(cue in (Cue.FAULT, Cue.REQUEST) for _start, _end, cue in self._cues.scan(folded))
        return faulty or any(pattern.search(folded) for pattern in FAILING)

    def topics(self, folded: str) -> list[tuple[str, str]]:
        """The words of categories in the text, from left to right: (word, category it weighs most for)."""
        found = self._topics.scan(folded)
        return [(folded[start:end], max(meaning, key=lambda of: of[1])[0]) for start, end, meaning in found]

    def harmless(self, folded: str, danger: Danger) -> bool:
        """Whether words stand in it that make this danger none."""
        vetoes = next(alarm.vetoes for alarm in self._alarms if alarm.danger is danger)
        return vetoes is not None and bool(vetoes.search(_spaced(folded)))

    def touches_private(self, folded: str) -> bool:
        """Whether words for such a danger stand in it at all, harmless as they may be meant."""
        text = _spaced(folded)
        latin = _LATIN.search(text) is not None
        return any(alarm.announced(text, latin) for alarm in self._private)

    def _danger(self, folded: str) -> tuple[Danger | None, bool]:
        """The danger that the text announces; and whether it has words for any, harmless as they may be meant."""
        text = _spaced(folded)
        latin = _LATIN.search(text) is not None
        announced = [alarm for alarm in self._alarms if alarm.announced(text, latin)]
        return next((alarm.danger for alarm in announced if alarm.rings(text, latin)), None), bool(announced)

    def _scores(self, folded: str) -> dict[str, float]:
        scores: defaultdict[str, float] = defaultdict(float)
        counted: set[int] = set()
        for start, end, meaning in self._topics.scan(folded):
            if id(meaning) in counted:  # saying it five times does not make it five reasons
                continue
            counted.add(id(meaning))
            factor = _BESIDE_FACTOR if _BESIDE.match(folded, end) else 1.0
            factor *= 1.0 if start < _EARLY else 0.5
            for code, weight in meaning:
                scores[code] += weight * factor
        for first, close_by, code, weight in self._gaps:
            if first in folded and close_by.search(folded):
                scores[code] += weight
        # A proposal about a lamp belongs to the lamps: the topic goes before the form.
        # A gate or a square that is only named is no topic: 提个建议，北门放一个共享雨伞架.
        about = max((score for code, score in scores.items() if code != "suggestion"), default=0.0)
        if about and (about >= _A_TOPIC or scores.get("suggestion", 0.0) < _A_TOPIC) and "suggestion" in scores:
            scores["suggestion"] *= _FORM_FACTOR
        return scores


def _spaced(folded: str) -> str:
    """Ready for the patterns of dangers: every English one begins with the space before its first word."""
    return f" {folded}".replace("\n", "。 ").translate(_APART)


def _alarm(danger: Danger) -> _Alarm:
    return _Alarm(
        danger=danger,
        chinese=tuple(pattern(each) for each in danger.patterns if each[0] != " "),
        english=tuple(pattern(each) for each in danger.patterns if each[0] == " "),
        vetoes=pattern("|".join(f"(?:{veto})" for veto in danger.vetoes)) if danger.vetoes else None,
    )


def _close_by(first: str, second: str) -> re.Pattern[str]:
    if first[0].isascii():
        return pattern(rf"\b{re.escape(first)}\b[^.!?\n]{{0,{_GAP_EN}}}\b{re.escape(second)}")
    return pattern(rf"{re.escape(first)}[^。!?\n]{{0,{_GAP_ZH}}}{re.escape(second)}")
