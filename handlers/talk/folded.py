"""What was offered in a group and nobody pressed, folded into one message for staff."""

from domain.effects import Say
from domain.talk import group
from handlers.desk import Turn
from storage import chats, drafts


def show(turn: Turn, fold: str, quietly: bool = False) -> None:
    """The folded message as it stands now; ``quietly`` an empty one goes away instead of saying so."""
    duty = chats.duty(turn.tx, *group.fold_of(fold), turn.desk.channels)
    listed = drafts.in_fold(turn.tx, fold)
    if quietly and not listed:
        turn.keep(Say(chat, (), tag=fold) for chat in duty)
    else:
        turn.keep(group.folded_list(fold, listed, duty))
