"""Webhooks and customer groups, for ``huiyin check``.

A webhook's key is tried with a small file that is uploaded for it and shown to nobody; words go there only when
they are asked for.  Of an owner it is asked whether they may use 客户联系, which groups they have, which posts wait.
"""

import time
from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING, Any

from bot.channels import SendFailed
from bot.check.files import Level, Say
from bot.check.refused import GROUPS, todo
from config.wecom import Corp, Group, Push

if TYPE_CHECKING:
    from bot.channels.wecom.client import Client, Credential

TRIAL = b"huiyin check\n"
REMOVED = (93000, 93004)
WEEK = 7 * 86_400  # s in which a post that nobody confirmed is worth a word
PAGE, PAGES = 100, 20
GROUP_PAGE = 1_000


async def pushes(client: "Client", corp: Corp, say: Say, send: bool) -> AsyncIterator[tuple[Level, str]]:
    """Every webhook of a corp."""
    for number, push in enumerate(corp.pushes, 1):
        name = {"number": str(number), "community": push.community, "staff": str(push.staff).lower()}
        try:
            await _try_webhook(client, push, say, send)
        except SendFailed as failed:
            key = "check-wecom-push-removed" if failed.code in REMOVED else "check-wecom-push-away"
            yield Level.WRONG, say(key, **name, **({} if failed.code in REMOVED else {"why": str(failed)}))
            continue
        yield Level.GOOD, say("check-wecom-push-said" if send else "check-wecom-push", **name)


async def _try_webhook(client: "Client", push: Push, say: Say, send: bool) -> None:
    name = f"webhook {push.name}"
    if send:
        await client.push(name, push.key, {"msgtype": "text", "text": {"content": say("check-wecom-push-words")}})
    else:
        await client.upload_to(name, push.key, "file", "check.txt", TRIAL)


# --- customer groups ---------------------------------------------------------------------------------------


async def customers(client: "Client", corp: Corp, say: Say) -> AsyncIterator[tuple[Level, str]]:
    """The owners of customer groups; the corp's first app posts for them."""
    if not corp.groups:
        return
    from bot.channels.wecom.part import credential

    who = credential(corp, corp.apps[0])
    try:
        answer = await client.get(who, "externalcontact/get_follow_user_list")
        may = {str(each).lower(): str(each) for each in answer.get("follow_user") or []}
        waiting = await _waiting(client, who)
        for group in corp.groups:
            async for finding in _owner(client, who, group, may, waiting, say):
                yield finding
    except SendFailed as failed:
        agent = who.name.rpartition("/")[2]
        yield Level.WRONG, todo(failed, GROUPS, client.seen_from, say, corp=corp.id, agent=agent)


async def _owner(
    client: "Client", who: "Credential", group: Group, may: Mapping[str, str], waiting: list[str], say: Say
) -> AsyncIterator[tuple[Level, str]]:
    owner = {"owner": group.owner}
    if group.owner.lower() not in may:
        yield Level.WRONG, say("check-wecom-owner", **owner)
        return
    body = {"status_filter": 0, "owner_filter": {"userid_list": [may[group.owner.lower()]]}, "limit": GROUP_PAGE}
    rows = await _all(client, who, "externalcontact/groupchat/list", body, "group_chat_list")
    theirs = {str(row.get("chat_id")) for row in rows}
    if absent := [chat for chat in group.chats if chat not in theirs]:
        yield Level.WRONG, say("check-wecom-chats", **owner, absent="、".join(absent))
    elif not theirs:
        yield Level.HINT, say("check-wecom-no-groups", **owner)
    else:
        count = len(group.chats) or len(theirs)
        yield Level.GOOD, say("check-wecom-groups", **owner, count=count, community=group.community)
    if count := waiting.count(group.owner.lower()):
        yield Level.HINT, say("check-wecom-unconfirmed", **owner, count=count)


async def _waiting(client: "Client", who: "Credential") -> list[str]:
    """Whose confirmation a post of the past week waits for; once for each post."""
    now = int(time.time())
    body: dict[str, Any] = {"chat_type": "group", "start_time": now - WEEK, "end_time": now + 60, "limit": PAGE}
    posts = await _all(client, who, "externalcontact/get_groupmsg_list_v2", body, "group_msg_list")
    found = []
    for post in posts:
        body = {"msgid": str(post.get("msgid", "")), "limit": PAGE}
        tasks = await _all(client, who, "externalcontact/get_groupmsg_task", body, "task_list")
        found += [str(task.get("userid", "")).lower() for task in tasks if task.get("status") == 0]
    return found


async def _all(client: "Client", who: "Credential", path: str, body: dict[str, Any], rows: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor = ""
    for _ in range(PAGES):
        answer = await client.post(who, path, {**body, "cursor": cursor})
        found += [row for row in answer.get(rows) or () if isinstance(row, dict)]
        cursor = str(answer.get("next_cursor") or "")
        if not cursor:
            break
    return found
