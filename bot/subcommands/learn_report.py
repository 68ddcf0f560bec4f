"""What a community's corrections changed, in words that a caretaker understands."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby

from config import categories, check, model, wording
from config.settings import Settings
from config.wording import Wording
from domain.categories import Categories
from domain.community import Community
from domain.understanding import learning, taught
from domain.understanding.classification import OFFER, Classifier
from domain.understanding.folding import fold
from domain.understanding.guard import MOST, Check
from domain.understanding.learning import Learned
from domain.understanding.taught import Correction, Taught

SHOWN = 20  # messages that are understood differently; more nobody reads
WORDS = 6  # of one category
CUT = 60  # characters of a message
_OWN_NAMES = (learning.IS_REPORT, learning.NO_REPORT, learning.URGENT, learning.NORMAL)
MOSTLY = 0.6  # of what the heaviest word moves; what moves less is not named


def lines(config: Settings, home: Community, kept: list[tuple[Correction, str]], lang: str) -> Iterator[str]:
    """The report, line by line."""
    kinds = categories.adapted(categories.load(config.categories), home)
    words = wording.load(kinds)
    corrections = [each for each, _ in kept]
    if not corrections:
        yield words.text(lang, "learn-none", community=home.names[lang])
        return
    plain = Classifier(kinds, model.load())
    checked = taught.check_of(check.load(), plain, home)
    made = taught.make(corrections, plain, home, checked)
    say = _Speaker(words, lang, kinds, home)
    people = {each.person for each in corrections}
    yield say("learn-head", community=home.names[lang], count=len(corrections), people=len(people))
    yield from _people(say, kept)
    yield from _categories(say, made.learned, corrections)
    yield from _places(say, made)
    yield from _check(say, made.learned, checked)
    yield from _differently(say, plain, made, corrections)


class _Speaker:
    """Says a line in one language."""

    def __init__(self, words: Wording, lang: str, kinds: Categories, home: Community) -> None:
        self._words, self.lang, self._kinds, self.home = words, lang, kinds, home

    def __call__(self, key: str, **values: str | int) -> str:
        return self._words.text(self.lang, key, **values)

    def kind(self, code: str) -> str:
        """A category's name."""
        if code not in self._kinds.by_code:
            return code
        names = self._kinds.get(code).names
        return names.get(self.lang) or next(iter(names.values()))

    def building(self, code: str) -> str:
        """A building's name."""
        names = self.home.buildings[code].names
        return names.get(self.lang) or next(iter(names.values()))

    def joined(self, parts: list[str]) -> str:
        """A list as it is said."""
        return self("explain-comma").join(parts)


def _people(say: _Speaker, kept: list[tuple[Correction, str]]) -> Iterator[str]:
    counted = Counter((each.person, initial, each.crew) for each, initial in kept)
    for (_, initial, crew), count in counted.most_common():
        yield say("learn-crew" if crew else "learn-resident", initial=initial, count=count)


def _categories(say: _Speaker, learned: Learned, corrections: list[Correction]) -> Iterator[str]:
    toward: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for stretch, taught_ in learned.rows.items():
        for (person, after), output, weight in taught_:
            weight = -weight if (after, output) == (learning.NORMAL, learning.URGENT) else weight
            if (output == after or after == learning.NORMAL) and weight > 0:
                toward[after][stretch.strip()] += weight * learned.scales.get((person, after), 1.0)
    for code in sorted(toward):
        texts = [fold(each.text) for each in corrections if each.after == code]
        yield say("learn-words", category=_name(say, code), words=say.joined(_telling(toward[code], texts)))
    held = sorted({after for (_, after), scale in learned.scales.items() if scale < 1})
    if held:
        yield say("learn-held", categories=say.joined([_name(say, code) for code in held]))
    if learned.hidden:
        yield say("learn-hidden")


def _name(say: _Speaker, code: str) -> str:
    return say(f"learn-{code}") if code in _OWN_NAMES else say.kind(code)


def _telling(weights: Mapping[str, float], texts: list[str]) -> list[str]:
    """The words that moved most, as they stand in the texts: stretches that overlap there are one."""
    least = MOSTLY * max(weights.values())
    heavy = [stretch for stretch in sorted(weights) if weights[stretch] >= least]
    found: dict[str, float] = {}
    for text in texts:
        covered = [0.0] * len(text)
        for stretch in heavy:
            at = text.find(stretch)
            for place in range(at, at + len(stretch) if at >= 0 else at):
                covered[place] = max(covered[place], weights[stretch])
        for is_heavy, signs in groupby(zip(text, covered, strict=True), key=lambda sign: sign[1] > 0):
            if is_heavy:
                run = list(signs)
                found["".join(sign for sign, _ in run).strip()] = max(weight for _, weight in run)
    return sorted(found, key=lambda words: (-found[words], words))[:WORDS]


def _places(say: _Speaker, made: Taught) -> Iterator[str]:
    for each in made.nicknames:
        buildings = [say.building(code) for code in each.buildings]
        key = "learn-place" if each.used else "learn-place-unclear" if buildings[1:] else "learn-place-general"
        yield say(key, words=each.words, building=say.joined(buildings))


def _check(say: _Speaker, learned: Learned, checked: Check) -> Iterator[str]:
    shifts = {at: learned.shift(each.stretches) for at, each in enumerate(checked.messages)}
    changes = checked.changes({at: shift for at, shift in shifts.items() if shift})
    yield say("learn-check", count=len(checked.messages), most=round(100 * MOST))
    for name, (right, sure) in sorted(changes.items()):
        points = round(100 * min(right, sure), 1)
        if points <= -0.1:
            yield say("learn-fell", category=_name(say, name), points=f"{-points:.1f}")


def _differently(say: _Speaker, plain: Classifier, made: Taught, corrections: list[Correction]) -> Iterator[str]:
    now = plain.taught(made.learned)
    texts = dict.fromkeys([each.text for each in corrections if each.text] + [text for _, text in check.load()])
    found = []
    for text in texts:
        before, after = _heard(say, plain, text, say.home), _heard(say, now, text, made.home)
        if before != after:
            found.append(say("learn-changed", text=" ".join(text.split())[:CUT], before=before, after=after))
    if found:
        yield say("learn-differently", count=len(found))
        yield from found[:SHOWN]


def _heard(say: _Speaker, classifier: Classifier, text: str, home: Community) -> str:
    found = classifier.understand(text, home)
    if found.is_report < OFFER:
        return say("learn-chatter")
    building = found.place.building if found.place else None
    return say.kind(found.categories[0][0]) + (f" · {say.building(building)}" if building else "")
