"""``make bench``: what one machine carries, as one table; ``python -m benchmarks NAME…`` measures some of it.

``python -m benchmarks storm 50000`` is a night of so many people; that takes forty minutes.
"""

import sys
from collections.abc import Awaitable, Callable
from functools import partial

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
from benchmarks.storm import measure as storm
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
    "storm": storm.measure,
}


async def main(args: list[str]) -> None:
    """Print the table."""
    people, names = [int(each) for each in args if each.isdecimal()], [each for each in args if not each.isdecimal()]
    if people:
        ALL["storm"] = partial(storm.measure, people[0])
    unknown = set(names) - set(ALL)
    if unknown:
        sys.exit(f"no such measurement: {', '.join(sorted(unknown))}; there are: {', '.join(ALL)}")
    for name in names or ALL:
        print(f"calibration: {calibrate()}", flush=True)
        for line in await ALL[name]():
            print(line, flush=True)


if __name__ == "__main__":
    run(main(sys.argv[1:]))
