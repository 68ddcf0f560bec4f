"""Access tokens: one for each app's secret, the same until it is over or taken back."""

from dataclasses import dataclass

from tests.wecom.errors import WeComError
from tests.wecom.ids import Ids
from tests.wecom.world import App, Corp, Json

LIFETIME = 7_200  # s


@dataclass(slots=True)
class Token:
    """One access token."""

    app: App
    until: float
    revoked: bool = False


class Tokens:
    """All that were ever given."""

    def __init__(self, corps: dict[str, Corp], ids: Ids) -> None:
        self.corps = corps
        self.ids = ids
        self.given: dict[str, Token] = {}

    def get(self, query: Json, now: float) -> Json:
        """gettoken.  Asking again gives the same one.  Raises WeComError."""
        corp = self.corps.get(query.get("corpid", ""))
        if corp is None:
            raise WeComError(40013)
        app = next((app for app in corp.apps.values() if app.secret == query.get("corpsecret")), None)
        if app is None:
            raise WeComError(40001)
        for text, token in self.given.items():
            if token.app is app and not token.revoked and now < token.until:
                return {"access_token": text, "expires_in": int(token.until - now)}
        text = self.ids.secret("token-", 64)
        self.given[text] = Token(app, now + LIFETIME)
        return {"access_token": text, "expires_in": LIFETIME}

    def app(self, query: Json, now: float) -> App:
        """Whose token it is.  Raises WeComError."""
        text = query.get("access_token", "")
        if not text:
            raise WeComError(41001)
        token = self.given.get(text)
        if token is None or token.revoked:
            raise WeComError(40014)
        if now >= token.until:
            raise WeComError(42001)
        return token.app

    def revoke(self, app: App | None = None) -> None:
        """Takes the tokens back before their time; None: everybody's."""
        for token in self.given.values():
            token.revoked = token.revoked or app is None or token.app is app
