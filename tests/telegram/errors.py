"""Answers that say no, in the words of the real server."""

from typing import Any


class ApiError(Exception):
    """The call is answered with an error."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """The JSON of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


class NotAllowed(ApiError):
    """No bot may ever make this call: the description of the Bot API forbids it, whatever the world looks like."""

    def __init__(self, description: str, code: int = 400) -> None:
        super().__init__(code, f"Bad Request: {description}" if code == 400 else description)


def bad_request(description: str, **parameters: int) -> ApiError:
    """The call is allowed, but not now or not here."""
    return ApiError(400, f"Bad Request: {description}", **parameters)


def forbidden(description: str) -> ApiError:
    """The bot may not do this here."""
    return ApiError(403, f"Forbidden: {description}")


def too_many(seconds: int) -> ApiError:
    """The bot is too fast."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
