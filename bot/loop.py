"""The event loop of the running program: uvloop's where there is one, which needs half the time for a connection."""

import asyncio
from collections.abc import Coroutine
from typing import Any


def run(main: Coroutine[Any, Any, None]) -> None:
    """Run until it is over."""
    with asyncio.Runner(loop_factory=_factory()) as runner:
        runner.run(main)


def _factory() -> Any:
    try:
        import uvloop
    except ImportError:  # Windows, PyPy, a machine that nobody built it for: asyncio's own does as well
        return None
    return uvloop.new_event_loop
