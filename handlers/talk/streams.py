"""How much is said where and by whom, counted in memory: what domain/talk/floods.py judges."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from enum import Enum

from domain.events import Said, Spoken
from domain.people import Chat
from domain.talk.floods import ALOUD, ASKING, GROUP, PERSON, Pace, Stream, heard

REMEMBERED = 10_000  # streams; the least recent is forgotten first


class Of(Enum):
    """Whose stream it is."""

    PERSON = "everything that one person says in one chat"
    PRESSING = "what one person presses there"
    ASKING = "what one person says to us in a group"
    GROUP = "what everybody says to us in a group"


PACES = {Of.PERSON: PERSON, Of.PRESSING: PERSON, Of.ASKING: ASKING, Of.GROUP: GROUP}


class Floods:
    """Counts what is said where and by whom."""

    def __init__(self, paces: Mapping[Of, Pace] = PACES) -> None:
        self.paces = paces
        self._streams: OrderedDict[tuple[Of, str, str, str], Stream] = OrderedDict()
        self._aloud: dict[int, datetime] = {}  # group -> when a word for everybody was said there

    def heard(self, of: Of, event: Spoken) -> Stream:
        """One more act."""
        key = _key(of, event)
        album = event.album if isinstance(event, Said) else None
        self._streams[key] = stream = heard(self._streams.pop(key, None), event.at, self.paces[of], album)
        if len(self._streams) > REMEMBERED:
            self._streams.popitem(last=False)
        return stream

    def is_told(self, of: Of, event: Spoken) -> bool:
        """Whether they know already that they are not read, whichever of their streams it was about."""
        own = (Of.PERSON, Of.ASKING) if of in (Of.PERSON, Of.ASKING) else (of,)
        return any(stream.told for each in own if (stream := self._streams.get(_key(each, event))))

    def told(self, of: Of, event: Spoken) -> None:
        """Whoever it is knows that they are not read."""
        key = _key(of, event)
        self._streams[key] = replace(self._streams[key], told=True)

    def forget(self, of: Of, event: Spoken) -> None:
        """Count from the beginning."""
        self._streams.pop(_key(of, event), None)

    def may_say_aloud(self, chat: Chat, at: datetime) -> bool:
        """Whether a word for all of a group may be said now; then it is."""
        last = self._aloud.get(chat.id)
        if last is not None and at - last < ALOUD:
            return False
        self._aloud[chat.id] = at
        return True


def _key(of: Of, event: Spoken) -> tuple[Of, str, str, str]:
    return of, event.channel, event.chat, "" if of is Of.GROUP else event.speaker.account
