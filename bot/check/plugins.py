"""The plug-ins' part of ``huiyin check``: each endpoint is really asked something, and must answer as agreed."""

import io
import wave
from collections.abc import AsyncIterator

from bot.channels.plugins.endpoint import Endpoint, Unanswered
from bot.channels.plugins.model import Model
from bot.channels.plugins.speech import heard
from bot.check.files import Level, Read, Say
from config import wording
from config.settings import Settings, secret

TRIED = "3号楼2单元楼道灯不亮"  # nobody's words


async def check(config: Settings, read: Read, say: Say) -> AsyncIterator[tuple[Level, str]]:
    """What leaves the machine, to whom, and whether it answers."""
    if address := config.model_address:
        endpoint = Endpoint(address, secret(config.model_key), config.model_timeout)
        yield Level.GOOD, say("check-model", host=endpoint.host, model=config.model_name, budget=config.model_budget)
        async for finding in _who(endpoint, "model", read, say):
            yield finding
        if read.kinds:
            yield await _try_model(endpoint, Model(config.model_name, read.kinds), say)

    if address := config.speech_address:
        endpoint = Endpoint(address, secret(config.speech_key), config.speech_timeout)
        about = {"host": endpoint.host, "model": config.speech_name, "budget": config.speech_budget}
        yield Level.GOOD, say("check-speech", **about)
        async for finding in _who(endpoint, "speech", read, say):
            yield finding
        yield await _try_speech(endpoint, config.speech_name, say)


async def _who(endpoint: Endpoint, name: str, read: Read, say: Say) -> AsyncIterator[tuple[Level, str]]:
    if endpoint.in_clear:
        yield Level.WRONG, say("check-plugin-clear", host=endpoint.host)
    without = [home.names[wording.LANGUAGES[0]] for home in read.homes.values() if name in home.without]
    if without:
        yield Level.GOOD, say("check-plugin-without", host=endpoint.host, names="、".join(without))


async def _try_model(endpoint: Endpoint, model: Model, say: Say) -> tuple[Level, str]:
    try:
        found, used = await model.ask(endpoint, {"words": TRIED})
    except Unanswered as why:
        return Level.WRONG, say("check-plugin-away", host=endpoint.host, why=str(why))
    if not found["is_report"] or found["category"] != "light":
        return Level.WRONG, say("check-model-odd", host=endpoint.host, text=TRIED)
    return Level.GOOD, say("check-model-answers", host=endpoint.host, tokens=used)


async def _try_speech(endpoint: Endpoint, model: str, say: Say) -> tuple[Level, str]:
    try:
        await heard(endpoint, model, _silence(), "wav")
    except Unanswered as why:
        return Level.WRONG, say("check-plugin-away", host=endpoint.host, why=str(why))
    return Level.GOOD, say("check-speech-answers", host=endpoint.host)


def _silence() -> bytes:
    """A second in which nobody says anything."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(16_000)
        sound.writeframes(bytes(32_000))
    return file.getvalue()
