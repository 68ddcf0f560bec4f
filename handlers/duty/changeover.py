"""The roster changes, and with it when duty changes hands next, which stands among what is due."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from domain.community import Community
from domain.duty.roster import next_change
from domain.effects import Assign, DropShift, OnDay, PutShift
from storage import due, roster
from storage.db import Tx

if TYPE_CHECKING:
    from handlers.desk import Turn

KIND = "handover"


def change(turn: Turn, effect: Assign | PutShift | DropShift | OnDay) -> None:
    """Store what is otherwise in the roster from now on."""
    tx = turn.tx
    match effect:
        case Assign(person, community, shift, on):
            (roster.assign if on else roster.release)(tx, community, shift, person)
        case PutShift(community, changed):
            roster.put(tx, community, changed)
        case DropShift(community, id_):
            roster.drop(tx, id_)
        case OnDay(community, id_, day, person, on):
            roster.on_day(tx, id_, day, person, on)
    rearm(turn, effect.community)


def rearm(turn: Turn, community: str) -> None:
    """Duty may change hands at another time now."""
    set_alarm(turn.tx, turn.context(community).community, turn.now)


def set_alarm(tx: Tx, community: Community, now: datetime) -> None:
    """The next change of shift stands among what is due; one that was slept through comes first.

    At each start, every hour, after each change, and whenever the roster is another.
    """
    if due.waits(tx, KIND, community.code, now):
        return
    if at := next_change(roster.load(tx, community.code), community.zone, now):
        due.schedule(tx, at, KIND, community.code)
    else:
        due.cancel(tx, KIND, community.code)
