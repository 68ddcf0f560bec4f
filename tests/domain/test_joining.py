"""Two accounts become one: who reads that it is done."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.effects import JoinPeople, Say
from domain.members import joining
from domain.members.account import Joining, Stage
from domain.people import Abilities
from tests.domain.cases import LI, NOW, WANG, context, private

SHOWN = Joining(1, "h", LI.id, private(LI).id, NOW + timedelta(minutes=5), Stage.SHOWN, WANG.id, private(WANG).id)


@pytest.mark.parametrize(("together", "told"), [(False, 2), (True, 1)])
def test_chats_that_show_as_one_are_told_once(together: bool, told: int) -> None:
    desk, door = (replace(private(who), abilities=Abilities(together=together)) for who in (LI, WANG))
    wanted = list(joining.answered(context(), SHOWN, desk, WANG, door, desk, yes=True))
    said = [each for each in wanted if isinstance(each, Say)]
    assert [each.to for each in said] == [desk, door]  # the door's earlier words are taken away or changed
    assert sum(bool(each.lines) for each in said) == told
    assert JoinPeople(LI.id, WANG.id) in wanted
