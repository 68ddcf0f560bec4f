"""Corps, apps, accounts and the people in them, as a test makes them."""

from tests.wecom import crypto
from tests.wecom.bots import Bot, Chat
from tests.wecom.clock import Clock
from tests.wecom.groups import Talking
from tests.wecom.ids import Ids
from tests.wecom.owner import Owner
from tests.wecom.pusher import Pusher
from tests.wecom.resident import Resident
from tests.wecom.servicer import Servicer
from tests.wecom.sockets import Sockets
from tests.wecom.staff import Staff
from tests.wecom.state import State
from tests.wecom.world import Account, App, Callback, Corp, CustomerGroup, Member, Push, Talk

FIRST_AGENT = 1_000_002


class Peopled:
    """Makes them."""

    state: State
    clock: Clock
    ids: Ids
    pusher: Pusher
    sockets: Sockets
    bots: dict[str, Bot]

    def corp(self) -> Corp:
        """A company."""
        corp = Corp(self.ids.next("ww1234567890"))
        self.state.corps[corp.id] = corp
        return corp

    def app(self, corp: Corp, name: str = "邻里报修") -> App:
        """自建应用, that sees everybody and has no callback yet."""
        agent = FIRST_AGENT + len(corp.apps)
        corp.apps[agent] = App(corp, agent, name, self.ids.secret("s", 42))
        return corp.apps[agent]

    def callback(self, url: str, corp: Corp, token: str = "", aes_key: str = "") -> Callback:
        """Where something wants to be told; with new secrets unless they are given."""
        return Callback(url, token or self.ids.secret("t", 20), aes_key or crypto.new_key(), corp.id)

    async def save_callback(self, of: App | Account, callback: Callback) -> bool:
        """Saves the address in the administrator's pages, which first ask it for an echo.  Whether it was saved."""
        good = await self.pusher.verify(callback)
        of.callback = callback if good else of.callback
        return good

    def kf(self, app: App, name: str = "柳荫小区") -> Account:
        """微信客服帐号, of which an app's callback hears."""
        account = Account(app.corp, self.ids.long("wk"), name, app)
        app.corp.accounts[account.id] = account
        return account

    def resident(self, account: Account, name: str) -> Resident:
        """Someone in WeChat; the same name is the same person in all accounts of the corp."""
        corp = account.corp
        known = next((each for each, nickname in corp.customers.items() if nickname == name), None)
        external = known or self.ids.long("wm")
        corp.customers[external] = name
        talk = account.talks.setdefault(external, Talk(external, name))
        return Resident(self.state, account, talk)

    def staff(self, corp: Corp, userid: str, name: str = "") -> Staff:
        """A member."""
        member = corp.members.setdefault(userid.lower(), Member(corp, userid, name or userid))
        return Staff(self.state, member)

    def servicer(self, account: Account, staff: Staff) -> Servicer:
        """A member who takes residents' sessions."""
        account.servicers[staff.id] = 0
        return Servicer(self.state, account, staff.member)

    def owner(self, staff: Staff) -> Owner:
        """A member who owns customer groups."""
        return Owner(self.state, staff.member)

    def customer_group(self, staff: Staff, name: str) -> CustomerGroup:
        """客户群 of that member."""
        group = CustomerGroup(self.ids.long("wr"), name, staff.id)
        group.members.append({"userid": staff.id, "type": 1, "name": staff.member.name, "join_scene": 1})
        staff.member.corp.groups[group.id] = group
        return group

    def push(self) -> Push:
        """消息推送, an internal group's webhook."""
        push = Push(self.ids.secret("", 32))
        self.state.pushes[push.key] = push
        return push

    def bot(self, corp: Corp, name: str = "回音") -> Bot:
        """智能机器人"""
        bot = Bot(corp, self.ids.long("aib"), self.ids.secret("", 40), name)
        self.bots[bot.id] = bot
        return bot

    def group(self, bot: Bot, name: str, *members: Staff) -> Talking:
        """An internal group with the bot in it."""
        chat = Chat(bot, self.ids.long("wrBot"), name, {each.id.lower(): each.member for each in members})
        bot.chats[chat.id] = chat
        return Talking(self.state, self.sockets, chat)

    def alone(self, bot: Bot, member: Staff) -> Talking:
        """A member's own chat with the bot."""
        own = Chat(bot, member.id, member.member.name, {member.id.lower(): member.member}, single=True)
        return Talking(self.state, self.sockets, bot.singles.setdefault(member.id.lower(), own))
