"""``python -m tests.torture [PART …]``: what the desk has to survive, round by round, until all rounds are done.

It may be stopped at any moment and goes on where it was: every finished round stands in the record (``--folder``).
The exit code is 1 when a promise was broken, or the control did not show that it can be.
"""

import argparse
import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.torture import glass
from tests.torture.parts import PARTS, Part
from tests.torture.record import Record, Round

FOLDER = Path("var/torture")


def main(
    arguments: list[str] | None = None,
    known: Mapping[str, Part] = PARTS,
    program: str = "tests.torture",
    folder: Path = FOLDER,
) -> int:
    """Run what is still to be done; the exit code."""
    parser = argparse.ArgumentParser(prog=f"python -m {program}")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(known))
    parser.add_argument("--seed", default="1", help="another one is another run (1)")
    parser.add_argument("--folder", type=Path, default=folder, help=f"of the record ({folder})")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop when so many are over")
    parser.add_argument("--round", default="", help="this round alone, said aloud and not recorded")
    parser.add_argument("--show", action="store_true", help="only print what was survived so far")
    given = parser.parse_args(arguments)
    if unknown := [name for name in given.parts if name not in known]:
        parser.error(f"there is no part {unknown[0]}; there are {', '.join(known)}")
    parts = [known[name] for name in given.parts or known]
    if given.round:
        return _one(parts[0], given.round)
    record = Record(given.folder / "record.jsonl")
    if not given.show:
        _all(parts, given.seed, record, time.monotonic() + 60 * given.minutes, program)
    return _tell(parts, record, program)


def _all(parts: Iterable[Part], seed: str, record: Record, until: float, program: str) -> None:
    version = _version()
    for part in parts:
        for name in part.rounds():
            if record.has(part.name, f"{seed}:{name}"):
                continue
            if time.monotonic() > until:
                return
            began = time.monotonic()
            done = play(part, f"{seed}:{name}")
            record.add(part.name, f"{seed}:{name}", version, time.monotonic() - began, done)
            print(f"{part.name} {seed}:{name}  {_figures(done.figures)}", flush=True)
            for wrong in done.wrong[:10]:
                print(f"  {wrong}\n  again: python -m {program} {part.name} --round {seed}:{name}", flush=True)


def play(part: Part, seed: str) -> Round:
    """One round in a folder of its own; what breaks the round itself counts as wrong too."""
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        try:
            with asyncio.Runner(loop_factory=glass.Loop if part.glass else None) as runner:
                return runner.run(part.play(Path(folder), seed))
        except Exception as error:
            return Round({}, [f"{type(error).__name__}: {str(error)[:2000]}"])


def _one(part: Part, seed: str) -> int:
    done = play(part, seed)
    print(_figures(done.figures), *done.wrong, sep="\n")
    return 1 if done.wrong else 0


def _tell(parts: Iterable[Part], record: Record, program: str) -> int:
    broken = 0
    for part in parts:
        totals, wrong = record.totals(part.name), record.wrong(part.name)
        rounds = sum(line["part"] == part.name for line in record.lines)
        missed = part.missed(totals) if rounds else ""
        broken += bool(wrong) + bool(missed)
        say = f"{len(wrong)} WRONG" if wrong else missed or ("ok" if rounds else "not run yet")
        print(f"{part.name:16} {say:12} {rounds} of {len(list(part.rounds()))}: {_figures(totals)}")
        for line in wrong[:5]:
            print(f"    python -m {program} {part.name} --round {line['seed']}   # {line['wrong'][0][:160]}")
    return 1 if broken else 0


def _figures(figures: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in figures.items())


def _version() -> str:
    said = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return said.stdout.strip() or "?"


if __name__ == "__main__":
    sys.exit(main())
