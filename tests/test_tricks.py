"""No move raises a rate: each trick is played with the real moves, and the figures compared with and without it.

One town twice over: what residents reported goes the same way in both, and in one of them staff try a trick on
what they do not get done.  Better is only what residents got: an answer, an end, a good word.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.categories import Urgency
from domain.counting import facts, figures
from domain.counting.facts import Fact, ms
from domain.counting.figures import Figures, Period
from domain.effects import Effect, Effects, Put
from domain.people import CREW
from domain.promises import deadlines
from domain.report import MoveRefused, Report
from domain.reports import alarms, corrections, endings, lifecycle, own, pauses
from domain.reports.rating import Counted, Solved
from domain.talk import questions
from domain.talk.drafts import Prompt
from domain.talk.sources import Source
from tests.domain.cases import CHEN, DUTY, KINDS, LI, NOW, PEOPLE, WANG, ZHOU, World, case, context, private, report

AT_ONCE, HOUR, DAY = timedelta(minutes=10), timedelta(hours=1), timedelta(days=1)
LATE = NOW + 30 * HOUR  # an answer was promised within 24
OVER = NOW + 6 * DAY  # and the end within three days
WEEK = Period(ms(NOW), ms(NOW + 14 * DAY), ms(NOW + 14 * DAY))
YES, NO = Counted(Solved.YES, 2, 1), Counted(Solved.NO, 0, 0)
GOOD, SLOW, BAD, FORGOTTEN, TAKEN = range(1, 6)  # what becomes of a report when nobody tries anything
SMELL, GAS = 10, 11  # the same of danger: nobody comes, and somebody comes at once and is never done


@dataclass
class Told(World):
    """A report with what the figures know of it."""

    fact: Fact = field(init=False)

    def __post_init__(self) -> None:
        self.fact = facts.first(self.report, self._by_crew())
        self._noted()

    def _by_crew(self) -> bool:
        return any(each.id == self.report.reporter and each.holds(CREW) for each in PEOPLE)

    def _noted(self) -> None:
        self.fact = facts.after(self.fact, self.report, self._by_crew(), self.now)

    def _keep(self, effect: Effect) -> None:
        World._keep(self, effect)
        if isinstance(effect, Put):
            self._noted()

    def at(self, when: datetime) -> "Told":
        """Let time pass until then."""
        self.pass_time(max(when - self.now, timedelta()))
        return self

    def take(self) -> "Told":
        self.keep(lifecycle.take(self.ctx, self.case, ZHOU, DUTY, "today"))
        return self.at(self.now + timedelta(minutes=2))

    def resolve(self) -> "Told":
        prompt = Prompt(DUTY.id, ZHOU.id, "note", self.report.id, self.report.cycle, self.now + DAY, "换了")
        self.keep(lifecycle.resolve(self.ctx, self.case, ZHOU, DUTY, prompt, ""))
        return self.at(self.now + timedelta(minutes=2))

    def say(self, counted: Counted) -> "Told":
        self.fact = facts.rated(self.fact, counted, self.now)
        return self

    def reopen(self) -> "Told":
        """没好."""
        self.say(NO).keep(endings.not_fixed(self.ctx, self.case, LI, private(LI), ""))
        return self


def told(id_: int, **changes: object) -> Told:
    return Told(case(report(id=id_, number=1000 + id_, **changes)))


def danger(id_: int) -> Told:
    """Gas, with the promises made for it."""
    smell = report(id=id_, number=1000 + id_, danger="gas", category="gas", urgency=Urgency.EMERGENCY)
    return Told(case(deadlines.begun(context(), smell, NOW)))


def town() -> dict[int, Told]:
    """A week in which five went well, and one each went wrong in its own way."""
    made = {id_: told(id_) for id_ in range(1, 10)}
    made |= {id_: danger(id_) for id_ in (SMELL, GAS)}
    made[GOOD].at(NOW + HOUR).take().at(NOW + 20 * HOUR).resolve().say(YES)
    for id_ in (6, 7, 8, 9):
        made[id_].at(NOW + HOUR).take().at(NOW + 20 * HOUR).resolve().say(YES)
    made[SLOW].at(LATE).take().at(OVER).resolve().say(Counted(Solved.YES, 1, 1))
    return made


def end(made: dict[int, Told]) -> None:
    """What happens anyway, to what is still there to happen to."""
    for id_ in (BAD, TAKEN):
        if made[id_].status == "open":
            made[id_].at(max(made[id_].now, NOW + 2 * HOUR)).take()
    if made[GAS].status == "open":
        it = made[GAS].at(max(made[GAS].now, NOW + AT_ONCE))
        it.keep(alarms.handle(it.ctx, it.case, ZHOU, DUTY, ""))
    if made[BAD].status == "acknowledged":
        made[BAD].at(max(made[BAD].now, NOW + 30 * HOUR)).resolve().reopen()


Trick = Callable[[dict[int, Told]], None]


def played(trick: Trick | None) -> Figures:
    made = town()
    if trick:
        trick(made)
    end(made)
    known = {id_: each.fact for id_, each in made.items()}
    return figures.of(known.values(), known, WEEK, figures.USUAL)


HONEST = played(None)
HIGHER_IS_BETTER = ("answered", "resolved", "contacted", "solved", "satisfied", "dispatched")
HIGHER_IS_WORSE = ("reopened", "repeats")


def raised(found: Figures, than: Figures = HONEST) -> list[str]:
    """The rates that look better than without the trick."""
    better = [name for name in HIGHER_IS_BETTER if _share(found, name) > _share(than, name) + 1e-9]
    better += [name for name in HIGHER_IS_WORSE if _share(found, name) < _share(than, name) - 1e-9]
    if (found.combined or 0) > (than.combined or 0) + 1e-9:
        better.append("combined")
    return better


def _share(found: Figures, name: str) -> float:
    share: float | None = getattr(found, name).share
    assert share is not None, name
    return share


# --- the tricks ---------------------------------------------------------------------------------------


def staff(move: Callable[..., Effects], *rest: object, of: int = FORGOTTEN, at: datetime = NOW + 23 * HOUR) -> Trick:
    """A move of staff on one report at some hour."""

    def trick(made: dict[int, Told]) -> None:
        it = made[of].at(at)
        it.keep(move(it.ctx, it.case, ZHOU, DUTY, *rest))
        it.at(it.now + timedelta(minutes=2))

    return trick


def question(made: dict[int, Told]) -> None:
    it = made[FORGOTTEN].at(NOW + 23 * HOUR)
    it.keep(questions.asked(it.ctx, it.case, ZHOU, DUTY, "哪一层？"))


def merge(which: int, into: int, at: datetime) -> Trick:
    def trick(made: dict[int, Told]) -> None:
        it = made[which].at(at)
        other = case(report(id=into, number=1000 + into))  # as it was when it was still open
        it.keep(effect for effect in corrections.merged(it.ctx, it.case, ZHOU, other) if _of(effect, it.report))

    return trick


def _of(effect: Effect, mine: Report) -> bool:
    return not isinstance(effect, Put) or effect.report.id == mine.id


def slowest() -> str:
    return max(KINDS.by_code.values(), key=lambda kind: (kind.respond, kind.resolve)).code


def recategorise(of: int, at: datetime) -> Trick:
    def trick(made: dict[int, Told]) -> None:
        it = made[of].at(at)
        it.keep(corrections.recategorised(it.ctx, it.case, ZHOU, slowest()))

    return trick


def halt(kind: str, of: int) -> Trick:
    """Take it, and let its clock stand as long as a button allows: 挂账, or 转外单位."""

    def trick(made: dict[int, Told]) -> None:
        it = made[of].at(NOW + 2 * HOUR).take()
        note = "power" if kind == "refer" else "等材料"
        prompt = Prompt(DUTY.id, ZHOU.id, f"{kind}_until", it.report.id, it.report.cycle, it.now + HOUR, note)
        it.keep(pauses.in_days(it.ctx, it.case, ZHOU, DUTY, prompt, str(pauses.LONGEST)))
        assert it.report.waits
        it.at(it.now + timedelta(minutes=2))

    return trick


def put_off(made: dict[int, Told]) -> None:
    """挂账, and 再等 each time its day comes."""
    halt("park", TAKEN)(made)
    it = made[TAKEN]
    for _ in range(3):
        it.at(it.now + 2 * DAY).keep(pauses.wait(it.ctx, it.case, ZHOU, DUTY, ""))


def wait_for_the_resident(made: dict[int, Told]) -> None:
    it = made[TAKEN].at(NOW + 2 * HOUR).take()
    it.keep(questions.asked(it.ctx, it.case, ZHOU, DUTY, "哪一层？"))
    assert it.report.pause and it.report.pause.kind == "resident"


def false_alarm(of: int, at: datetime) -> Trick:
    """误报, whether or not somebody went to look."""

    def trick(made: dict[int, Told]) -> None:
        it = made[of].at(at)
        it.keep(alarms.false_alarm(it.ctx, it.case, ZHOU, DUTY, "yes"))
        assert it.status == "closed"

    return trick


def extra(**changes: object) -> Trick:
    """Twenty easy reports of staff's own making, each done within the hour and praised."""

    def trick(made: dict[int, Told]) -> None:
        for id_ in range(20, 40):
            made[id_] = told(id_, **changes).at(NOW + HOUR).take().resolve().say(YES)

    return trick


