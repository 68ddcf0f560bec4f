"""Goes before the neighbours on a crowded machine, where the system lets it: their noise is not what is measured."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

GROUP = Path("/proc/self/autogroup")  # Linux shares the processor between sessions; this one's part, by its nice value


@contextmanager
def ahead() -> Iterator[str]:
    """While the block lasts; in words, whether that was possible.  Whoever takes part goes first as we do."""
    try:
        GROUP.write_text("-15")
    except OSError:  # another system, or nobody who may
        yield "beside all neighbours"
        return
    try:
        yield "before all neighbours"
    finally:
        GROUP.write_text("0")
