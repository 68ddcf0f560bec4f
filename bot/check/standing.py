"""What a newcomer still has to do, for ``huiyin check``: people, groups, a roster, wherever the desk is spoken to."""

from collections.abc import Iterator

from bot.check.files import Level, Read, Say
from config import wording
from config.settings import Settings
from config.wecom import Corp
from domain.community import Community
from storage.standing import Standing


def check(config: Settings, read: Read, home: Community, now: Standing, say: Say) -> Iterator[tuple[Level, str]]:
    """What is missing, in the order in which it is done."""
    name = {"name": home.names[wording.LANGUAGES[0]]}
    corps = read.wecom.corps if read.wecom else ()
    telegram, web = bool(config.telegram), not (config.telegram or corps)
    if not now.managers:
        yield Level.WRONG, say("check-manager", how=_how(now.manager_code, config, corps, say), **name)
        return  # who is first makes the rest
    if not now.duty_groups and not web:  # on the web each has their own chat, and no groups
        yield Level.WRONG, say("check-duty" if telegram else "check-duty-bot", **name)
    if not now.groups and telegram:
        yield Level.HINT, say("check-group", **name)
    elif not now.groups and not web and not _has_kf(corps, home.code):
        yield Level.HINT, say("check-residents", **name)
    if not now.staff:
        yield Level.HINT, say("check-staff-app" if corps and not telegram else "check-staff", **name)
    elif not now.on_roster:
        yield Level.HINT, say("check-roster-app" if corps and not telegram else "check-roster", **name)


def _how(code: str | None, config: Settings, corps: tuple[Corp, ...], say: Say) -> str:
    """What makes the first manager, wherever they write."""
    found = []
    if not (config.telegram or corps):
        address = f"{str(config.public_url).rstrip('/')}/chat"
        return (
            say("check-manager-code-web", address=address, code=code)
            if code
            else say("check-manager-start-web", address=address)
        )
    if config.telegram:
        found.append(say("check-manager-code", code=code) if code else say("check-manager-start"))
    if corps:
        where = say("check-in-app" if any(corp.apps for corp in corps) else "check-in-bot")
        key = "check-manager-code-wecom" if code else "check-manager-start-wecom"
        found.append(say(key, where=where, **({"code": code} if code else {})))
    return say("check-or").join(found)


def _has_kf(corps: tuple[Corp, ...], community: str) -> bool:
    return any(kf.community == community for corp in corps for app in corp.apps for kf in app.kf)
