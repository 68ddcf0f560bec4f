"""What every person in the fake world can do: see."""

from collections.abc import Sequence

from tests.wecom.state import State
from tests.wecom.world import Shown


class Seeing:
    """Someone before whose eyes messages appear."""

    state: State

    @property
    def shown(self) -> Sequence[Shown]:
        """All that they see, the oldest first."""
        raise NotImplementedError

    @property
    def texts(self) -> list[str]:
        """What the other side said."""
        return [each.text for each in self.shown if not each.by.startswith("me") and not each.recalled]

    def last(self, words: str = "") -> Shown:
        """The newest message of the other side with these words.  Raises AssertionError if there is none."""
        found = [each for each in self.shown if each.by != "me" and not each.recalled and words in each.text]
        assert found, f"nobody said {words!r} but {self.texts}"
        return found[-1]

    async def sees(self, words: str, times: int = 1, seconds: float = 5.0) -> Shown:
        """Waits until these words stand in so many messages, and returns the newest."""
        try:
            await self.state.waiter.until(lambda: sum(words in text for text in self.texts) >= times, seconds)
        except AssertionError as error:
            raise AssertionError(f"{words!r} did not come, but {self.texts}; {error}") from None
        return self.last(words)
