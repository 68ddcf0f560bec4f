"""Who hears that a promise was broken."""

from dataclasses import replace

from domain.effects import Say
from domain.people import Recipient
from domain.promises import reminders
from domain.promises.ladder import Level, Step
from tests.domain.cases import GROUP, LI, NOW, WANG, case, context, private

OPEN = replace(GROUP, abilities=replace(GROUP.abilities, ephemeral=False))  # everybody reads everything


def test_sorry_is_said_alone_and_never_to_a_group() -> None:
    heard = case(reporter=Recipient(LI.id, OPEN), supporters=(Recipient(WANG.id, private(WANG)),))
    said = [
        each for each in reminders.sorry(context(), [(heard, Step(NOW, Level.HEAD, "missed"))]) if isinstance(each, Say)
    ]
    assert [each.to for each in said if not each.change] == [private(WANG)]
    assert OPEN not in [each.to for each in said]
