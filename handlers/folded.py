"""What was offered in a group and nobody pressed, folded into one message for staff."""

from domain import group
from handlers.desk import Turn
from storage import drafts, people


def show(turn: Turn, fold: str, community: str) -> None:
    """The folded message as it stands now."""
    grid = fold.split(":")[1]
    chats = people.duty_chats(turn.tx, community, None if grid == "-" else grid, turn.desk.channels)
    turn.keep(group.folded_list(fold, drafts.in_fold(turn.tx, fold), chats))
