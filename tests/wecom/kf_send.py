"""kf/send_msg and kf/send_msg_on_event: five messages in 48 hours, and one for each code."""

import re

from tests.wecom import kf_content
from tests.wecom.errors import WeComError
from tests.wecom.form import Upload
from tests.wecom.kf_log import account, happened, talk
from tests.wecom.kf_state import present
from tests.wecom.limits import HOUR
from tests.wecom.state import State
from tests.wecom.world import Account, App, Json, Talk

WINDOW = 48 * HOUR
BUDGET = 5
OWN_ID = re.compile(r"[0-9a-zA-Z_-]{1,32}")


def send_msg(state: State, app: App, args: Json, _: Upload | None) -> Json:
    """kf/send_msg"""
    to = account(app, args)
    who = talk(to, args, "touser")
    msgid = own_id(args) or state.ids.long("kfapi")
    shown = kf_content.read(state, app.corp, args)
    if already(state, to, who, msgid):
        return {"msgid": msgid}
    check_window(state, who)
    who.used += 1
    shown.msgid = msgid
    who.sent[msgid] = shown
    if who.fails:
        fail = who.fails.pop(0)
        facts = {"external_userid": who.external_userid, "fail_msgid": msgid, "fail_type": fail}
        happened(state, to, "msg_send_fail", **facts)
    else:
        who.shown.append(shown)
    return {"msgid": msgid}


def own_id(args: Json) -> str:
    """The caller's own msgid.  Raises WeComError."""
    msgid = args.get("msgid") or ""
    if msgid and (not isinstance(msgid, str) or not OWN_ID.fullmatch(msgid)):
        raise WeComError(40058, "msgid")
    return str(msgid)


def already(state: State, to: Account, who: Talk, msgid: str) -> bool:
    """Whether it was sent before: a msgid is unique in an account, so that asking again is harmless."""
    if any(msgid in other.sent for other in to.talks.values() if other is not who):
        raise WeComError(40058, "msgid was used for someone else")
    return msgid in who.sent


def check_window(state: State, who: Talk) -> None:
    """Raises WeComError if nothing may be sent now.  Which code goes with which case is partly a guess."""
    if who.last_word is None:
        raise WeComError(95031)
    if state.clock() >= who.last_word + WINDOW:
        raise WeComError(95002)
    match present(state, who):
        case 0 | 1:
            pass
        case 4:
            raise WeComError(95013)
        case _:
            raise WeComError(95018)
    if who.used >= BUDGET:
        raise WeComError(95001)


def send_msg_on_event(state: State, app: App, args: Json, _: Upload | None) -> Json:
    """kf/send_msg_on_event"""
    code = app.corp.codes.get(str(args.get("code", "")))
    if code is None:
        raise WeComError(40029)
    msgid = own_id(args) or state.ids.long("kfapi")
    shown = kf_content.read(state, app.corp, args, code.kinds)
    if code.used and msgid in code.talk.sent:  # a guess: asking again with the same msgid is harmless here too
        return {"msgid": msgid}
    if code.used or state.clock() >= code.until:
        raise WeComError(40029, "it was used" if code.used else "it is too old")
    code.used = True
    shown.msgid = msgid
    code.talk.sent[msgid] = shown
    code.talk.shown.append(shown)
    code.talk.welcomed = state.clock()
    return {"msgid": msgid}
