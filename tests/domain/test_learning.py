"""What corrections teach, and what nobody can teach: not by a hundred wrong ones, and never about danger."""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

import pytest

from config import check
from domain.understanding import learning, taught
from domain.understanding.classification import REPORT, Classifier
from domain.understanding.guard import MOST, Check
from domain.understanding.learning import Lesson
from domain.understanding.model import share_of
from domain.understanding.taught import Correction
from tests.domain.cases import CLASSIFIER, HOME, KINDS, NOW
from training import messages

CODES = tuple(KINDS.by_code)
TOLD = [
    message
    for file in sorted(messages.TESTS.glob("*.txt"))
    for message in messages.read_file(file, CODES, tuple(KINDS.dangers))
]
EMERGENCIES = [
    message
    for message in messages.read_file(messages.HERE / "emergencies.txt", CODES, tuple(KINDS.dangers))
    if message.danger and message.bucket < 2
]


@lru_cache(maxsize=1)
def plain() -> Check:
    """The check set."""
    return taught.check_of(check.load(), CLASSIFIER, HOME)


def corrected(text: str, after: str, person: int = 1, what: str = "category", crew: bool = True) -> Correction:
    signs = taught.hidden(text, CLASSIFIER, HOME) if what == learning.REPORT else ""
    return Correction(0, person, crew, NOW, what, "", after, "" if signs else text, signs)


def after(corrections: Iterable[Correction]) -> Classifier:
    """The classifier with what they teach."""
    return CLASSIFIER.taught(taught.make(corrections, CLASSIFIER, HOME, plain()).learned)


def first(classifier: Classifier, text: str) -> str:
    return classifier.understand(text, HOME).categories[0][0]


DING = ("红房子门口小叮当刷不开了", "security")


def test_the_next_message_with_the_same_word_is_understood() -> None:
    assert first(CLASSIFIER, "红房子那边的小叮当又坏了") != "security"
    assert first(after([corrected(*DING)]), "红房子那边的小叮当又坏了") == "security"


def test_a_resident_alone_moves_less_than_staff() -> None:
    def sure(crew: bool) -> float:
        return dict(after([corrected(*DING, crew=crew)]).understand("红房子那边的小叮当又坏了", HOME).categories).get(
            "security", 0
        )

    assert sure(crew=False) < sure(crew=True)


def test_the_same_said_a_hundred_times_counts_once() -> None:
    once, often = (taught.make([corrected(*DING)] * times, CLASSIFIER, HOME, plain()) for times in (1, 100))
    assert once.learned == often.learned


def test_what_somebody_said_last_counts() -> None:
    found = after([corrected(DING[0], "noise"), corrected(*DING)])
    assert found.understand(DING[0], HOME).categories == after([corrected(*DING)]).understand(DING[0], HOME).categories


def test_words_that_are_known_are_changed_by_two_people_only() -> None:
    texts = [message.text for message in TOLD if message.codes[:1] == ("light",)]
    one = [lesson for text in texts if (lesson := lesson_of(text, "parking", 1))]
    two = one + [replace(lesson, person=2) for lesson in one]
    known = {
        stretch
        for lessons in (one, two)
        for stretch in learning.learn(lessons, CLASSIFIER.known, plain().common).rows
        if stretch in CLASSIFIER.known
    }
    assert known
    assert not known & set(learning.learn(one, CLASSIFIER.known, plain().common).rows)


def lesson_of(text: str, right: str, person: int) -> Lesson:
    shown, outputs = CLASSIFIER.look(text, HOME)
    return Lesson(person, True, learning.CATEGORY, right, shown, outputs, share_of(shown))


def test_nobody_moves_an_output_further_than_their_bound() -> None:
    lessons = [lesson_of(message.text, "parking", 1) for message in TOLD if message.is_report]
    learned = learning.learn(lessons, CLASSIFIER.known, {})
    shifts = [by for message in TOLD for by in learned.shift(CLASSIFIER.look(message.text, HOME)[0]).values()]
    assert shifts
    assert max(map(abs, shifts)) <= learning.CREW


def test_what_was_no_report_is_kept_without_its_words_and_learned() -> None:
    text = "小叮当亲子瑜伽班开课了谁来谁来坏了都不怕"
    kept = corrected(text, learning.NO_REPORT, what=learning.REPORT)
    assert kept.text == ""
    assert not any("一" <= sign <= "鿿" for sign in kept.signs)
    before, now = (each.understand(text, HOME).is_report for each in (CLASSIFIER, after([kept])))
    assert now < before


def test_how_urgent_something_of_the_place_is_is_learned() -> None:
    told, again = "红房子的小叮当趴窝了", "红房子那边的小叮当又趴窝了"
    before = CLASSIFIER.understand(again, HOME)
    now = after([corrected(told, learning.URGENT, what=learning.URGENCY)]).understand(again, HOME)
    assert (before.urgency, now.urgency) == ("normal", "urgent")
    assert now.categories == before.categories
    back = after(
        [
            corrected(told, learning.URGENT, what=learning.URGENCY),
            corrected(told, learning.NORMAL, what=learning.URGENCY),
        ]
    )
    assert back.understand(again, HOME).urgency == "normal"


@pytest.mark.parametrize("kind", ["everything is urgent", "nothing is urgent", "emergencies are not urgent"])
def test_one_person_changes_how_urgent_nearly_nothing_is(kind: str) -> None:
    spoilt = spoilt_by(kind)
    used = {each.text for each in WRONG[kind]}
    texts = [each.text for each in TOLD if each.text not in used] + [text for _, text in check.load()]
    changed = [
        text for text in texts if spoilt.understand(text, HOME).urgency != CLASSIFIER.understand(text, HOME).urgency
    ]
    assert len(changed) <= MOST * len(texts)


