"""Makes one backup in a process of its own: ``python -m bot.backup``, told what by a line of JSON.

It says ``made`` with what came of it, or ``failed`` and why.
"""

import json
import os
import sqlite3
import sys
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from bot.backup.folders import Busy, thin_out
from bot.backup.making import Job, make
from storage.engine.backup import Unsound
from storage.engine.schema import WrongDatabase


def main() -> int:
    """0: made; 1: not."""
    with suppress(OSError):  # where that is not allowed
        os.nice(10)  # the desk comes first
    said = json.loads(sys.stdin.readline())
    job = Job(**{**said, "files": tuple(said["files"])})
    try:
        made = make(job, datetime.now(UTC))
        if job.daily:
            made = replace(made, thinned=thin_out(Path(job.folder), job.daily, job.weekly))
    except (Busy, Unsound, WrongDatabase, sqlite3.Error, OSError) as error:
        print("failed", " ".join(str(error).split()), flush=True)
        return 1
    print("made", json.dumps(asdict(made)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
