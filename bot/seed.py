"""Puts the people and chats of the invented community into a trial's database, once."""

import secrets
from collections.abc import Mapping
from typing import Protocol

from config.wording import LANGUAGES
from domain.community import Community
from domain.members.binding import MANAGER_CODE
from domain.people import Abilities, ChatKind, Role
from handlers.desk import Plugin
from storage import chats, due, meta, people, roster
from storage.db import Tx
from storage.times import from_ms
from web.intake import SOURCE, WEIXIN

GROUP, DUTY = "group", "duty"


def private(handle: str) -> str:
    """The web chat's name for somebody's private chat."""
    return f"private:{handle}"


def first_start(tx: Tx, now_ms: int) -> None:
    """What every database needs: the hourly cleaning, and the daily look at promises."""
    if meta.get(tx, "started") is None:
        meta.put(tx, "started", str(now_ms))
        due.schedule(tx, from_ms(now_ms), "clean", "desk")
        due.schedule(tx, from_ms(now_ms), "promise", "desk")


def alarm_chats(tx: Tx, channel: str, targets: tuple[str, ...]) -> tuple[int, ...]:
    """The chats that stand for what rings a phone, one for each target."""
    known = {target: chats.find(tx, channel, target, {channel: Abilities()}) for target in targets}
    return tuple(
        chat.id if chat else chats.add(tx, channel, target, ChatKind.UNBOUND, "", LANGUAGES[0])
        for target, chat in known.items()
    )


def duty_chats(tx: Tx, channel: str, kind: str, wanted: Mapping[str, str]) -> None:
    """The duty chats of a channel whose names begin so, each with its community; others hear nothing any more."""
    _set_up(tx, channel, kind, ChatKind.DUTY, wanted)


def group_chats(tx: Tx, channel: str, kind: str, wanted: Mapping[str, str]) -> None:
    """The same of groups where everybody may read."""
    _set_up(tx, channel, kind, ChatKind.GROUP, wanted)


def _set_up(tx: Tx, channel: str, kind: str, what: ChatKind, wanted: Mapping[str, str]) -> None:
    for external, community in wanted.items():
        chat = chats.find(tx, channel, external, {})
        if chat is None:
            chats.add(tx, channel, external, what, community, LANGUAGES[0])
        elif (chat.kind, chat.community) != (what, community):
            chats.bind(tx, chat.id, what, community)
        chats.set_lost(tx, channel, external, False)
    for external in chats.externals(tx, channel, what):
        if external.startswith(f"{kind}:") and external not in wanted:
            chats.set_lost(tx, channel, external, True)


def push_chat(tx: Tx) -> int:
    """The chat that stands for calls to browsers."""
    (calls,) = alarm_chats(tx, "push", ("calls",))
    return calls


class SetUp(Protocol):
    """What the desk needs to know of a plug-in."""

    name: str
    budget: int
    trouble: str | None


def plugin(tx: Tx, plugin: SetUp, communities: Mapping[str, Community]) -> Plugin:
    """A plug-in, with one chat for all its calls: a slow one is one call in flight, and holds nothing else up."""
    (calls,) = alarm_chats(tx, plugin.name, ("calls",))
    theirs = frozenset(code for code, each in communities.items() if plugin.name not in each.without)
    return Plugin(calls, theirs, plugin.budget, lambda: plugin.trouble)


def roster_of(tx: Tx, community: Community) -> None:
    """The shifts that the community file begins with, once; nobody has them yet."""
    if meta.get(tx, f"roster:{community.code}") is None:
        meta.put(tx, f"roster:{community.code}", "1")
        for shift in community.shifts:
            roster.add(tx, community.code, shift.code, shift.days, shift.since, shift.until, shift.grids, shift.trades)


def trial(tx: Tx, community: Community, lang: str) -> None:
    """The invented people with their private chats, one residents' group and one duty group."""
    if meta.get(tx, "trial") is not None:
        return
    meta.put(tx, "trial", community.code)
    for member in community.members.values():
        person = people.add_person(tx, SOURCE, member.handle, member.name, lang)
        chat = private(member.handle)
        chats.add(tx, SOURCE, chat, ChatKind.PRIVATE, community.code, lang, person=person.id)
        if member.role != "resident":
            people.grant(tx, person.id, community.code, Role(member.role), member.trade, member.grids)
        for shift in community.shifts:
            if member.handle in shift.people:
                roster.assign(tx, community.code, shift.code, person.id)
    chats.add(tx, SOURCE, GROUP, ChatKind.GROUP, community.code, lang)
    chats.add(tx, SOURCE, DUTY, ChatKind.DUTY, community.code, lang)


def set_lang(tx: Tx, lang: str) -> None:
    """Everybody in the trial is spoken to in this language from now on."""
    tx.run("UPDATE chat SET lang = ? WHERE channel IN (?, ?)", (lang, SOURCE, WEIXIN))
    tx.run("UPDATE person SET lang = ?", (lang,))


def manager_code(tx: Tx, community: str) -> str | None:
    """The one-time code for a community's first manager; None once there is one."""
    if tx.one("SELECT 1 FROM role WHERE community = ? AND role = 'manager'", (community,)):
        return None
    key = f"manager_code:{community}"
    code = meta.get(tx, key) or MANAGER_CODE + secrets.token_hex(8)
    meta.put(tx, key, code)
    return code
