"""A picture of ours is drawn, or cannot be: whoever waits for it gets what there is."""

from domain.events import Drawn
from handlers.counting import digests, monthly
from handlers.desk import Turn
from storage import copies
from storage import digests as stored


def drawn(turn: Turn, event: Drawn) -> None:
    """Keep the picture, and go on with what it belongs to."""
    drawing = stored.drawing(turn.tx, event.drawing)
    if drawing is None or drawing.state != "waiting":
        return
    if event.stored:
        copies.uploaded(turn.tx, event.stored, "photo", event.size, None, turn.now)
    stored.drawn(turn.tx, drawing.id, event.stored)
    if drawing.chat is None:
        digests.drawn(turn, drawing.community, drawing.about)
    else:
        monthly.drawn(turn, drawing, event.stored)
