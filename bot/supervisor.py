"""Keeps the program running: starts it, and starts it again when it dies."""

import signal
import subprocess
import sys
import time
from types import FrameType

QUICK = 2.0  # s; a program that dies sooner than this is given a rest before the next start
REST = (0.2, 1.0, 5.0, 15.0)
CONFIG = 2  # the exit code of a start that settings or files forbid: starting again would not help


def run(arguments: list[str]) -> int:
    """Run ``python -m bot`` with these arguments until it ends by itself or we are told to stop."""
    child: subprocess.Popen[bytes] | None = None
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True
        if child and child.poll() is None:
            child.send_signal(signal.SIGTERM)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    quick = 0
    while True:
        started = time.monotonic()
        child = subprocess.Popen([sys.executable, "-m", "bot", *arguments], start_new_session=True)
        code = child.wait()
        if stopping or code in (0, CONFIG):
            return 0 if stopping else code
        quick = quick + 1 if time.monotonic() - started < QUICK else 0
        print(f"huiyin ended ({_why(code)}); starting it again", file=sys.stderr, flush=True)
        time.sleep(REST[min(quick, len(REST) - 1)])


def _why(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"