def close_and_reopen(made: dict[int, Told]) -> None:
    made[TAKEN].at(NOW + 2 * HOUR).resolve().reopen()


def take_it_and_leave_it(made: dict[int, Told]) -> None:
    made[TAKEN].at(NOW + HOUR).take()


def undo_and_redo(made: dict[int, Told]) -> None:
    it = made[FORGOTTEN].at(NOW + 23 * HOUR)
    for _ in range(3):
        it.keep(lifecycle.take(it.ctx, it.case, ZHOU, DUTY, "today"))
        it.keep(lifecycle.undo(it.ctx, it.case, ZHOU, DUTY, ""))
        it.at(it.now + timedelta(minutes=5))


def say_who_told_later(made: dict[int, Told]) -> None:
    """What somebody phoned in, and nobody did, was found by staff all of a sudden."""
    for source in (Source.PHONE, Source.ROUND):
        made[50] = told(50, reporter=None, filed_by=CHEN.id, source=source, respond_by=NOW + 24 * HOUR)
        if source is Source.PHONE:
            before = made.pop(50)
    before.at(NOW + 23 * HOUR)
    before.keep([Put(replace(before.report, source=Source.ROUND))])
    made[50] = before


def withdraw_what_was_phoned_in(made: dict[int, Told]) -> None:
    made[51] = told(51, reporter=None, filed_by=CHEN.id, source=Source.PHONE).at(NOW + 23 * HOUR)
    made[51].keep(own.withdraw(made[51].ctx, made[51].case, CHEN, private(CHEN), ""))


