"""The links that lead residents to a 微信客服 account (kf/add_contact_way), each asked for once and kept.

What stands behind ``scene_param`` comes back when somebody comes in by the link: the code of a sign.
"""

import asyncio
import logging
from collections.abc import Mapping
from urllib.parse import quote

from bot.channels import SendFailed
from bot.channels.wecom.kf import Account
from bot.channels.wecom.kf_decode import SIGN
from storage import meta
from storage.db import Database

log = logging.getLogger(__name__)

BACKOFF = (5.0, 60.0, 600.0)  # s between tries; the last one repeats
WAY = "kf_way:"  # before the account


class WaysIn:
    """By community; one with several accounts is led to the first."""

    def __init__(self, db: Database, accounts: Mapping[str, Account]) -> None:
        self._db = db
        self._accounts = {each.way.community: each for each in reversed(list(accounts.values()))}
        self._links: dict[str, str] = {}

    def link(self, community: str, code: str = "") -> str:
        """Into WeChat, with the place of a sign filled in; empty when there is none, or none yet."""
        link, scene = self._links.get(community, ""), quote(code, safe="")
        if not link or not code or len(scene) > SIGN:
            return link
        return f"{link}{'&' if '?' in link else '?'}scene_param={scene}"

    async def run(self) -> None:
        """Learn every link."""
        async with asyncio.TaskGroup() as group:
            for community, account in self._accounts.items():
                group.create_task(self._learn(community, account))

    async def _learn(self, community: str, account: Account) -> None:
        known = await self._db.write(meta.get, key := WAY + account.way.account)
        tries = 0
        while not known:
            try:
                known = _address(await account.post("add_contact_way", scene=community))
                if known:
                    await self._db.write(meta.put, key, known)
                else:
                    log.warning("WeCom gave no link to the account %s", account.way.account)
                    return
            except SendFailed as failed:
                if failed.permanent:
                    log.warning("no link to the 微信客服 account %s: %s", account.way.account, failed)
                    return
                await asyncio.sleep(BACKOFF[min(tries, len(BACKOFF) - 1)])
                tries += 1
        self._links[community] = known


def _address(answer: Mapping[str, object]) -> str:
    """A web address; anything else is none."""
    url = answer.get("url")
    return url if isinstance(url, str) and url.startswith("https://") else ""
