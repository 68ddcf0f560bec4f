"""What a private chat can do whose platform counts: WeChat customer service, and the trial's likeness of it."""

from domain.people import Abilities
from domain.talk import budget

RESIDENT = Abilities(
    edit=False,
    ephemeral=False,
    write_first=False,
    text_limit=budget.TEXT,
    inline_media=False,
    copy=False,
    toasts=False,
    counted=True,
    quotes=False,
    hands_over=True,
    at_once=True,
    start="",
)
