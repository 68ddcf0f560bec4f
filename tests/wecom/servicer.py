"""A servicer (接待人员) in the WeCom client: takes a resident's session, talks, ends it."""

from tests.wecom import kf_log, kf_state
from tests.wecom.resident import WELCOME, Resident
from tests.wecom.state import State
from tests.wecom.world import Account, Member, Shown

TAKEN, PASSED, ENDED = 1, 2, 3  # change_type


class Servicer:
    """A member at one kf account's desk."""

    def __init__(self, state: State, account: Account, member: Member) -> None:
        self.state = state
        self.account = account
        self.member = member

    def takes(self, resident: Resident) -> str:
        """A waiting resident.  Returns the msg_code."""
        assert kf_state.present(self.state, resident.talk) == kf_state.POOL, "the resident does not wait"
        resident.talk.state, resident.talk.servicer = kf_state.PERSON, self.member.id
        code = kf_state.code(self.state, self.account, resident.talk, kf_state.SESSION, "text")
        self.tells(resident, TAKEN, new_servicer_userid=self.member.id, msg_code=code)
        return code

    def says(self, resident: Resident, text: str) -> str:
        """A text; it comes by sync_msg too."""
        assert resident.talk.servicer == self.member.id, "someone else talks with the resident"
        resident.talk.shown.append(Shown("text", text, {"content": text}, self.state.clock(), by=self.member.id))
        return kf_log.said(self.state, self.account, resident.talk, kf_log.SERVICER, "text", {"content": text})

    def passes(self, resident: Resident, to: "Servicer") -> None:
        """Hands the resident to a colleague."""
        resident.talk.servicer = to.member.id
        ids = {"old_servicer_userid": self.member.id, "new_servicer_userid": to.member.id}
        self.tells(resident, PASSED, **ids)

    def ends(self, resident: Resident) -> str:
        """The session.  Returns the msg_code."""
        resident.talk.state, resident.talk.servicer = kf_state.OVER, ""
        code = kf_state.code(self.state, self.account, resident.talk, WELCOME, "text", "msgmenu")
        self.tells(resident, ENDED, old_servicer_userid=self.member.id, msg_code=code)
        return code

    def pauses(self, stopped: bool = True) -> None:
        """停止接待, or takes sessions again."""
        self.account.servicers[self.member.id] = int(stopped)
        facts = {"servicer_userid": self.member.id, "status": 2 if stopped else 1}
        kf_log.happened(self.state, self.account, "servicer_status_change", **facts)

    def tells(self, resident: Resident, change: int, **facts: str) -> None:
        """What a servicer does in the client is told; what the API does is not (a guess)."""
        head = {"external_userid": resident.id, "change_type": change}
        kf_log.happened(self.state, self.account, "session_status_change", **head, **facts)
