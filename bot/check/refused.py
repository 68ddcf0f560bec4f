"""What an administrator does about a refusal of WeCom's, by the names in the console.  Secrets are never shown."""

from collections.abc import Mapping

from bot.channels import SendFailed
from bot.check.files import Say

IP = "check-wecom-ip"
APP: Mapping[int, str] = {  # a refusal -> what is done about it
    40001: "check-wecom-secret",
    40013: "check-wecom-corp",
    40056: "check-wecom-agent",
    50003: "check-wecom-off",
    60020: IP,
    301002: "check-wecom-agent",
    301042: IP,
}
KF: Mapping[int, str] = {**APP, **dict.fromkeys((48002, 95017, 95023), "check-wecom-kf-allowed")}
GROUPS: Mapping[int, str] = {**APP, 48002: "check-wecom-groups-allowed"}


def todo(failed: SendFailed, turn_to: Mapping[int, str], seen_from: str, say: Say, corp: str, agent: str) -> str:
    """What to do; ``seen_from``: the address of ours that WeCom named."""
    if not failed.code:
        return say("check-wecom-away", corp=corp, agent=agent, why=str(failed))
    key = turn_to.get(failed.code, "check-wecom-refused")
    if key == IP:
        return say(key, corp=corp, agent=agent, ip=seen_from or say("check-wecom-this-machine"))
    if key == "check-wecom-refused":
        return say(key, corp=corp, agent=agent, why=str(failed))
    return say(key, corp=corp, agent=agent)
