"""The chat beside the staff pages: what somebody does there comes in as from any chat, and is answered there.

It hears nothing unasked: alerts and notices go where somebody is told of them (storage/chats.py).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.channels.webchat import WebChat
from domain.events import Event, Pressed, Said
from domain.people import Abilities
from storage.chats import PAGES


class Beside(WebChat):
    """That chat as a channel."""

    name = PAGES
    abilities = Abilities(page=True)

    def decode(self, body: Mapping[str, Any]) -> Event:
        """What web/staff kept: always somebody alone, in the community whose pages they look at."""
        event = super().decode(body)
        assert isinstance(event, Said | Pressed)
        speaker = replace(event.speaker, community=body["chat"].rpartition(":")[2])
        return replace(event, speaker=speaker, private=True)
