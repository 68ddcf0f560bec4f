"""What was survived so far, on disk: a line for every round that ended, so that a run can stop anywhere and go on."""

import json
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Round:
    """How one round went: what happened in numbers, and all that went wrong."""

    figures: dict[str, float]
    wrong: list[str] = field(default_factory=list)


class Record:
    """A file of rounds."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: list[dict[str, Any]] = []
        if path.exists():
            whole = path.read_text(encoding="utf-8").splitlines(keepends=True)
            self.lines = [json.loads(line) for line in whole if line.endswith("\n")]  # the last may be cut off

    def has(self, part: str, seed: str) -> bool:
        """Whether this round was finished before."""
        return any(line["part"] == part and line["seed"] == seed for line in self.lines)

    def add(self, part: str, seed: str, version: str, seconds: float, done: Round) -> None:
        """Write a round down."""
        line = {"part": part, "seed": seed, "version": version, "seconds": round(seconds, 1), **asdict(done)}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self.lines.append(line)

    def totals(self, part: str) -> dict[str, float]:
        """The figures of a part, added up; what ends in ``_mb`` or ``_s`` is the largest seen."""
        sums: dict[str, float] = defaultdict(float)
        for line in self.lines:
            if line["part"] == part:
                for name, value in line["figures"].items():
                    if name == "digest":
                        continue  # a fingerprint of one round
                    worst = name.endswith(("_mb", "_s", "_percent"))
                    sums[name] = max(sums[name], value) if worst else sums[name] + value
        return dict(sums)

    def wrong(self, part: str) -> list[dict[str, Any]]:
        """The rounds of a part in which something went wrong."""
        return [line for line in self.lines if line["part"] == part and line["wrong"]]
