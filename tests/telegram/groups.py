"""What happens to groups in a test: they are made, people and the bot come and go, a small one becomes a large one."""

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from tests.telegram import happening
from tests.telegram.people import People
from tests.telegram.world import RIGHTS, Chat, Member, Message, User


class Groups(People):
    """The groups around the bot."""

    def group(self, title: str, members: Iterable[User] = (), admins: Iterable[User] = (), bot: bool = False) -> Chat:
        """A small group; the first administrator owns it.  bot: the bot is in it, and was not told."""
        return self.fill(self.state.world.add_group(title), members, admins, bot)

    def supergroup(
        self,
        title: str,
        members: Iterable[User] = (),
        admins: Iterable[User] = (),
        bot: bool = False,
        bot_admin: bool = False,
        username: str = "",
        forum: bool = False,
    ) -> Chat:
        """A large group, perhaps with topics; bot_admin: the bot is one of its administrators."""
        chat = self.fill(self.state.world.add_supergroup(title, username, forum), members, admins, bot or bot_admin)
        if bot_admin:
            chat.members[self.state.world.bot.id].status = "administrator"
        return chat

    def fill(self, chat: Chat, members: Iterable[User], admins: Iterable[User], bot: bool) -> Chat:
        """Puts people into a new group."""
        for user in [*members, *([self.state.world.bot] if bot else [])]:
            chat.members[user.id] = Member(user)
        for n, user in enumerate(admins):
            chat.members[user.id] = Member(user, "administrator" if n else "creator")
        return chat

    def owner(self, chat: Chat) -> User:
        """Who does what a test does not say by whom: the owner, or else anybody there."""
        people = [member for member in chat.members.values() if not member.user.is_bot and member.present]
        leads = [member for member in people if member.leads]
        return (leads or people)[0].user if people else self.state.world.anonymous

    def add_bot(self, user: User, group: Chat, payload: str = "", admin: bool = False) -> Message:
        """Adds the bot to a group; with a payload as by a ?startgroup= link, which also says /start."""
        member = Member(self.state.world.bot, "administrator" if admin else "member")
        happening.change_member(self.state, group, member, by=user)
        if payload:
            return self.say(user, group, f"/start@{self.state.world.bot.username} {payload}")
        return list(group.messages.values())[-1]

    def follow(self, user: User, url: str, group: Chat | None = None) -> Message:
        """Opens a t.me link to the bot: ?start=..., or ?startgroup=... and chooses the group."""
        link, wish = urlsplit(url), parse_qs(urlsplit(url).query)
        if link.netloc != "t.me" or link.path.strip("/").lower() != self.state.world.bot.username.lower():
            raise ValueError(f"{url} does not lead to the bot")
        if group is None:
            return self.start(user, wish.get("start", [""])[0])
        return self.add_bot(user, group, wish["startgroup"][0], admin="admin" in wish)

    def kick_bot(self, group: Chat, by: User | None = None) -> None:
        """Removes the bot from a group."""
        happening.change_member(self.state, group, Member(self.state.world.bot, "kicked"), by or self.owner(group))

    def mute_bot(self, group: Chat, by: User | None = None) -> None:
        """Forbids the bot to write in a group."""
        happening.change_member(self.state, group, Member(self.state.world.bot, "restricted"), by or self.owner(group))

    def promote_bot(self, group: Chat, by: User | None = None, rights: Iterable[str] = RIGHTS) -> None:
        """Makes the bot an administrator, who also sees everything."""
        member = Member(self.state.world.bot, "administrator", frozenset(rights))
        happening.change_member(self.state, group, member, by or self.owner(group))

    def demote_bot(self, group: Chat, by: User | None = None) -> None:
        """Makes the bot an ordinary member again."""
        happening.change_member(self.state, group, Member(self.state.world.bot), by or self.owner(group))

    def join(self, user: User, group: Chat, by: User | None = None) -> None:
        """Somebody comes, or is brought, into a group."""
        happening.change_member(self.state, group, Member(user), by or user)

    def leave(self, user: User, group: Chat, by: User | None = None) -> None:
        """Somebody leaves a group, or is removed from it."""
        status = "left" if by in (None, user) else "kicked"
        happening.change_member(self.state, group, Member(user, status), by or user)

    def make_admin(
        self, user: User, group: Chat, anonymous: bool = False, title: str = "", by: User | None = None
    ) -> None:
        """Somebody becomes an administrator, perhaps one who writes in the group's name."""
        member = Member(user, "administrator", anonymous=anonymous, title=title)
        happening.change_member(self.state, group, member, by or self.owner(group))

    def topic(self, chat: Chat, name: str, by: User | None = None) -> int:
        """Opens a topic in a forum; returns its number, which is that of the message about it."""
        content = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        thread = next(chat.ids)
        chat.topics[thread] = name
        happening.announce(self.state, chat, by or self.owner(chat), content, thread, thread)
        return thread

    def close_topic(self, chat: Chat, topic: int, by: User | None = None) -> None:
        """Closes a topic: nobody but administrators may write there."""
        chat.closed_topics.add(topic)
        happening.announce(self.state, chat, by or self.owner(chat), {"forum_topic_closed": {}}, topic)

    def delete_topic(self, chat: Chat, topic: int) -> None:
        """Removes a topic with all its messages; no bot is told."""
        del chat.topics[topic]
        for message in chat.messages.values():
            message.deleted = message.deleted or message.thread == topic

    def migrate(self, group: Chat, by: User | None = None) -> Chat:
        """A small group becomes a supergroup with another number; the old number answers with the new one."""
        actor = by or self.owner(group)
        new = self.state.world.add_supergroup(group.title)
        new.members = {number: replace(member) for number, member in group.members.items()}
        happening.announce(self.state, group, actor, {"migrate_to_chat_id": new.id})
        group.moved_to = new
        happening.announce(self.state, new, actor, {"migrate_from_chat_id": group.id})
        return new