TRICKS: dict[str, Trick] = {
    "refuse what is nearly late": staff(lifecycle.refuse, "not_ours"),
    "refuse what is late": staff(lifecycle.refuse, "not_ours", at=OVER),
    "refuse what would be rated badly": staff(lifecycle.refuse, "private", of=BAD),
    "ask back": question,
    "park": halt("park", TAKEN),
    "park what would be rated badly": halt("park", BAD),
    "park, and put it off again and again": put_off,
    "pass to another unit": halt("refer", TAKEN),
    "pass what would be rated badly to another unit": halt("refer", BAD),
    "wait for the resident": wait_for_the_resident,
    "merge late ones into a good one": merge(FORGOTTEN, GOOD, OVER),
    "merge what is late in being answered": merge(FORGOTTEN, SLOW, LATE),
    "merge late ones into a late one": merge(FORGOTTEN, SLOW, OVER + DAY),
    "another category": recategorise(FORGOTTEN, NOW + 23 * HOUR),
    "another category when it is late": recategorise(FORGOTTEN, LATE),
    "hand it on before the hour": staff(lifecycle.hand, str(CHEN.id)),
    "hand on what one has": staff(lifecycle.hand, str(CHEN.id), of=TAKEN, at=NOW + 20 * HOUR),
    "no danger after all, said at once": false_alarm(GAS, NOW + AT_ONCE),
    "no danger after all, when it is late": false_alarm(SMELL, NOW + 23 * HOUR),
    "no danger after all, days later": false_alarm(SMELL, OVER),
    "find easy ones oneself": extra(source=Source.ROUND, reporter=None, filed_by=CHEN.id),
    "report easy ones oneself": extra(reporter=CHEN.id),
    "file easy ones for others and do them": extra(source=Source.PHONE, reporter=None, filed_by=ZHOU.id),
    "end it, and let it come back": close_and_reopen,
    "take it and leave it": take_it_and_leave_it,
    "take, undo, take": undo_and_redo,
    "found on a round, once it is late": say_who_told_later,
    "withdraw what was phoned in": withdraw_what_was_phoned_in,
}


@pytest.mark.parametrize("trick", TRICKS.values(), ids=TRICKS.keys())
def test_no_trick_raises_a_rate(trick: Trick) -> None:
    assert raised(played(trick)) == []


def test_the_town_gains_by_what_residents_really_get() -> None:
    """Or the comparison would prove nothing."""

    def work(made: dict[int, Told]) -> None:
        made[FORGOTTEN].at(NOW + HOUR).take().at(NOW + DAY).resolve().say(YES)

    assert set(raised(played(work))) >= {"answered", "resolved", "solved", "satisfied", "contacted", "combined"}


