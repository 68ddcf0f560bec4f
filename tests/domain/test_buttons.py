"""What a button carries: at most 64 bytes, and nothing in what comes back is believed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import buttons
from domain.buttons import LIMIT, Press
from domain.lines import Rows
from domain.report import Status
from domain.reports import alerts, cards, outcome
from domain.talk import summaries
from domain.talk.dialogue import empty
from tests.domain.cases import GROUP, KINDS, NOW, PEOPLE, case, context, report

BIG = 10**15  # more reports than anybody will ever have


def test_what_was_put_in_comes_out() -> None:
    assert buttons.parse(buttons.data("take", 7, 2, "today")) == Press("take", 7, 2, "today")


@pytest.mark.parametrize(
    "data",
    [
        "", "take", "take:1", "take:1:1", "take:x:1:", "take:-1:1:", "take:1:²:", "take: 1:1:", "ta ke:1:1:", "拿:1:1:",
        "1:1:1:", f"take:{10**18}:1:", "take:1:1:" + "a" * LIMIT, "take:1:1:" + "楼" * 20, "\ud800:1:1:",
    ],
)  # fmt: skip
def test_what_never_was_a_button_of_ours_is_none(data: str) -> None:
    assert buttons.parse(data) is None


def test_an_argument_may_hold_colons() -> None:
    assert buttons.parse("unsure:1:1:a:b") == Press("unsure", 1, 1, "a:b")


@given(st.text(max_size=80))
def test_anything_may_be_sent(data: str) -> None:
    found = buttons.parse(data)
    assert found is None or (found.subject < 2**63 and found.cycle < 2**63)


def all_buttons() -> list[Rows]:
    """Every button of every kind of message, with ids as long as they may become."""
    rows: list[Rows] = []
    ctx, codes = context(), tuple(KINDS.by_code)
    for status in Status:
        big = report(id=BIG, cycle=99, status=status, duplicate_of=BIG)
        around = case(big)
        rows += [alerts.buttons(around, ctx), cards.card_buttons(around, ctx), cards.own_buttons(big)]
        rows += [alerts.when_menu(big), alerts.hand_menu(ctx, around), alerts.more_menu(big), alerts.refuse_menu(big)]
        rows += [alerts.kind_menu(big, codes, more=True), alerts.merge_menu(big, (big,)), alerts.skip_buttons(big)]
        rows += [outcome.solved_buttons(big), cards.appeal_buttons(big)]
    draft = empty(ctx, GROUP, PEOPLE[0].id, BIG)
    places = tuple((code, each.names["zh-CN"]) for code, each in ctx.community.buildings.items())
    rows += [summaries.offer(draft), summaries.summary_buttons(draft), summaries.kinds(draft, codes, more=True)]
    rows += [summaries.place_buttons(places, "rplace", BIG, call="rcall")]
    return rows


def test_every_button_fits_and_is_understood() -> None:
    for row in (row for rows in all_buttons() for row in rows):
        for button in row:
            assert len(button.data.encode()) <= LIMIT
            assert buttons.parse(button.data), button.data


def test_every_question_of_a_draft_has_a_way_out() -> None:
    draft = empty(context(), GROUP, PEOPLE[0].id, 1)
    for rows in (summaries.kinds(draft, ("light",), more=True), summaries.place_buttons((), "dplace", 1)):
        assert rows[-1][-1].label.key == "button-unsure"


def test_nobody_can_do_anything_with_a_report_that_ended() -> None:
    for status in (Status.CLOSED, Status.WITHDRAWN):
        assert alerts.buttons(case(report(status=status)), context()) == ()
        assert cards.own_buttons(report(status=status)) == ()
    assert NOW
