"""What the API says when it refuses.  The codes are the platform's; most wordings are shortened."""

MEANINGS = {
    -1: "system busy",
    40001: "invalid credential",
    40003: "invalid userid",
    40004: "invalid media type",
    40006: "invalid meida size",
    40007: "invalid media_id",
    40008: "invalid message type",
    40013: "invalid corpid",
    40014: "invalid access_token",
    40029: "invalid code",
    40058: "invalid Request Parameter",
    40096: "invalid external userid",
    41001: "access_token missing",
    41048: "no customer to send",
    41063: "group message is still being dispatched",
    42001: "access_token expired",
    42014: "invalid task_id",
    44001: "empty media data",
    44004: "text content is empty",
    45002: "content size out of limit",
    45009: "api freq out of limit",
    45033: "api concurrent out of limit",
    47001: "data format error",
    48002: "api forbidden",
    60020: "not allow to access from your ip",
    60111: "userid not found",
    81013: "user & party & tag all invalid",
    82001: "touser & toparty & totag all empty",
    84061: "not external contact",
    93000: "invalid webhook url",
    93004: "robot is disabled",
    93006: "invalid chatid",
    93008: "robot not in chat",
    95000: "invalid open_kfid",
    95001: "send msg count limit",
    95002: "send msg time limit",
    95004: "open_kfid not exist",
    95007: "invalid msg token",
    95008: "msgmenu item count exceed",
    95009: "invalid msgmenu item type",
    95013: "session is over",
    95014: "user is not a servicer",
    95016: "invalid service state transition",
    95017: "api is disabled",
    95018: "session status forbids sending",
    95019: "servicer is not receiving",
    95031: "customer has no enquiry in 48 hours",
    301002: "agentid mismatch",
    846605: "invalid req_id",
    846608: "stream message update expired",
    853000: "invalid bot_id or secret",
}


class WeComError(Exception):
    """A call is refused."""

    def __init__(self, code: int, hint: str = "") -> None:
        self.code = code
        self.message = MEANINGS.get(code, "error") + (f", {hint}" if hint else "")
        super().__init__(f"{code} {self.message}")

    def body(self) -> dict[str, object]:
        """As the answer has it; HTTP says 200 all the same."""
        return {"errcode": self.code, "errmsg": self.message}
