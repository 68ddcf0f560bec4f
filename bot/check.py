"""``huiyin check``: reads the files, asks Telegram, and says in plain words what each finding means."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

from bot.channels.telegram.client import Client, Unreachable
from bot.channels.telegram.decode import CHANNEL
from config import categories, community, wording
from config.settings import Settings
from domain.categories import Categories
from domain.community import Community
from storage import people
from storage.db import reading


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    good: bool
    text: str


async def check(config: Settings) -> AsyncIterator[Finding]:
    """Everything that can be checked from here.  Raises ``ConfigError`` on a file that cannot be read."""
    kinds = categories.load(config.categories)
    homes = community.load_all(config.community)
    wording.load(kinds, strict=True)
    for home in homes.values():
        categories.adapted(kinds, home)
        yield Finding(True, f"{home.code}: {len(home.grids)} grids, {len(home.buildings)} buildings and places")
    yield Finding(True, f"{config.categories}: {len(kinds.by_code)} categories, {len(kinds.dangers)} dangers")
    for home in homes.values():
        for finding in _phones(kinds, home):
            yield finding
    if config.trial and len(homes) > 1:
        yield Finding(True, f"the trial shows {next(iter(homes))} only; all {len(homes)} are served once it is real")
    if any(home.sample for home in homes.values()):
        yield Finding(config.trial, "the community is the invented sample; set HUIYIN_COMMUNITY to your own file")
    if config.telegram is None:
        yield Finding(True, "no HUIYIN_TELEGRAM_TOKEN: it runs as a trial on this machine only")
        return
    client = Client(config.telegram, str(config.telegram_base_url))
    try:
        async for finding in _telegram(config, client):
            yield finding
    finally:
        await client.close()


def _phones(kinds: Categories, home: Community) -> Iterator[Finding]:
    for danger in kinds.dangers.values():
        for phone in danger.phones:
            if not phone.isdigit() and phone not in home.phones:
                yield Finding(False, f"{home.code}: [phones] has no {phone}, which danger {danger.code} names")


async def _telegram(config: Settings, client: Client) -> AsyncIterator[Finding]:
    try:
        me = await client.ask("getMe")
        hook = await client.ask("getWebhookInfo")
    except Unreachable as error:
        yield Finding(False, f"Telegram does not answer, or not to this token ({error})")
        return
    yield Finding(True, f"Telegram knows the bot as @{me['username']}")
    if me.get("can_read_all_group_messages"):
        yield Finding(True, "privacy mode is off: it notices reports in group talk")
    else:
        yield Finding(
            True,
            "privacy mode is on: in groups it sees commands, mentions and replies only. To let it notice reports, "
            "send /setprivacy to BotFather, choose Disable, then remove the bot from its groups and add it again",
        )
    yield _webhook(config, hook)
    for title, chat in await _groups(config):
        yield await _group(client, me, title, chat)


def _webhook(config: Settings, hook: dict[str, Any]) -> Finding:
    url, problem = hook.get("url", ""), hook.get("last_error_message")
    if config.public_url is None:
        text = "it asks for updates itself (long polling)"
        if url:
            text += f"; the webhook at {url} is taken away at the start"
        return Finding(True, text)
    if problem:
        waiting = hook.get("pending_update_count", 0)
        return Finding(False, f"Telegram could not deliver to {url}: {problem}; {waiting} updates wait")
    return Finding(True, f"Telegram delivers to {url or f'{config.public_url} from the next start on'}")


async def _groups(config: Settings) -> list[tuple[str, str]]:
    """Title and id of every bound group, read beside a running program."""
    if not config.database.exists():
        return []

    async with reading(config.database) as reader:
        return await people.bound_groups(reader, CHANNEL)


async def _group(client: Client, me: dict[str, Any], title: str, chat: str) -> Finding:
    try:
        member = await client.ask("getChatMember", chat_id=int(chat), user_id=me["id"])
    except Unreachable as error:
        return Finding(False, f"group {title or chat}: {error}; add the bot again")
    status = member["status"]
    if status in ("left", "kicked"):
        return Finding(False, f"group {title or chat}: the bot is not in it any more; add it again")
    sees = (
        "everything" if status == "administrator" or me.get("can_read_all_group_messages") else "what is meant for it"
    )
    if status == "restricted" and not member.get("can_send_messages", True):
        return Finding(False, f"group {title or chat}: the bot may not write there; an administrator can lift that")
    alone = (
        "shows an offer to its author alone"
        if status == "administrator"
        else "shows an offer to everybody; make it an administrator (without any right) and its author alone sees it"
    )
    return Finding(True, f"group {title or chat}: the bot is {status}, sees {sees} and {alone}")
