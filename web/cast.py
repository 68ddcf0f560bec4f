"""Who can be played in the trial: the invented community's people, and newcomers whom it has never met."""

from dataclasses import dataclass

from config.wording import Wording
from domain.community import Community, Member

NEWCOMERS = {"newcomer1": "老吴", "newcomer2": "小杨"}  # account -> name; no file and no table knows them
IN_WECHAT = {"wechat1": "何阿姨"}  # has nothing but WeChat, where messages are counted; likewise
KINDS = {"manager": "head", "head": "head", "staff": "staff", "volunteer": "volunteer"}


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody in the trial as the page knows them."""

    account: str
    name: str
    kind: str  # resident, volunteer, staff, head, newcomer, weixin
    word: str  # names the wording of what they are
    trade: str = ""


class Cast:
    """Everybody who can be played, in the order of the community file, newcomers last."""

    def __init__(self, community: Community, wording: Wording) -> None:
        self._wording = wording
        players = [_player(member) for member in community.members.values()]
        players += [Player(account, name, "newcomer", "newcomer") for account, name in NEWCOMERS.items()]
        players += [Player(account, name, "weixin", "weixin") for account, name in IN_WECHAT.items()]
        self.players = {player.account: player for player in players}

    def name(self, account: str | None) -> str | None:
        """The name of somebody in the trial; an account that nobody here has is its own name."""
        player = self.players.get(account or "")
        return player.name if player else account

    def of(self, *kinds: str) -> list[str]:
        """The accounts of these kinds, in the order of the kinds."""
        return [each.account for kind in kinds for each in self.players.values() if each.kind == kind]

    def shown(self, lang: str) -> list[dict[str, str]]:
        """Everybody as the page needs them; the label says who and what they are."""
        return [
            {
                "id": each.account,
                "name": each.name,
                "kind": each.kind,
                "label": self._wording.text(lang, "trial-person", name=each.name, role=self._role(each, lang)),
            }
            for each in self.players.values()
        ]

    def _role(self, player: Player, lang: str) -> str:
        if player.trade:
            return self._wording.term(lang, "trade", player.trade)
        return self._wording.text(lang, f"trial-role-{player.word}")


def _player(member: Member) -> Player:
    trade = member.trade if member.role == "staff" else ""  # a manager's trade is a title that not everybody knows
    return Player(member.handle, member.name, KINDS.get(member.role, "resident"), member.role, trade)
