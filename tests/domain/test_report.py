"""Which moves a report's life allows, and who may make them: every status, move and role of the table."""

from datetime import timedelta
from itertools import product

import pytest

from domain.people import CREW, Role
from domain.permissions import MAY
from domain.report import MOVES, MoveRefused, Pending, Status, Taken, apply, check
from tests.domain.cases import NOW, ZHOU, report

EVERY_MOVE = sorted({name for moves in MOVES.values() for name in moves})


@pytest.mark.parametrize(("status", "move", "role"), list(product(Status, EVERY_MOVE, Role)))
def test_a_move_is_made_where_the_table_has_it_and_refused_everywhere_else(
    status: Status, move: str, role: Role
) -> None:
    standing = report(status=status)
    allowed = MOVES[status].get(move)
    if allowed is None:
        with pytest.raises(MoveRefused, match=f"cannot {move} report 1001: it is {status}") as refused:
            apply(standing, move, frozenset({role}))
        assert refused.value.reason == "status"
    elif role not in MAY[move]:
        with pytest.raises(MoveRefused) as refused:
            apply(standing, move, frozenset({role}))
        assert refused.value.reason == "role"
    else:
        assert apply(standing, move, frozenset({role})).status is allowed


def test_every_status_is_in_the_table_and_every_move_has_somebody_who_may_make_it() -> None:
    assert set(MOVES) == set(Status)
    assert all(MAY[move] for move in EVERY_MOVE)


def test_residents_never_make_the_moves_of_staff() -> None:
    for move in ("acknowledge", "hand_over", "secure", "resolve", "refuse", "merge", "unmerge", "ask", "undo"):
        assert MAY[move] - {Role.DESK} == CREW


def test_only_the_head_or_a_manager_decides_an_appeal() -> None:
    assert MAY["grant"] == MAY["deny"] == {Role.HEAD, Role.MANAGER}


def test_one_role_of_several_is_enough() -> None:
    assert check(report(), "resolve", frozenset({Role.RESIDENT, Role.STAFF})) is Status.RESOLVED


def test_for_residents_a_move_that_may_be_undone_has_not_happened() -> None:
    was = Taken(ZHOU.id, NOW, "tomorrow", NOW)
    pending = Pending("resolve", Status.ACKNOWLEDGED, NOW + timedelta(seconds=60), was=was)
    told = report(status=Status.RESOLVED, assignee=9, pending=pending).told
    assert (told.status, told.taken, told.pending) == (Status.ACKNOWLEDGED, was, None)


def test_of_two_moves_within_the_minute_residents_know_neither() -> None:
    pending = Pending("resolve", Status.ACKNOWLEDGED, NOW, before="acknowledge", origin=Status.OPEN)
    assert report(status=Status.RESOLVED, pending=pending).told_status is Status.OPEN
