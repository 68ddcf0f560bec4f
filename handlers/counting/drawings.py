"""Pictures of our own: ordered here, drawn by the outbox (bot/channels/painter), so that no turn waits for one."""

from domain.effects import Priority
from domain.people import ChatKind
from handlers.desk import Turn
from storage import chats, digests, outbox
from storage.drawing import Sheet

PAINTER = "painter"  # the channel that draws
DRAW = "draw"  # what we call the chat of these calls; nobody is in it


def order(turn: Turn, community: str, about: str, lang: str, sheet: Sheet, chat: int | None = None) -> None:
    """Have a picture drawn; ``chat`` waits for it, without one a digest does."""
    drawing = digests.draw(turn.tx, community, about, lang, chat, turn.now)
    turn.said += 1
    outbox.put(
        turn.tx, turn.cause, turn.said, _place(turn), {"draw": sheet.packed(), "drawing": drawing}, turn.now,
        priority=Priority.FETCH,
    )  # fmt: skip


def _place(turn: Turn) -> int:
    if chat := chats.find(turn.tx, PAINTER, DRAW, turn.desk.channels):
        return chat.id
    return chats.add(turn.tx, PAINTER, DRAW, ChatKind.UNBOUND, "", "zh-CN")
