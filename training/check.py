"""Choose the plain messages of config/check.txt from those that are taught: ``python -m training.check``.

A dozen of each category and a hundred that are no report, in both languages, the same ones every time.
"""

from collections import defaultdict
from collections.abc import Sequence

from config import check
from training import fit, messages
from training.messages import Message

OF_EACH, OTHERS = 12, 100
LONGEST = 60  # characters; plain ones


def chosen(told: Sequence[Message]) -> list[Message]:
    """The messages, by category in the order of the category file, those that are no report last."""
    kinds: defaultdict[str, list[Message]] = defaultdict(list)
    for message in sorted(told, key=lambda message: message.order):
        if len(message.text) <= LONGEST and "\n" not in message.text and len(message.codes) < 2 and not message.danger:
            kinds[message.codes[0] if message.codes else "-"].append(message)
    return [message for code in (*fit.CODES, "-") for message in kinds[code][: OTHERS if code == "-" else OF_EACH]]


def main() -> None:
    """Write the file."""
    found = chosen(messages.read(messages.HERE, fit.CODES, fit.DANGERS))
    lines = [f"{message.codes[0] if message.codes else '-'} | {message.text}\n" for message in found]
    check.FILE.write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines)} messages")


if __name__ == "__main__":
    main()
