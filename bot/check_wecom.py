"""WeCom's part of ``huiyin check``: tries each app's secret and each 微信客服 account, and writes out what the
console wants.  Secrets are never shown.
"""

from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any

from bot.channels import SendFailed
from bot.check_files import Level, Read, Say
from config.settings import Settings
from config.wecom import App, Corp, Kf

if TYPE_CHECKING:
    from bot.channels.wecom.client import Client, Credential

PAGE = 100  # accounts; the most that kf/account/list gives at once
TURN_TO = {  # a refusal -> what an administrator does about it
    40001: "check-wecom-secret",
    40013: "check-wecom-corp",
    48002: "check-wecom-kf-allowed",
    50003: "check-wecom-off",
    60020: "check-wecom-ip",
    301042: "check-wecom-ip",
    95017: "check-wecom-kf-allowed",
    95023: "check-wecom-kf-allowed",
}


async def check(config: Settings, read: Read, say: Say) -> AsyncIterator[tuple[Level, str]]:
    """What of the WeCom file works, and what must still be done."""
    if read.wecom is None:
        return
    from bot.channels.wecom.client import Client  # loaded only when it is set up

    for corp in read.wecom.corps:
        client = Client(corp.api)
        try:
            for app in corp.apps:
                async for finding in _app(client, corp, app, say):
                    yield finding
                yield _address(config, f"/wecom/{corp.id}/app/{app.agent}", say)
        finally:
            await client.close()
        if corp.kf_token:
            yield _address(config, f"/wecom/{corp.id}/kf", say)
        for finding in _untried(corp, say):
            yield finding


async def _app(client: "Client", corp: Corp, app: App, say: Say) -> AsyncIterator[tuple[Level, str]]:
    """The secret, and what it opens."""
    from bot.channels.wecom.part import credential

    who, name = credential(corp, app), {"corp": corp.id, "agent": str(app.agent)}
    try:
        await client.prove(who)
        yield Level.GOOD, say("check-wecom-app", **name)
        listed = await _accounts(client, who) if app.kf else {}
    except SendFailed as failed:
        yield Level.WRONG, _todo(failed, client.seen_from, say, **name)
        return
    for kf in app.kf:
        async for finding in _account(client, who, kf, listed, say):
            yield finding


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
        yield Level.WRONG, _todo(failed, client.seen_from, say, corp=who.corp, agent=who.name.rpartition("/")[2])
        return
    rows = [row for row in answer.get("servicer_list") or [] if isinstance(row, dict)]
    there = {str(row["userid"]).lower() for row in rows if "userid" in row}
    absent = [each for each in kf.servicers if each.lower() not in there]
    if absent:
        yield Level.WRONG, say("check-wecom-servicers", name=name, absent="、".join(absent))
    elif not rows:
        yield Level.HINT, say("check-wecom-nobody", name=name)


def _todo(failed: SendFailed, seen_from: str, say: Say, corp: str, agent: str) -> str:
    """What an administrator must do about a refusal."""
    if not failed.code:
        return say("check-wecom-away", corp=corp, agent=agent, why=str(failed))
    key = TURN_TO.get(failed.code, "check-wecom-refused")
    if key == "check-wecom-ip":
        return say(key, corp=corp, agent=agent, ip=seen_from or say("check-wecom-this-machine"))
    if key == "check-wecom-refused":
        return say(key, corp=corp, agent=agent, why=str(failed))
    return say(key, corp=corp, agent=agent)


def _address(config: Settings, path: str, say: Say) -> tuple[Level, str]:
    """What the console wants under 接收消息."""
    if config.public_url is None:
        return Level.WRONG, say("check-wecom-no-address", path=path)
    return Level.GOOD, say("check-wecom-address", url=f"{str(config.public_url).rstrip('/')}{path}")


def _untried(corp: Corp, say: Say) -> Iterator[tuple[Level, str]]:
    """What cannot be tried without somebody noticing."""
    if corp.bots:
        yield Level.GOOD, say("check-wecom-bots", corp=corp.id, count=len(corp.bots))
    if corp.pushes:
        yield Level.GOOD, say("check-wecom-pushes", corp=corp.id, count=len(corp.pushes))
