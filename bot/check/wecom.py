"""WeCom's part of ``huiyin check``: tries each credential against WeCom, and says what an administrator must do, in
the order in which it is done.  Secrets are never shown.
"""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

from bot.channels import SendFailed
from bot.check import bots as check_bots
from bot.check import groups as check_groups
from bot.check import way as check_way
from bot.check.files import Level, Read, Say
from bot.check.refused import APP, KF, todo
from config.settings import Settings
from config.wecom import App, Corp, Kf

if TYPE_CHECKING:
    from bot.channels.wecom.client import Client, Credential

PAGE = 100  # accounts; the most that kf/account/list gives at once
SEEN_BY = (("allow_userinfos", "user"), ("allow_partys", "partyid"), ("allow_tags", "tagid"))


async def check(config: Settings, read: Read, say: Say, send: bool) -> AsyncIterator[tuple[Level, str]]:
    """What of the WeCom file works, and what must still be done; ``send``: say something where a group reads it."""
    if read.wecom is None:
        return
    from bot.channels.wecom.client import Client  # loaded only when it is set up

    running = await check_bots.running(config)
    for corp in read.wecom.corps:
        client = Client(corp.api)
        try:
            for app in corp.apps:
                async for finding in _app(client, corp, app, say):
                    yield finding
                async for finding in check_way.check(config, corp, app, running is not None, say):
                    yield finding
            async for finding in check_bots.check(config, corp, running, say):
                yield finding
            async for finding in check_groups.pushes(client, corp, say, send):
                yield finding
            async for finding in check_groups.customers(client, corp, say):
                yield finding
        finally:
            await client.close()


async def _app(client: "Client", corp: Corp, app: App, say: Say) -> AsyncIterator[tuple[Level, str]]:
    """The secret, and what it opens."""
    from bot.channels.wecom.part import credential

    who, name = credential(corp, app), {"corp": corp.id, "agent": str(app.agent)}
    try:
        about = await client.get(who, "agent/get", agentid=str(app.agent))  # gettoken alone is answered from anywhere
    except SendFailed as failed:
        yield Level.WRONG, todo(failed, APP, client.seen_from, say, **name)
        return
    if about.get("close") == 1:
        yield Level.WRONG, say("check-wecom-off", **name)
    elif not _is_seen(about):
        yield Level.WRONG, say("check-wecom-unseen", **name)
    else:
        yield Level.GOOD, say("check-wecom-app", **name)
    try:
        listed = await _accounts(client, who) if app.kf else {}
    except SendFailed as failed:
        yield Level.WRONG, todo(failed, KF, client.seen_from, say, **name)
        return
    for kf in app.kf:
        async for finding in _account(client, who, kf, listed, say):
            yield finding


def _is_seen(about: dict[str, Any]) -> bool:
    """Whether anybody is in the app's visible range, as far as the answer tells."""
    said = [about[name] for name, _ in SEEN_BY if isinstance(about.get(name), dict)]
    return not said or any(rows.get(key) for rows in said for _, key in SEEN_BY)


async def _accounts(client: "Client", who: "Credential") -> dict[str, dict[str, Any]]:
    """The 微信客服 accounts that this app sees, by id."""
    found: dict[str, dict[str, Any]] = {}
    while True:
        answer = await client.post(who, "kf/account/list", {"offset": len(found), "limit": PAGE})
        rows = [row for row in answer.get("account_list") or [] if isinstance(row, dict)]
        fresh = {str(row.get("open_kfid")): row for row in rows}
        if len(rows) < PAGE or fresh.keys() <= found.keys():
            return found | fresh
        found |= fresh


async def _account(
    client: "Client", who: "Credential", kf: Kf, listed: dict[str, dict[str, Any]], say: Say
) -> AsyncIterator[tuple[Level, str]]:
    if kf.id not in listed:
        known = "、".join(f"{row.get('name', '')} {id_}" for id_, row in listed.items()) or say("check-wecom-nothing")
        yield Level.WRONG, say("check-wecom-kf-missing", id=kf.id, known=known)
        return
    name = str(listed[kf.id].get("name") or kf.id)
    if listed[kf.id].get("manage_privilege") is False:
        yield Level.WRONG, say("check-wecom-kf-manage", name=name)
        return
    yield Level.GOOD, say("check-wecom-kf", name=name, community=kf.community)
    try:
        answer = await client.get(who, "kf/servicer/list", open_kfid=kf.id)
    except SendFailed as failed:
        agent = who.name.rpartition("/")[2]
        yield Level.WRONG, todo(failed, KF, client.seen_from, say, corp=who.corp, agent=agent)
        return
    rows = [row for row in answer.get("servicer_list") or [] if isinstance(row, dict)]
    there = {str(row["userid"]).lower() for row in rows if "userid" in row}
    absent = [each for each in kf.servicers if each.lower() not in there]
    if absent:
        yield Level.WRONG, say("check-wecom-servicers", name=name, absent="、".join(absent))
    elif not rows:
        yield Level.HINT, say("check-wecom-nobody", name=name)
