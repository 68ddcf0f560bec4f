"""What one bot's server knows, as its methods need it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.telegram.updates import Updates
from tests.telegram.webhook import Webhook
from tests.telegram.world import Message, User, World

SECONDS_TO_ANSWER = 15.0  # reports range from 5 to 15; the value is not documented


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot said to a press."""

    text: str = ""
    show_alert: bool = False
    url: str = ""


@dataclass(eq=False, slots=True)
class Press:
    """A button that someone pressed."""

    id: str
    user: User
    message: Message
    label: str
    data: str
    at: float
    answer: Answer | None = None
    too_old: bool = False  # set it to make the answer come too late


@dataclass(slots=True)
class State:
    """All that calls look at and change."""

    world: World
    updates: Updates
    webhook: Webhook
    now: Callable[[], float]
    presses: dict[str, Press] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)  # by scope and language
    profile: dict[tuple[str, str], str] = field(default_factory=dict)  # name and descriptions, by language
    menu_button: dict[str, Any] = field(default_factory=lambda: {"type": "default"})

    def date(self) -> int:
        """Unix time in whole seconds, as the API has it."""
        return int(self.now())

    def alive(self, press: Press, seconds: float = SECONDS_TO_ANSWER) -> bool:
        """Whether a press may still be answered."""
        return not press.too_old and self.now() - press.at <= seconds
