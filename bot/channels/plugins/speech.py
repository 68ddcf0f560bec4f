"""Has a voice message written down.  The sound leaves as it is: nothing of it can be masked."""

import asyncio
import math
from collections.abc import Mapping
from typing import Any

from bot.channels.plugins.endpoint import Endpoint, Unanswered
from domain.events import Transcribed
from domain.understanding import spoken
from storage.media import TYPES, Shelf

_BYTES = 1_500  # in a second, at least; for whatever does not say how long it is
_OPUS = 48_000  # what the last page of an Ogg file counts in a second


class Speech:
    """An OpenAI-compatible ``/audio/transcriptions``."""

    def __init__(self, name: str, shelf: Shelf) -> None:
        self._name, self._shelf = name, shelf

    def estimate(self, content: Mapping[str, Any]) -> int:
        """In seconds."""
        path = self._shelf.find(content["voice"])
        return min(-(-path.stat().st_size // _BYTES), spoken.LONGEST) if path else 0

    async def ask(self, endpoint: Endpoint, content: Mapping[str, Any]) -> tuple[dict[str, Any], int]:
        """The words, and the seconds they took.  Raises ``Unanswered``."""
        path = self._shelf.find(content["voice"])
        if path is None:
            raise Unanswered("has no file to hear", final=True)
        if path.stat().st_size > spoken.LARGEST:
            raise Unanswered("is not sent recordings of this size", final=True)
        sound = await asyncio.to_thread(path.read_bytes)
        length = seconds(sound)
        if length and length > spoken.LONGEST:
            raise Unanswered("is not sent recordings of this length", final=True)
        said, used = await heard(endpoint, self._name, sound, path.suffix[1:])
        text = spoken.clean(said)
        if not text:
            raise Unanswered("heard no words", final=True, charged=True)
        return {"text": text}, used or length or self.estimate(content)

    def event(self, about: Mapping[str, Any], found: Mapping[str, Any]) -> Transcribed:
        """The words of this recording."""
        return Transcribed(about["voice"], found["text"])


async def heard(endpoint: Endpoint, model: str, sound: bytes, suffix: str) -> tuple[str, int]:
    """What the endpoint writes, and the seconds it says it took; 0 when it does not.  Raises ``Unanswered``."""
    answer = await endpoint.post(
        "/audio/transcriptions",
        files={"file": (f"voice.{suffix}", sound, TYPES[suffix])},  # our own name for it says too much
        data={"model": model, "response_format": "json"},
    )
    text = answer.get("text")
    if not isinstance(text, str):
        raise Unanswered("did not answer as asked", charged=True)
    return text, _used(answer)


def seconds(sound: bytes) -> int:
    """How long an Ogg recording is, by its last page; 0 for any other."""
    page = sound.rfind(b"OggS") if sound.startswith(b"OggS") else -1
    if page < 0 or len(sound) < page + 14:
        return 0
    return math.ceil(int.from_bytes(sound[page + 6 : page + 14], "little") / _OPUS)


def _used(answer: Mapping[str, Any]) -> int:
    usage = answer.get("usage")
    found = usage.get("seconds") if isinstance(usage, dict) else answer.get("duration")
    if isinstance(found, bool) or not isinstance(found, int | float) or not 0 < found < 86_400:
        return 0
    return math.ceil(found)
