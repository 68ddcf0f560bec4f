"""message/send, update_template_card and recall."""

import json

from tests.wecom import cards, message_content
from tests.wecom.errors import WeComError
from tests.wecom.form import Upload
from tests.wecom.limits import DAY, HOUR
from tests.wecom.state import ResponseCode, Sent, State
from tests.wecom.world import App, Json, Member, Shown

CODE_LIFE = 72 * HOUR
LONGEST_INTERVAL = 4 * HOUR
USERS, PARTIES = 1_000, 100


def send(state: State, app: App, args: Json, _: Upload | None) -> Json:
    """message/send"""
    check_agent(app, args)
    found, invalid, unlicensed = receivers(state, app, args)
    shown = message_content.read(state, app, args)
    if (before := repeated(state, app, args)) is not None:
        return {"msgid": before, "invaliduser": "|".join(invalid)}
    card = shown.body if shown.kind == "template_card" else {}
    claim_task(state, app, card)
    sent = Sent(state.ids.long("msg"), app, args, state.clock(), {}, card.get("task_id", ""))
    state.sent[sent.msgid] = sent
    remember(state, app, args, sent.msgid)
    for member in found:
        deliver(state, sent, member, shown)
    answer: Json = {"msgid": sent.msgid}
    answer |= {"invaliduser": "|".join(invalid)} if invalid else {}
    answer |= {"unlicenseduser": "|".join(unlicensed)} if unlicensed else {}
    return answer | ({"response_code": new_code(state, sent)} if cards.calls_back(card) else {})


def agent_get(state: State, app: App, args: Json, _: Upload | None) -> Json:
    """agent/get: an app about itself; who it is shown to."""
    check_agent(app, args)
    seen = {"user": [{"userid": member.id} for member in visible(app).values()]} if app.visible is not None else {}
    parties = [] if app.visible is not None else [1]
    about = {"agentid": app.agent, "name": app.name, "close": int(app.closed), "allow_userinfos": seen}
    return about | {"allow_partys": {"partyid": parties}, "allow_tags": {"tagid": []}}


def check_agent(app: App, args: Json) -> None:
    """A token goes with one app.  Raises WeComError."""
    if str(args.get("agentid", "")) != str(app.agent):
        raise WeComError(301002)


def receivers(state: State, app: App, args: Json) -> tuple[list[Member], list[str], list[str]]:
    """Who gets it, the userids that are wrong, lower-cased, and those without a licence.  Raises WeComError."""
    users = [each for each in str(args.get("touser") or "").split("|") if each]
    others = [each for name in ("toparty", "totag") for each in str(args.get(name) or "").split("|") if each]
    if not users and not others:
        raise WeComError(82001)
    if len(users) > USERS or len(others) > 2 * PARTIES:
        raise WeComError(40058, "too many receivers")
    seen = visible(app)
    if users == ["@all"]:
        return list(seen.values()), [], []
    known = {each.lower(): seen[each.lower()] for each in users if each.lower() in seen}
    invalid = list(dict.fromkeys(each.lower() for each in users if each.lower() not in seen))
    found = [member for member in known.values() if member.licensed]
    unlicensed = [member.id.lower() for member in known.values() if not member.licensed]
    if not found:
        raise WeComError(81013, f"invaliduser {'|'.join(invalid)}")
    return found, invalid, unlicensed


def visible(app: App) -> dict[str, Member]:
    """Whom an app can see, by userid in lower case."""
    wanted = app.visible
    return {key: each for key, each in app.corp.members.items() if wanted is None or key in wanted}


def repeated(state: State, app: App, args: Json) -> str | None:
    """The msgid of the same message, sent a short while ago, if the caller wants that to be looked at."""
    at, msgid = state.repeats.get((app, fingerprint(args)), (0.0, ""))
    within = min(args.get("duplicate_check_interval") or 1_800, LONGEST_INTERVAL)
    return msgid if args.get("enable_duplicate_check") == 1 and msgid and state.clock() < at + within else None


def remember(state: State, app: App, args: Json, msgid: str) -> None:
    """For the next one."""
    state.repeats[app, fingerprint(args)] = (state.clock(), msgid)


def fingerprint(args: Json) -> str:
    """What makes two messages the same."""
    names = ("touser", "toparty", "totag", "msgtype", str(args.get("msgtype")))
    return json.dumps([args.get(name) for name in names], sort_keys=True)


def claim_task(state: State, owner: object, card: Json) -> None:
    """A task_id can be used once by an app, or by a bot.  Raises WeComError."""
    task_id = card.get("task_id", "")
    if task_id and (owner, task_id) in state.tasks:
        raise WeComError(42014, "it was used")
    if task_id:
        state.tasks.add((owner, task_id))


def deliver(state: State, sent: Sent, member: Member, shown: Shown) -> None:
    """One member sees it, unless there were too many for them: then it is dropped without a word."""
    if not state.app_rate.allows((sent.app, member), state.clock()):
        state.careless.append(f"a message to {member.id} was dropped: too many in a minute or an hour")
        return
    copy = Shown(shown.kind, shown.text, shown.body, shown.at, list(shown.labels), sent.msgid, shown.media, shown.by)
    member.shown.append(copy)
    sent.copies[member.id.lower()] = copy


def new_code(state: State, sent: Sent) -> str:
    """A response_code."""
    text = state.ids.secret("RC", 48)
    state.codes[text] = ResponseCode(sent, state.clock() + CODE_LIFE)
    return text


def update(state: State, app: App, args: Json, _: Upload | None) -> Json:
    """message/update_template_card"""
    check_agent(app, args)
    code = state.codes.get(str(args.get("response_code", "")))
    if code is None or code.sent.app is not app or code.used or state.clock() >= code.until:
        raise WeComError(40058, "response_code")  # which code the platform uses here is a guess
    everyone = args.get("atall") == 1 or args.get("partyids") or args.get("tagids")
    users = list(code.sent.copies) if everyone else [str(each).lower() for each in args.get("userids") or ()]
    if not users:
        raise WeComError(82001)
    card = args.get("template_card")
    if card is not None:
        cards.check(state, card, "app")
    elif not args.get("button", {}).get("replace_name"):
        raise WeComError(40058, "button.replace_name or template_card")
    code.used = True
    for user in users:
        if user in code.sent.copies:
            change(code.sent.copies[user], card, args.get("button", {}).get("replace_name", ""))
    return {"invaliduser": [user for user in users if user not in code.sent.copies]}


def change(copy: Shown, card: Json | None, replace_name: str) -> None:
    """One member's copy of a card becomes another, or its buttons become one that is grey."""
    if card is None:
        copy.labels, copy.text = [], f"{cards.words(copy.body)}\n({replace_name})"
        return
    done = card.get("replace_text", "")
    copy.body = card
    copy.labels = [] if done else cards.labels(card)
    copy.text = "\n".join(filter(None, [cards.words(card), done and f"({done})"]))


def recall(state: State, app: App, args: Json, _: Upload | None) -> Json:
    """message/recall"""
    sent = state.sent.get(str(args.get("msgid", "")))
    if sent is None or sent.app is not app or state.clock() >= sent.at + DAY:
        raise WeComError(40058, "msgid")
    for copy in sent.copies.values():
        copy.recalled, copy.labels = True, []
    return {}
