"""What a residents' group reads of an end: of a public kind all, next to nothing of one that is only counted."""

from dataclasses import replace

import pytest

from domain.categories import Visibility
from domain.effects import Say, Schedule
from domain.people import Recipient
from domain.reports import lifecycle, told
from domain.talk.drafts import Prompt
from tests.domain.cases import DUTY, GROUP, LI, UNDO, ZHOU, World, case, report

EVERYTHING = {"number", "category", "place", "who", "took", "reason", "note", "text"}


def ended(how: str, visibility: Visibility, openly: bool = False) -> list[Say]:
    """What the group hears when a report ends; ``openly``: its reporter can only be told there."""
    group = replace(GROUP, abilities=replace(GROUP.abilities, ephemeral=False)) if openly else GROUP
    world = World(case(report(visibility=visibility), own=("room.jpg",), group=group))
    if how == "refuse":
        world.keep(lifecycle.refuse(world.ctx, world.case, ZHOU, DUTY, "not_ours"))
    else:
        prompt = Prompt(DUTY.id, ZHOU.id, "note", world.report.id, 1, world.now, "502换了灯", photos=("after.jpg",))
        world.keep(lifecycle.resolve(world.ctx, world.case, ZHOU, DUTY, prompt, ""))
    if openly:
        world.case = replace(world.case, reporter=Recipient(LI.id, group))
        assert world.case.reporter and world.case.reporter.in_public
    world.pass_time(UNDO)
    return [say for say in world.said if say.to == group and (say.tag or "").startswith("ended:")]


def test_of_a_public_kind_it_reads_where_and_who_and_sees_the_new_photo() -> None:
    (said,) = ended("resolve", Visibility.PUBLIC)
    assert [line.key for line in said.lines] == ["ended-near"] and said.photos == ("after.jpg",)
    (said,) = ended("refuse", Visibility.PUBLIC)
    assert said.lines[0].key == "group-refused"


@pytest.mark.parametrize(
    ("how", "key", "says"),
    [
        ("resolve", "group-resolved-neutral", {"number", "took"}),
        ("refuse", "group-refused-neutral", {"number", "reason"}),
    ],
)
@pytest.mark.parametrize("openly", [False, True])
def test_of_a_kind_that_is_only_counted_it_reads_a_number(how: str, key: str, says: set[str], openly: bool) -> None:
    (said,) = ended(how, Visibility.FIGURES, openly)
    assert said.lines[0].key == key and said.photos == ()
    named = {name for line in said.lines for name in line.args} & EVERYTHING
    assert named == says  # neither what it was nor where


@pytest.mark.parametrize("how", ["resolve", "refuse"])
@pytest.mark.parametrize("openly", [False, True])
def test_of_a_private_kind_it_reads_nothing(how: str, openly: bool) -> None:
    assert ended(how, Visibility.PRIVATE, openly) == []


def test_whom_only_the_group_could_tell_of_a_private_kind_is_waited_for_a_day_and_phoned() -> None:
    world = World(case(report(visibility=Visibility.PRIVATE)))
    prompt = Prompt(DUTY.id, ZHOU.id, "note", world.report.id, 1, world.now, "换了灯")
    world.keep(lifecycle.resolve(world.ctx, world.case, ZHOU, DUTY, prompt, ""))
    world.pass_time(UNDO)
    (timer,) = told.begun(world.ctx, world.report)
    assert isinstance(timer, Schedule) and (timer.kind, timer.at) == ("untold", world.now + told.PATIENCE)
