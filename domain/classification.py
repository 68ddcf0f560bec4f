"""What a message says: is it a report, of what kind, how urgent.

A first guess from words, made in microseconds without a network; people correct it with one press.
The words for what it is about come from config/categories.toml, those for what it does from
domain/cues.py, the place from domain/places.py.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from domain import places, smalltalk
from domain.categories import Categories, Danger, Urgency
from domain.community import Community
from domain.cues import FAILING, URGENT, WORDS, Cue
from domain.folding import fold
from domain.lexicon import Lexicon
from domain.understanding import Understanding

REPORT_IN_GROUP = 0.5  # from here on a group message is worth an offer; chosen on labelled messages
READ_AT_MOST = 2_000  # characters; a letter says what it is about long before that

_GAP = "…"  # in the category file: the two words, in this order, close together
_GAP_ZH, _GAP_EN = 12, 30  # characters that may lie in a gap
_EARLY = 80  # characters; what stands later in a long letter is rarely its subject
_BESIDE = re.compile("旁|附近|对面|口(?!碑)|门口|边上|后面|前面|里的|上的|外的")
_BESIDE_FACTOR = 0.3  # 充电桩旁边的路灯 is about the light
_SURE = 0.97  # danger is always offered, however little else the message says

# How much each sign moves the balance between report and chatter, and how often it counts.
_BALANCE = {
    Cue.FAULT: (1.5, 2),
    Cue.REQUEST: (0.9, 2),
    Cue.DONE: (-2.2, 1),
    Cue.THANKS: (-1.0, 2),
    Cue.TRADE: (-2.2, 2),
    Cue.NOTICE: (-2.5, 2),
    Cue.NEIGHBOURS: (-1.3, 2),
    Cue.CHAT: (-1.1, 3),
    Cue.ELSEWHERE: (-2.5, 1),
}
_NOTHING, _TOPIC, _PLACE, _LETTER, _ASKING = -1.6, 0.4, 0.9, 1.0, -2.5

# Shops, schools, cars and dogs are talked about anyway; a pipe is mentioned when it leaks.
_TALKED_ABOUT = frozenset("facilities services parking traffic security pets greenery other".split())
_TALK = -0.6

_FORM_FACTOR = 0.2
_A_TOPIC = 3.0  # the weight of one word that settles it
_GUESSES = 5  # the three that are offered, and what statistics like to see
_URGENT_SHARE = 0.25  # a category must be at least this likely before its words make it urgent
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
        """Whether the text announces it with words that no veto covers."""
        if not self.announced(text, latin):
            return False
        return self.vetoes is None or self.announced(self.vetoes.sub("|", text), latin)

    def announced(self, text: str, latin: bool) -> bool:
        """Whether the text has words for it, harmless as they may be meant."""
        patterns = chain(self.chinese, self.english) if latin else self.chinese
        return any(pattern.search(text) for pattern in patterns)


class Classifier:
    """Understands messages with the words of one category file; built once, then cheap."""

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

    def understand(self, text: str, community: Community) -> Understanding:
        """What the message seems to say. Only its first 2,000 characters are read."""
        folded = fold(text[:READ_AT_MOST])
        danger = self._danger(folded)
        place = places.find(text, community)
        scores = self._scores(folded)
        if danger is not None:
            scores[danger.category] = max(scores.values(), default=0.0) + 1.0
        shares = _shares(scores)
        return Understanding(
            is_report=_SURE if danger else self._is_report(folded, scores, place is not None),
            categories=shares,
            urgency=_urgency(folded, danger, shares),
            danger=danger.code if danger else None,
            place=place,
        )

    def tells_of_fault(self, text: str) -> bool:
        """Whether the words say that something is broken, missing or too much, or ask to have it put right."""
        folded = fold(text[:READ_AT_MOST])
        faulty = any(cue in (Cue.FAULT, Cue.REQUEST) for _start, _end, cue in self._cues.scan(folded))
        return faulty or any(pattern.search(folded) for pattern in FAILING)

    def private(self, text: str) -> Danger | None:
        """The danger that only the head may hear of; none where others are in danger, too."""
        folded = fold(text[:READ_AT_MOST])
        found = self._danger(folded) if self._rings(self._private, folded) else None
        return found if found and found.private else None

    def touches_private(self, text: str) -> bool:
        """Whether words for such a danger stand in it at all, harmless as they may be meant."""
        spaced = _spaced(fold(text))
        return any(alarm.announced(spaced, latin=True) for alarm in self._private)

    def _danger(self, folded: str) -> Danger | None:
        return self._rings(self._alarms, folded)

    @staticmethod
    def _rings(alarms: Iterable[_Alarm], folded: str) -> Danger | None:
        text = _spaced(folded)
        latin = _LATIN.search(text) is not None
        return next((alarm.danger for alarm in alarms if alarm.rings(text, latin)), None)

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
        for first, pattern, code, weight in self._gaps:
            if first in folded and pattern.search(folded):
                scores[code] += weight
        # A proposal about a lamp belongs to the lamps: the topic goes before the form.
        # A gate or a square that is only named is no topic: 提个建议，北门放一个共享雨伞架.
        about = max((score for code, score in scores.items() if code != "suggestion"), default=0.0)
        if about and (about >= _A_TOPIC or scores.get("suggestion", 0.0) < _A_TOPIC) and "suggestion" in scores:
            scores["suggestion"] *= _FORM_FACTOR
        return scores

    def _is_report(self, folded: str, scores: dict[str, float], has_place: bool) -> float:
        """How sure we are, 0..1: the signs for and against, added up."""
        if smalltalk.is_me_too(folded) or smalltalk.is_thanks(folded) or smalltalk.is_greeting(folded):
            return 1.0 - _SURE
        signs = Counter(cue for _start, _end, cue in self._cues.scan(folded))
        signs[Cue.FAULT] += sum(1 for pattern in FAILING if pattern.search(folded))
        topic = max(scores, key=scores.__getitem__, default="other")
        balance = _NOTHING + _TOPIC * min(scores.get(topic, 0.0), 4.0)
        balance += _TALK if topic in _TALKED_ABOUT else 0.0
        balance += sum(weight * min(signs[cue], most) for cue, (weight, most) in _BALANCE.items())
        if has_place:
            balance += _PLACE
        if len(folded) > _EARLY and (signs[Cue.FAULT] or signs[Cue.REQUEST]):
            balance += _LETTER
        if smalltalk.is_progress_question(folded) or _OUTAGE_QUESTION.search(folded):
            balance += _ASKING
        return 1.0 / (1.0 + math.exp(-balance))


def _spaced(folded: str) -> str:
    """Ready for the patterns of dangers: every English one begins with the space before its first word."""
    return f" {folded}".replace("\n", "。 ").translate(_APART)


def looks_like_report(understanding: Understanding) -> bool:
    """Whether the bot should offer to file this when it was said in a group."""
    return understanding.is_report >= REPORT_IN_GROUP


def _alarm(danger: Danger) -> _Alarm:
    return _Alarm(
        danger=danger,
        chinese=tuple(re.compile(pattern) for pattern in danger.patterns if pattern[0] != " "),
        english=tuple(re.compile(pattern) for pattern in danger.patterns if pattern[0] == " "),
        vetoes=re.compile("|".join(f"(?:{veto})" for veto in danger.vetoes)) if danger.vetoes else None,
    )


def _close_by(first: str, second: str) -> re.Pattern[str]:
    if first[0].isascii():
        return re.compile(rf"\b{re.escape(first)}\b[^.!?\n]{{0,{_GAP_EN}}}\b{re.escape(second)}")
    return re.compile(rf"{re.escape(first)}[^。!?\n]{{0,{_GAP_ZH}}}{re.escape(second)}")


def _shares(scores: dict[str, float]) -> tuple[tuple[str, float], ...]:
    """The scores as shares of one, best first, the earlier category of the file first among equals."""
    total = sum(scores.values())
    if not total:
        return (("other", 1.0),)
    ranked = sorted(scores.items(), key=lambda scored: -scored[1])
    return tuple((code, score / total) for code, score in ranked[:_GUESSES])


def _urgency(folded: str, danger: Danger | None, shares: Iterable[tuple[str, float]]) -> Urgency:
    if danger is not None:
        return Urgency.EMERGENCY
    if _URGENT[""].search(folded):
        return Urgency.URGENT
    for code, share in shares:
        pattern = _URGENT.get(code)
        if share >= _URGENT_SHARE and pattern and pattern.search(folded):
            return Urgency.URGENT
    return Urgency.NORMAL