# --- a hundred wrong ones -----------------------------------------------------------------------------

Wrong = dict[str, list[Correction]]


def wrong() -> Wrong:
    """What one of the crew could do, with messages that the model was never taught."""
    dice = random.Random(1)
    taught_with = [message for message in TOLD if message.bucket < 5]
    reports = [message for message in taught_with if message.is_report]
    chatter = [message for message in taught_with if not message.is_report]
    lights = [message for message in TOLD if message.codes[:1] == ("light",)]
    named = [f"{message.text}{ending}" for message in lights for ending in ("", "！", "，快点", "，谢谢", "，急", "啊")]
    return {
        "every light is parking": [corrected(text, "parking") for text in named][:100],
        "everything is parking": [corrected(each.text, "parking") for each in reports][:100],
        "anything is anything": [corrected(each.text, dice.choice(CODES)) for each in reports][:100],
        "no report is one": [corrected(each.text, learning.NO_REPORT, what=learning.REPORT) for each in reports][:100],
        "all chatter is a report": [corrected(each.text, learning.IS_REPORT, what=learning.REPORT) for each in chatter],
        "everything is urgent": [corrected(each.text, learning.URGENT, what=learning.URGENCY) for each in reports][
            :100
        ],
        "nothing is urgent": [corrected(each.text, learning.NORMAL, what=learning.URGENCY) for each in reports][:100],
        "emergencies are not urgent": [
            corrected(each.text, learning.NORMAL, what=learning.URGENCY) for each in EMERGENCIES[:100]
        ],
        "emergencies are nothing": [
            correction
            for each in EMERGENCIES[:50]
            for correction in (
                corrected(each.text, "other"),
                corrected(each.text, learning.NO_REPORT, what=learning.REPORT),
            )
        ],
    }


WRONG = wrong()


@lru_cache(maxsize=len(WRONG))
def spoilt_by(kind: str) -> Classifier:
    """The classifier after a hundred wrong corrections of this kind."""
    return after(WRONG[kind])


def rights(classifier: Classifier, told: Iterable[tuple[str, str]]) -> tuple[Counter[str], Counter[str]]:
    """For each class (a category, reports, the rest): how many there are, and how many are right."""
    of: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for code, text in told:
        found = classifier.understand(text, HOME)
        report = found.is_report >= REPORT
        if code:
            of.update((code, "report"))
            right.update({code: found.categories[0][0] == code, "report": report})
        else:
            of["chatter"] += 1
            right["chatter"] += not report
    return of, right


@pytest.mark.parametrize("kind", WRONG)
def test_a_hundred_wrong_corrections_of_one_person_spoil_nothing_for_all(kind: str) -> None:
    spoilt = spoilt_by(kind)
    used = {each.text for each in WRONG[kind]}
    fresh = [
        (each.codes[0] if each.codes else "", each.text) for each in TOLD if each.text not in used and each.bucket > 4
    ]
    for told in (check.load(), fresh):
        of, before = rights(CLASSIFIER, told)
        _, now = rights(spoilt, told)
        fell = {name: (before[name] - now[name], number) for name, number in of.items() if before[name] > now[name]}
        # Where a class has a few messages only, one of them may change.
        assert all(by <= max(MOST * number, 1) for by, number in fell.values()), fell
        assert sum(before.values()) - sum(now.values()) <= MOST * sum(of.values())


@pytest.mark.parametrize("kind", WRONG)
def test_no_emergency_is_learned_away(kind: str) -> None:
    spoilt = spoilt_by(kind)
    for message in EMERGENCIES:
        before, now = (each.understand(message.text, HOME) for each in (CLASSIFIER, spoilt))
        assert (now.danger, now.urgency) == (before.danger, before.urgency), message.text
        assert now.is_report >= REPORT or before.is_report < REPORT, message.text


def test_the_guard_takes_back_what_would_harm_others() -> None:
    """Even two who agree: a category that would suffer holds their lessons down."""
    texts = [text for code, text in check.load() if code == "light"]
    both = [corrected(text, "parking", person) for text in texts for person in (1, 2)]
    made = taught.make(both, CLASSIFIER, HOME, plain())
    assert min(made.learned.scales.values()) < 1
    shifts = {at: made.learned.shift(each.stretches) for at, each in enumerate(plain().messages)}
    assert plain().falls(shifts) <= MOST


# --- places -------------------------------------------------------------------------------------------


def placed(before: str, where: str, person: int = 1) -> Correction:
    return Correction(0, person, True, NOW, learning.PLACE, before, where, "灯坏了")


@pytest.mark.parametrize(
    ("corrections", "building"),
    [
        ([placed("红房子门口", "2号楼")], "b2"),
        ([placed("楼道", "2号楼"), placed("楼道", "2号楼", person=2)], None),  # said of any building
        ([placed("红房子门口", "2号楼"), placed("红房子门口", "3号楼", person=2)], None),
        ([placed("99号楼", "3号楼")], None),  # a number is never a name
    ],
)
def test_a_name_for_a_building_is_learned(corrections: list[Correction], building: str | None) -> None:
    made = taught.make(corrections, CLASSIFIER, HOME, plain())
    words = corrections[0].before
    found = CLASSIFIER.understand(f"{words}的灯坏了", made.home).place
    assert (found.building if found else None) == building
    assert (made.home is HOME) == (building is None)
