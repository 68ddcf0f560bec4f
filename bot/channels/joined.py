"""Every channel that is set up, by name; the libraries of a platform are loaded only when it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.channels import Channel
from bot.channels.alarm import Alarm
from bot.channels.open311 import Open311
from bot.channels.painter import Painter
from bot.channels.plugins.endpoint import Endpoint
from bot.channels.plugins.model import Model
from bot.channels.plugins.plugin import Plugin
from bot.channels.plugins.speech import Speech
from bot.channels.push import Push
from bot.channels.webchat import WebChat
from bot.channels.webchat.beside import Beside
from bot.channels.webchat.weixin import Weixin
from bot.clock import DeskClock
from config.settings import Settings, secret
from config.wecom import WeCom
from config.wording import Wording
from domain.categories import Categories
from domain.community import Community
from domain.people import Abilities
from storage.db import Database
from storage.documents import Documents
from storage.media import Shelf
from web.intake import SOURCE, WEIXIN

if TYPE_CHECKING:
    from bot.channels.telegram.part import TelegramPart
    from bot.channels.wecom.part import WeComPart


@dataclass(frozen=True, slots=True)
class Joined:
    """What the desk speaks through."""

    channels: dict[str, Channel]
    alarm: Alarm
    plugins: list[Plugin]
    telegram: "TelegramPart | None"
    wecom: "WeComPart | None"
    push: Push | None

    def troubles(self) -> list[str]:
        """Why people are not reached; empty when all is well."""
        parts = (self.alarm, self.telegram, self.wecom)
        return [part.trouble for part in parts if part and part.trouble]

    def asides(self) -> list[str]:
        """Why a plug-in is of no use; nobody waits for one."""
        return [plugin.trouble for plugin in self.plugins if plugin.trouble]

    async def remember(self) -> None:
        """What the process that polls learnt meanwhile."""
        if self.telegram:
            await self.telegram.remember()

    async def close(self) -> None:
        """Close the connections."""
        for part in (self.telegram, self.wecom):
            if part:
                await part.close()


class Able(Mapping[str, Abilities]):
    """What each channel can do, as the channel knows it at this moment."""

    def __init__(self, channels: Mapping[str, Channel]) -> None:
        self._channels = channels

    def __getitem__(self, name: str) -> Abilities:
        return self._channels[name].abilities

    def __iter__(self) -> Iterator[str]:
        return iter(self._channels)

    def __len__(self) -> int:
        return len(self._channels)


async def join(
    db: Database,
    config: Settings,
    corps: WeCom | None,
    clock: DeskClock,
    wording: Wording,
    kinds: Categories,
    homes: dict[str, Community],
    shelf: Shelf,
    documents: Documents,
) -> Joined:
    """Everything that the settings ask for."""
    telegram = await _telegram(db, config, clock, wording, shelf, documents, several=len(homes) > 1)
    wecom = await _wecom(db, corps, clock, homes, shelf, documents)
    alarm = Alarm(config.alarm_command, config.alarm_address, trial=config.trial)
    plugins = _plugins(db, config, kinds, shelf)
    channels: dict[str, Channel] = {Painter.name: Painter(db, shelf), Open311.name: Open311(), alarm.name: alarm}
    channels[Beside.name] = Beside(db, trial=False)
    if config.trial:
        channels |= {SOURCE: WebChat(db), WEIXIN: Weixin(db)}
    elif config.chats:
        channels[SOURCE] = WebChat(db, trial=False)
    push = await _push(db, config, wording)
    if push:
        channels[push.name] = push
    if telegram:
        channels[telegram.channel.name] = telegram.channel
    if wecom:
        channels |= wecom.channels
    channels |= {plugin.name: plugin for plugin in plugins}
    return Joined(channels, alarm, plugins, telegram, wecom, push)


async def _telegram(
    db: Database,
    config: Settings,
    clock: DeskClock,
    wording: Wording,
    shelf: Shelf,
    documents: Documents,
    several: bool,
) -> "TelegramPart | None":
    """Telegram, when it is set up; its library is loaded only then."""
    if config.telegram is None:
        return None
    from bot.channels.telegram.part import TelegramPart

    part = TelegramPart(db, config, clock, wording, shelf, documents, several)
    await part.remember()
    return part


async def _wecom(
    db: Database,
    corps: WeCom | None,
    clock: DeskClock,
    homes: dict[str, Community],
    shelf: Shelf,
    documents: Documents,
) -> "WeComPart | None":
    """WeCom, when it is set up; its libraries are loaded only then."""
    if corps is None:
        return None
    from bot.channels.wecom.app_files import Shelves
    from bot.channels.wecom.part import WeComPart

    part = WeComPart(db, corps, clock, homes, Shelves(shelf, documents))
    await part.remember()
    return part


async def _push(db: Database, config: Settings, wording: Wording) -> Push | None:
    """Calls to browsers: where residents have an address of ours, and a service may be called."""
    hosts = tuple(config.push_hosts.split())
    if not (config.chats and config.public_url and hosts):
        return None
    push = Push(db, wording, hosts, str(config.public_url))
    await push.remember()
    return push


def _plugins(db: Database, config: Settings, kinds: Categories, shelf: Shelf) -> list[Plugin]:
    """The plug-ins that are set up; mostly none."""
    found = []
    if address := config.model_address:
        endpoint = Endpoint(address, secret(config.model_key), config.model_timeout)
        found.append(Plugin("model", db, endpoint, Model(config.model_name, kinds), config.model_budget))
    if address := config.speech_address:
        endpoint = Endpoint(address, secret(config.speech_key), config.speech_timeout)
        found.append(Plugin("speech", db, endpoint, Speech(config.speech_name, shelf), config.speech_budget * 60))
    return found
