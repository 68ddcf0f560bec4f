"""How photos and voice messages are named.

A name with a colon lies on the servers of a platform: ``telegram:<id>`` is a photo or voice message,
``telegram-file:<id>`` an image that was sent as a file, ``wecom-brief:<id>`` one that lies there for minutes only.  Any
other name is that of a file of ours.
"""

FILE, BRIEF = "-file", "-brief"


def platform(name: str) -> str | None:
    """The channel on whose servers it lies; None for a file of ours."""
    before, colon, _ = name.partition(":")
    return before.removesuffix(FILE).removesuffix(BRIEF) if colon else None


def is_brief(name: str) -> bool:
    """Whether it is gone in a few minutes where it lies."""
    return name.partition(":")[0].endswith(BRIEF)


def can_show(channel: str, name: str) -> bool:
    """Whether a channel can show it by this name, without our copy."""
    return platform(name) is None or name.startswith(f"{channel}:")
