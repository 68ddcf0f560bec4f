"""The owner of customer groups: gets asked to send a post on, and does so or not."""

from tests.wecom import external
from tests.wecom.state import Post, State
from tests.wecom.world import CustomerGroup, Member, Shown


class Owner:
    """A member who owns customer groups."""

    def __init__(self, state: State, member: Member) -> None:
        self.state = state
        self.member = member

    @property
    def asked(self) -> list[Post]:
        """The posts that wait for them."""
        return [post for post in self.state.posts.values() if post.sender == self.member.id and open_(post)]

    def confirms(self, post: Post, over_quota: tuple[CustomerGroup, ...] = ()) -> None:
        """Presses send; some groups may have had their one post of the day already."""
        assert open_(post), "the post was sent or cancelled"
        content = post.body.get("text", {}).get("content", "")
        for group in external.confirmed(self.state, post, {each.id for each in over_quota}):
            group.shown.append(Shown("post", content, post.body, self.state.clock(), by=self.member.id))
        self.state.waiter.changed()


def open_(post: Post) -> bool:
    """Whether it still waits."""
    return post.confirmed is None and not post.cancelled
