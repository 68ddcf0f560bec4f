"""The WeCom file: corps with their apps, 微信客服 accounts, smart bots and groups (HUIYIN_WECOM, docs/wecom.md).

It holds secrets: no value of a secret key is ever part of an error.
"""

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from config import table
from config.table import Table

API = "https://qyapi.weixin.qq.com"
SOCKET = "wss://openws.work.weixin.qq.com"
AES_LENGTH = 43
AES_KEY = re.compile(r"[A-Za-z0-9+/]{43}")
NAME = re.compile(r"[\w@.-]{1,64}", re.ASCII)  # ids of corps, members, accounts: they travel in addresses and keys
HOST = re.compile(r"\A[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)
SECRET_KEYS = frozenset({"secret", "token", "aes_key", "key", "kf_token", "kf_aes_key"})

_CORP = '[[corp]] id = "ww1234567890abcdef"'
_APP = "[[corp.app]] agent = 1000002"
_TOKEN = 'token = "kjr2TKI8umCBfVF3wAHk8JiPwma5VBme"'
_AES = 'aes_key = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"'


@dataclass(frozen=True, slots=True)
class Kf:
    """A 微信客服 account: residents of one community write to it."""

    id: str
    community: str
    servicers: tuple[str, ...]  # who may take over a conversation; nobody: the account's pool


@dataclass(frozen=True, slots=True)
class App:
    """A 自建应用 of a corp."""

    agent: int
    secret: str = field(repr=False)
    token: str = field(repr=False)
    aes_key: str = field(repr=False)
    communities: tuple[str, ...]
    kf: tuple[Kf, ...]  # accounts that are served with this app's secret


@dataclass(frozen=True, slots=True)
class Bot:
    """A 智能机器人 over its long connection."""

    id: str
    secret: str = field(repr=False)
    address: str
    communities: tuple[str, ...]
    name: str = ""  # what it is called in groups, so that its name can be left out of what is said to it
    retake: timedelta = timedelta(minutes=10)  # until its connection is taken back from whoever took it
    media: tuple[str, ...] = ()  # further hosts from which what members send it may be fetched


@dataclass(frozen=True, slots=True)
class Push:
    """A 消息推送 webhook of an internal group."""

    key: str = field(repr=False)
    community: str
    staff: bool  # alerts; else what everybody may read

    @property
    def name(self) -> str:
        """What it is called where the key must not be seen; the same after each start."""
        return hashlib.sha256(self.key.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Group:
    """The customer groups of one owner, for the weekly post."""

    owner: str
    community: str
    chats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corp:
    """A corp and what the desk uses of it."""

    id: str
    api: str
    apps: tuple[App, ...]
    bots: tuple[Bot, ...]
    pushes: tuple[Push, ...]
    groups: tuple[Group, ...]
    kf_token: str | None = field(repr=False)  # of a callback that 微信客服 has of its own
    kf_aes_key: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class WeCom:
    """Everything that is set up."""

    corps: tuple[Corp, ...]


def load(path: Path, communities: Collection[str]) -> WeCom:
    """What the file says.  Raises ``ConfigError`` if it cannot be meant so."""
    return understood(table.read(path), communities)


def understood(file: Table, communities: Collection[str]) -> WeCom:
    """What these values say.  Raises ``ConfigError``."""
    file.only({"corp"})
    known = tuple(communities)
    rows = file.rows("corp", _CORP)
    if not rows:
        file.wrong("corp", "no corp is set up here", _CORP)
    corps = tuple(_corp(row, known) for row in rows)
    _once(rows, "id", [corp.id for corp in corps])
    _once_everywhere(file, corps)
    return WeCom(corps)


def secrets(path: Path) -> tuple[str, ...]:
    """Every secret of the file, whatever else is wrong with it, so that the log can leave them out.

    Raises ``ConfigError`` when it cannot be read at all.
    """
    return tuple(_secrets(dict(table.read(path).values)))


def _secrets(values: Any) -> Iterator[str]:
    match values:
        case dict():
            for key, value in values.items():
                if key in SECRET_KEYS and isinstance(value, str) and value.strip():
                    yield value.strip()
                yield from _secrets(value)
        case list():
            for value in values:
                yield from _secrets(value)


def _corp(row: Table, known: tuple[str, ...]) -> Corp:
    row.only({"id", "api", "app", "bot", "push", "group", "kf_token", "kf_aes_key"})
    apps = row.rows("app", _APP)
    bots = row.rows("bot", '[[corp.bot]] id = "…"')
    pushes = row.rows("push", '[[corp.push]] key = "…"')
    token = _secret(row, "kf_token", _TOKEN.replace("token", "kf_token")) if "kf_token" in row.values else None
    return _checked(
        Corp(
            id=_name(row, "id", 'id = "ww1234567890abcdef"'),
            api=_address(row, "api", API, r"https?"),
            apps=tuple(_app(each, known) for each in apps),
            bots=tuple(_bot(each, known) for each in bots),
            pushes=tuple(_push(each, known) for each in pushes),
            groups=tuple(_group(each, known) for each in row.rows("group", '[[corp.group]] owner = "wangfang"')),
            kf_token=token,
            kf_aes_key=_aes(row, "kf_aes_key") if token or "kf_aes_key" in row.values else None,
        ),
        row,
        apps,
    )


def _checked(corp: Corp, row: Table, apps: list[Table]) -> Corp:
    """What one part of a corp asks of another."""
    _once(apps, "agent", [app.agent for app in corp.apps])
    if corp.kf_aes_key and not corp.kf_token:
        row.wrong("kf_token", "should be a text in quotes, but is missing", 'kf_token = "…"')
    if corp.groups and not corp.apps:
        row.wrong("app", "is missing; customer groups are written to through an app", _APP)
    return corp


def _app(row: Table, known: tuple[str, ...]) -> App:
    row.only({"agent", "secret", "token", "aes_key", "communities", "kf"})
    agent = row.values.get("agent")
    if isinstance(agent, bool) or not isinstance(agent, int) or not 0 < agent < 10**12:
        row.wrong("agent", "should be the AgentId, a whole number", "agent = 1000002")
    return App(
        agent=agent,
        secret=_secret(row, "secret", 'secret = "…"'),
        token=_secret(row, "token", _TOKEN),
        aes_key=_aes(row, "aes_key"),
        communities=_communities(row, known),
        kf=tuple(_kf(each, known) for each in row.rows("kf", '[[corp.app.kf]] id = "wk…"')),
    )


def _kf(row: Table, known: tuple[str, ...]) -> Kf:
    row.only({"id", "community", "servicers"})
    servicers = row.texts("servicers", 'servicers = ["zhangsan"]')
    return Kf(_name(row, "id", 'id = "wkAJ2GCAAA…"'), _community(row, known), servicers)


def _bot(row: Table, known: tuple[str, ...]) -> Bot:
    row.only({"id", "secret", "address", "communities", "name", "retake_minutes", "media"})
    minutes = row.number("retake_minutes", "retake_minutes = 10") if "retake_minutes" in row.values else 10
    media = row.texts("media", 'media = ["media.example.org"]')
    for host in media:
        if not HOST.fullmatch(host):
            row.wrong("media", f'"{host}" is not the name of a host', 'media = ["media.example.org"]')
    return Bot(
        id=_name(row, "id", 'id = "…"'),
        secret=_secret(row, "secret", 'secret = "…"'),
        address=_address(row, "address", SOCKET, r"wss?"),
        communities=_communities(row, known),
        name=row.text("name", 'name = "回音"', ""),
        retake=timedelta(minutes=minutes),
        media=tuple(host.lower() for host in media),
    )


def _push(row: Table, known: tuple[str, ...]) -> Push:
    row.only({"key", "community", "staff"})
    key = _secret(row, "key", 'key = "what follows key= in the address of the webhook"')
    if not NAME.fullmatch(key):  # mostly the whole address
        row.wrong("key", "should be only what follows key= in the address", 'key = "693a91f6-7xxx-4bc4-97a0"')
    return Push(key, _community(row, known), row.flag("staff"))


def _group(row: Table, known: tuple[str, ...]) -> Group:
    row.only({"owner", "community", "chats"})
    chats = row.texts("chats", 'chats = ["wr…"]')
    return Group(_name(row, "owner", 'owner = "wangfang"'), _community(row, known), chats)


def _secret(row: Table, key: str, example: str) -> str:
    """A text that is never shown, not even when it is wrong."""
    value = row.values.get(key)
    if value is None:
        row.wrong(key, "should be a text in quotes, but is missing", example)
    if not isinstance(value, str) or not value.strip():
        row.wrong(key, "should be a text in quotes, not anything else", example)
    return value.strip()


def _aes(row: Table, key: str) -> str:
    value = _secret(row, key, _AES.replace("aes_key", key))
    if not AES_KEY.fullmatch(value):
        example = _AES.replace("aes_key", key)
        if len(value) != AES_LENGTH:
            row.wrong(key, f"should be the EncodingAESKey, 43 letters and digits; here are {len(value)}", example)
        row.wrong(key, "should be the EncodingAESKey, but has other signs in it", example)
    return value


def _name(row: Table, key: str, example: str) -> str:
    value = row.text(key, example)
    if not NAME.fullmatch(value):
        row.wrong(key, f'"{value}" is no id as WeCom gives them', example)
    return value


def _address(row: Table, key: str, default: str, schemes: str) -> str:
    value = row.text(key, f'{key} = "{default}"', default)
    if not re.fullmatch(rf"{schemes}://[^\s/@?#]+(/[^\s?#]*)?", value):
        row.wrong(key, "is not a web address", f'{key} = "{default}"')
    return value.rstrip("/")


def _community(row: Table, known: tuple[str, ...]) -> str:
    code = row.text("community", f'community = "{known[0]}"')
    _check_community(row, "community", code, known)
    return code


def _communities(row: Table, known: tuple[str, ...]) -> tuple[str, ...]:
    codes = row.texts("communities", f'communities = ["{known[0]}"]')
    for code in codes:
        _check_community(row, "communities", code, known)
    return codes or known


def _check_community(row: Table, key: str, code: str, known: tuple[str, ...]) -> None:
    if code not in known:
        row.wrong(key, f'there is no community "{code}"; known are {", ".join(known)}', f'{key} = "{known[0]}"')


def _once(rows: list[Table], key: str, values: list[Any]) -> None:
    """Refuse what stands there twice."""
    for number, value in enumerate(values):
        if value in values[:number]:
            rows[number].wrong(key, "stands here twice")


def _once_everywhere(file: Table, corps: tuple[Corp, ...]) -> None:
    """What names a chat or a source must name one thing alone."""
    for key, values in (
        ("corp.app.kf.id", [kf.id for corp in corps for app in corp.apps for kf in app.kf]),
        ("corp.bot.id", [bot.id for corp in corps for bot in corp.bots]),
        ("corp.push.key", [push.key for corp in corps for push in corp.pushes]),
        ("corp.group.owner", [(corp.id, group.owner) for corp in corps for group in corp.groups]),
    ):
        if len(set(values)) < len(values):
            file.wrong(key, "stands here twice")
