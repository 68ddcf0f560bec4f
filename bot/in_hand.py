"""Which inbox row is being handled at this moment, in a file that survives the process.

A row that is in hand each time the process dies (a crash in native code, a hang that nothing could cut
off) would bring it down for ever: the third time it is parked.  Eight bytes of shared memory, no flush:
a process can die without them being lost, and after a power cut nobody is to blame.
"""

import mmap
import struct
from datetime import datetime
from pathlib import Path

from storage import inbox, parking
from storage.db import Tx

CHANCES = 3  # deaths with the same row in hand before it is parked


class InHand:
    """The number of the row in hand; 0 = none."""

    def __init__(self, path: Path) -> None:
        if not path.exists() or path.stat().st_size != 8:
            path.write_bytes(bytes(8))
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), 8)

    def __call__(self, row: int) -> None:
        """Take a row in hand, or lay it down (0)."""
        struct.pack_into("<q", self._memory, 0, row)

    def left_over(self) -> int:
        """The row that was in hand when the last process died."""
        row: int = struct.unpack_from("<q", self._memory, 0)[0]
        return row


def blame(tx: Tx, row: int, now: datetime) -> bool:
    """Count one death against this row; True when it is parked for it."""
    if inbox.failed(tx, row, "the process died while handling it") < CHANCES:
        return False
    parking.set_aside(tx, row, f"the process died {CHANCES} times while handling it", now)
    return True
