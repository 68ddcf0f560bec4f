"""What WeCom's error codes mean for a message: one table (document/path/90313 and what real bots met)."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.channels import Held, SendFailed

WINDOW = timedelta(
    seconds=60
)  # a limit by the minute is over after that; asking earlier prolongs nothing, but helps nobody
MENDING = timedelta(minutes=5)  # an administrator has to do something; a change takes a minute to be felt


class Verdict(StrEnum):
    """What is done about a code."""

    RETRY = "retry"
    TOKEN = "token"  # a new access token, once, and the call again
    WAIT = "wait"  # for the next window
    HOLD = "hold"  # until the resident writes again
    GIVE_UP = "give up"  # it never will be taken
    ALARM = "alarm"  # an administrator must set something right; nothing is lost meanwhile


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code asks for, and what is the matter in words; ``told``: it is shown as a trouble though given up."""

    verdict: Verdict
    why: str
    told: bool = False


def _rules(verdict: Verdict, told: bool = False, **whys: str) -> dict[int, Rule]:
    return {int(code.strip("_").replace("m", "-")): Rule(verdict, why, told) for code, why in whys.items()}


CODES: dict[int, Rule] = {
    **_rules(
        Verdict.RETRY,
        _m1="the platform is busy",
        _41001="the access token was missing",
        _45033="too many calls at once",
        _95007="the token of the callback is older than 10 minutes",
    ),
    **_rules(
        Verdict.TOKEN,
        _40014="the access token is not accepted",
        _42001="the access token has expired",
        _42009="the access token has expired",
    ),
    **_rules(Verdict.WAIT, _45009="too many calls in this minute or hour", _41063="the post is still being made"),
    **_rules(
        Verdict.HOLD,
        _95001="five messages were sent since the resident's last one",
        _95002="the resident's last message is older than 48 hours",
        _95013="the conversation has ended",
        _95018="the state of the conversation does not allow it",
        _95031="the resident asked nothing in the past 48 hours",
    ),
    **_rules(
        Verdict.GIVE_UP,
        _40003="no such member",
        _40007="the file is not there any more",
        _40008="a kind of message that is not taken",
        _40009="the file is too large",
        _40058="a parameter is wrong",
        _40096="no such customer",
        _41048="there are no groups to post in",
        _42014="the task_id is wrong",
        _45001="the file is too large",
        _45002="the text is too long",
        _60111="no such member",
        _81013="nobody can get it: members unknown, or not in the app's visible range",
        _82001="it names no receiver",
        _84061="the customer is none of ours any more",
        _95008="the menu is wrong",
        _95009="the menu is wrong",
        _95014="the servicer does not take conversations now",
        _95016="the conversation cannot change that way",
        _95019="the servicer cannot take more conversations",
        _846605="that request is over",
        _846608="the answer came too late",
    ),
    **_rules(
        Verdict.GIVE_UP,
        told=True,
        _60011="the member is not in the app's visible range",
        _301002="the member or app is not in the app's range",
        _86001="no such group",
        _86003="the group cannot be written to",
        _86008="the group cannot be written to",
        _93000="the webhook was removed",
        _93004="the bot was switched off",
        _93006="no such group; upper and lower case matter",
        _93008="not in the group any more",
    ),
    **_rules(
        Verdict.ALARM,
        _40001="the secret is wrong",
        _40013="the corp id is wrong",
        _40056="the AgentId is wrong",
        _48002="the app may not use this API",
        _50003="the app is switched off",
        _60020="the address of this machine is not in 企业可信IP",
        _95000="the 微信客服 account is unknown",
        _95003="the corp is not verified, and its quota is used up",
        _95004="the 微信客服 account is unknown",
        _95017="the API of 微信客服 is switched off",
        _95023="the API of 微信客服 is switched off",
        _95027="a corp that is not verified has at most 10 accounts of 微信客服",
        _301042="the address of this machine is not in 企业可信IP",
        _853000="the id or the secret of the smart bot is wrong",
    ),
}
UNKNOWN = Rule(Verdict.GIVE_UP, "refused")


def rule(code: int) -> Rule:
    """What this code asks for; one that nobody knows is given up, since a repetition would be refused alike."""
    return CODES.get(code, UNKNOWN)


def failure(code: int, what: str, detail: str = "") -> SendFailed:
    """What a code means for whoever called ``what``."""
    found = rule(code)
    message = f"{what}: {code}, {found.why}" + (f" ({detail})" if detail else "")
    match found.verdict:
        case Verdict.HOLD:
            return Held(message, code=code)
        case Verdict.GIVE_UP:
            return SendFailed(message, permanent=True, code=code)
        case Verdict.WAIT:
            return SendFailed(message, retry_after=WINDOW, code=code)
        case Verdict.ALARM:
            return SendFailed(message, retry_after=MENDING, code=code)
    return SendFailed(message, code=code)
