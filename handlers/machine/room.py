"""The room that photos take: near the limit old ones become thumbnails, and managers hear when that is not enough."""

from domain.effects import Say
from domain.lines import line
from handlers import cases
from handlers.desk import Turn
from storage import copies

SHRINK_FROM = 0.9  # of the limit
FULL_FROM = 0.97


def clean(turn: Turn) -> None:
    """Forget copies that nobody names; near the limit let thumbnails stand for the oldest photos of what has ended."""
    copies.purge(turn.tx, turn.now)
    used, limit = turn.desk.room()
    if used > limit * SHRINK_FROM:
        used -= copies.shrink(turn.tx, int(used - limit * SHRINK_FROM))
    if used > limit * FULL_FROM:
        _warn(turn, limit)
    turn.tx.woken.add("media")


def _warn(turn: Turn, limit: int) -> None:
    """Every manager, once a day."""
    for community in turn.desk.communities.values():
        today = turn.now.astimezone(community.zone).date()
        for chat in cases.crew(turn, community.code, None).managers:
            turn.keep([Say(chat, (line("media-disk", limit=limit // 1_000_000),), tag=f"media-disk:{today}")])
