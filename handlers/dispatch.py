"""The only switch over what can happen."""

from domain.events import (
    Advised,
    Bounced,
    CameDue,
    ChatFound,
    ChatLost,
    ChatMoved,
    Confirmed,
    Drawn,
    Edited,
    Entered,
    Event,
    Fetched,
    HandedOver,
    Named,
    NotAlone,
    PersonCame,
    PersonLeft,
    Posted,
    Pressed,
    Recalled,
    Said,
    Spent,
    Submitted,
    Told,
    Transcribed,
    Untold,
)
from handlers import presses, timers
from handlers.counting import customers, drawn
from handlers.desk import Desk
from handlers.duty import attended
from handlers.members import membership, named
from handlers.reports import fetched, told
from handlers.talk import advised, messages, posting, transcribed, visits
from storage.inbox import Arrival


async def dispatch(desk: Desk, arrival: Arrival, event: Event) -> None:
    """Handle one event: everything it causes commits together, or nothing."""
    match event:
        case Said():
            await desk.settle(arrival, messages.said, event)
        case Edited():
            await desk.settle(arrival, messages.edited, event)
        case Pressed():
            await desk.settle(arrival, presses.pressed, event)
        case Entered():
            await desk.settle(arrival, visits.entered, event)
        case HandedOver():
            await desk.settle(arrival, attended.handed_over, event)
        case PersonCame():
            await desk.settle(arrival, attended.person_came, event)
        case Recalled():
            await desk.settle(arrival, messages.recalled, event)
        case PersonLeft():
            await desk.settle(arrival, attended.person_left, event)
        case Bounced():
            await desk.settle(arrival, told.bounced, event)
        case CameDue():
            await desk.settle(arrival, timers.came_due, event)
        case ChatFound():
            await desk.settle(arrival, membership.found, event)
        case ChatLost():
            await desk.settle(arrival, membership.lost, event)
        case ChatMoved():
            await desk.settle(arrival, membership.moved, event)
        case NotAlone():
            await desk.settle(arrival, membership.not_alone, event)
        case Fetched():
            await desk.settle(arrival, fetched.fetched, event)
        case Named():
            await desk.settle(arrival, named.named, event)
        case Told():
            await desk.settle(arrival, told.was_told, event)
        case Untold():
            await desk.settle(arrival, told.was_not_told, event)
        case Drawn():
            await desk.settle(arrival, drawn.drawn, event)
        case Advised():
            await desk.settle(arrival, advised.advised, event)
        case Transcribed():
            await desk.settle(arrival, transcribed.transcribed, event)
        case Posted():
            await desk.settle(arrival, customers.posted, event)
        case Confirmed():
            await desk.settle(arrival, customers.confirmed, event)
        case Submitted():
            await desk.settle(arrival, posting.submitted, event)
        case Spent():
            await desk.settle(arrival, advised.spent, event)
