"""What leaves first when a report is filed."""

import pytest

from domain.context import Fresh
from domain.effects import Priority, Say
from domain.people import Chat, Recipient
from domain.talk import filing
from domain.talk.drafts import Draft, Stage, understood
from tests.domain.cases import CLASSIFIER, CREW, GROUP, HOME, LI, NOW, context, private


def said(text: str, at: Chat, turn: int = 0) -> list[Say]:
    """All that is said when LI's words are filed, in the order in which it leaves within a chat."""
    draft = Draft(1, at.id, LI.id, Stage.OFFERED, NOW, words=(("m1", text),), messages=("m1",), turn=turn)
    draft = understood(draft, CLASSIFIER.understand(text, HOME))
    effects = filing.file(context(), draft, Recipient(LI.id, at), at, CREW, Fresh(7, 1001))
    return [effect for effect in effects if isinstance(effect, Say)]


@pytest.mark.parametrize("text", ["3号楼着火了", "着火了"])
@pytest.mark.parametrize("at", [GROUP, private(LI)])
def test_danger_leaves_before_everything_else(text: str, at: Chat) -> None:
    first, *others = [say for say in said(text, at) if say.to == at]
    assert first.lines[0].key == "danger-fire"
    assert first.priority is Priority.DANGER
    assert first.only_for is None  # the neighbours read it too
    assert others
    assert all(say.priority > Priority.DANGER for say in others)


def test_danger_is_new_in_the_group_where_an_offer_stood_before() -> None:
    gone, card, *_ = said("3号楼着火了", GROUP, turn=1)
    assert (gone.lines, gone.tag) == ((), "draft:1:1")
    assert card.replaces is None


def test_without_danger_the_receipt_comes_before_the_card() -> None:
    keys = [say.lines[0].key for say in said("3号楼2单元楼道灯不亮", GROUP) if say.to == GROUP]
    assert keys == ["receipt", "card"]
