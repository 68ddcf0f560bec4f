"""Who talks with a resident: service_state, and the moves between."""

from tests.wecom.errors import WeComError
from tests.wecom.form import Upload
from tests.wecom.kf_log import account, talk
from tests.wecom.limits import HOUR
from tests.wecom.state import State
from tests.wecom.world import Account, App, Code, Json, Talk

SESSION = 48 * HOUR
NEW, BOT, POOL, PERSON, OVER = range(5)
MOVES = {  # by the API; that a person may hand back to the pool is a guess
    NEW: {BOT, POOL, PERSON, OVER},
    BOT: {POOL, PERSON, OVER},
    POOL: {PERSON, OVER},
    PERSON: {POOL, PERSON, OVER},
    OVER: set(),
}
CODE = {POOL: (SESSION, ("text",)), PERSON: (SESSION, ("text",)), OVER: (20, ("text", "msgmenu"))}


def present(state: State, who: Talk) -> int:
    """The state now; a session is over after 48 hours without a word."""
    if not who.began:
        return OVER
    if who.last_word is not None and state.clock() >= who.last_word + SESSION:
        who.state, who.servicer = OVER, ""
    return who.state


def get(state: State, app: App, args: Json, _: Upload | None) -> Json:
    """kf/service_state/get"""
    who = talk(account(app, args), args)
    return {"service_state": present(state, who), "servicer_userid": who.servicer}


def trans(state: State, app: App, args: Json, _: Upload | None) -> Json:
    """kf/service_state/trans"""
    of = account(app, args)
    who, to = talk(of, args), args.get("service_state")
    before = present(state, who)
    if not isinstance(to, int) or to not in MOVES[before]:
        raise WeComError(95016)
    servicer = str(args.get("servicer_userid", "")) if to == PERSON else ""
    if to == PERSON and servicer not in of.servicers:
        raise WeComError(95014)
    if servicer and of.servicers[servicer] != 0:
        raise WeComError(95019)
    who.state, who.servicer = to, servicer
    if to == BOT or (to != OVER and before == PERSON):
        return {}
    seconds, kinds = CODE[to]
    return {"msg_code": code(state, of, who, seconds, *kinds)}


def code(state: State, of: Account, who: Talk, seconds: float, *kinds: str) -> str:
    """A welcome_code or msg_code: for one message, of these kinds."""
    text = state.ids.secret("code", 40)
    of.corp.codes[text] = Code(of, who, state.clock() + seconds, kinds)
    return text