def test_staff_cannot_withdraw_for_a_resident() -> None:
    it = told(1)
    with pytest.raises(MoveRefused):
        it.keep(own.withdraw(it.ctx, it.case, ZHOU, private(ZHOU), ""))
    with pytest.raises(MoveRefused):
        it.keep(own.withdraw(it.ctx, it.case, WANG, private(WANG), ""))


def test_a_false_merge_gains_no_more_than_a_false_end() -> None:
    """Both say that something is done; residents who say no are counted, and then it is as if it had not been tried."""

    def claimed(made: dict[int, Told]) -> None:
        made[FORGOTTEN].at(NOW + HOUR).take().at(NOW + 20 * HOUR).resolve()

    merged, ended = played(merge(FORGOTTEN, GOOD, NOW + HOUR)), played(claimed)
    assert raised(merged, ended) == []
    assert merged.duplicates == 1


def test_a_refusal_is_no_answer_but_what_was_taken_before_it_is() -> None:
    def take_then_refuse(made: dict[int, Told]) -> None:
        it = made[FORGOTTEN].at(NOW + HOUR).take()
        it.keep(lifecycle.refuse(it.ctx, it.case, ZHOU, DUTY, "not_ours"))
        it.at(it.now + HOUR)

    refused = played(staff(lifecycle.refuse, "not_ours", at=NOW + HOUR))
    assert refused.answered == HONEST.answered
    assert (refused.refused, refused.to_resolve.open) == (1, HONEST.to_resolve.open)
    assert raised(played(take_then_refuse)) == ["answered"]


def test_what_stands_still_is_named_beside_the_rates() -> None:
    found = played(halt("park", TAKEN))
    assert found.parked == 1
    assert found.paused == 12 * DAY - 2 * HOUR + 2 * DAY - timedelta(minutes=2)
    assert found.in_running_time == 1
    assert (HONEST.parked, HONEST.in_running_time) == (0, 0)


def test_days_with_another_unit_are_taken_off_no_rate() -> None:
    """Done in the end, and as late as it is, whoever it was with meanwhile."""

    def late(passed_on: bool) -> Trick:
        def trick(made: dict[int, Told]) -> None:
            if passed_on:
                halt("refer", TAKEN)(made)
                it = made[TAKEN].at(OVER)
                it.keep(pauses.resume(it.ctx, it.case, ZHOU, DUTY, ""))
                it.at(it.now + timedelta(minutes=2)).resolve()
            else:
                made[TAKEN].at(NOW + 2 * HOUR).take().at(OVER).resolve()

        return trick

    found, than = played(late(True)), played(late(False))
    assert raised(found, than) == []
    assert (found.in_running_time, than.in_running_time) == (1, 0)


def test_a_false_alarm_is_named_beside_the_rates_and_is_no_end() -> None:
    found = played(false_alarm(GAS, NOW + AT_ONCE))
    assert (found.no_danger, found.done, found.refused) == (1, HONEST.done, HONEST.refused)
    assert found.answered == HONEST.answered


# --- any moves, in any order --------------------------------------------------------------------------

MOVES: dict[str, Callable[[Told], Effects]] = {
    "refuse": lambda it: lifecycle.refuse(it.ctx, it.case, ZHOU, DUTY, "not_ours"),
    "undo": lambda it: lifecycle.undo(it.ctx, it.case, ZHOU, DUTY, ""),
    "ask": lambda it: questions.asked(it.ctx, it.case, ZHOU, DUTY, "哪一层？"),
    "hand": lambda it: lifecycle.hand(it.ctx, it.case, ZHOU, DUTY, str(CHEN.id)),
    "slowest": lambda it: corrections.recategorised(it.ctx, it.case, ZHOU, slowest()),
    "light": lambda it: corrections.recategorised(it.ctx, it.case, ZHOU, "light"),
    "place": lambda it: corrections.placed(it.ctx, it.case, ZHOU, corrections.place_from(it.ctx, "5号楼")),
    "remark": lambda it: corrections.remarked(it.ctx, it.case, ZHOU, DUTY, "看过了", ()),
    "withdraw": lambda it: own.withdraw(it.ctx, it.case, ZHOU, private(ZHOU), ""),
}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(MOVES)), st.integers(1, 60 * 60)), max_size=12))
def test_no_sequence_of_moves_without_an_answer_and_an_end_raises_a_rate(moves: list[tuple[str, int]]) -> None:
    def trick(made: dict[int, Told]) -> None:
        it = made[FORGOTTEN]
        for name, minutes in moves:
            it.at(it.now + timedelta(minutes=minutes))
            try:
                it.keep(MOVES[name](it))
            except MoveRefused:
                pass

    assert raised(played(trick)) == []
