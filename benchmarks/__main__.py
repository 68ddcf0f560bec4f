"""``make bench``: what one machine carries, as one table; ``python -m benchmarks NAME…`` measures some of it."""

import sys
from collections.abc import Awaitable, Callable

from benchmarks import (
    board,
    classification,
    conversations,
    events,
    export,
    figures,
    growth,
    intake,
    latency,
    process,
    reminders,
    sending,
)
from benchmarks.calibration import calibrate
from bot.loop import run

ALL: dict[str, Callable[[], Awaitable[list[str]]]] = {
    "intake": intake.measure,
    "conversations": conversations.measure,
    "latency": latency.measure,
    "sending": sending.measure,
    "classification": classification.measure,
    "events": events.measure,
    "figures": figures.measure,
    "board": board.measure,
    "reminders": reminders.measure,
    "growth": growth.measure,
    "export": export.measure,
    "process": process.measure,
}


async def main(names: list[str]) -> None:
    """Print the table."""
    unknown = set(names) - set(ALL)
    if unknown:
        sys.exit(f"no such measurement: {', '.join(sorted(unknown))}; there are: {', '.join(ALL)}")
    for name in names or ALL:
        print(f"calibration: {calibrate()}", flush=True)
        for line in await ALL[name]():
            print(line, flush=True)


if __name__ == "__main__":
    run(main(sys.argv[1:]))
