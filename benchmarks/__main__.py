"""``make bench``: what one machine carries, as one table."""

import asyncio

from benchmarks import board, classification, events, export, figures, process, reminders
from benchmarks.calibration import calibrate


async def main() -> None:
    """Print the table."""
    calibration = calibrate()
    print(f"calibration: {calibration}")
    for line in await classification.measure():
        print(line)
    for line in await events.measure():
        print(line)
    for line in await figures.measure():
        print(line)
    for line in await board.measure():
        print(line)
    for line in await reminders.measure():
        print(line)
    for line in await export.measure():
        print(line)
    for line in await process.measure():
        print(line)


if __name__ == "__main__":
    asyncio.run(main())
