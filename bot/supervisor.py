"""Keeps the program running: starts it, and starts it again when it dies."""

import signal
import subprocess
import sys
import time
from types import FrameType

QUICK = 2.0  # s; a program that dies sooner than this is given a rest before the next start
REST = (0.2, 1.0, 5.0, 15.0)
CONFIG = 2  # the exit code of a start that settings or files forbid: starting again would not help
PATIENCE = 10  # s that the program has to stop; then it is killed, which loses nothing


class Supervisor:
    """One program, however often it has to be started."""

    def __init__(self, command: list[str]) -> None:
        self._command = command
        self._child: subprocess.Popen[bytes] | None = None
        self._stopping = False

    def run(self) -> int:
        """Run until the program ends by itself or we are told to stop; the exit code."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop)
        signal.signal(signal.SIGALRM, self._kill)
        quick = 0
        while not self._stopping:
            started = time.monotonic()
            code = self._once()
            if self._stopping or code in (0, CONFIG):
                return 0 if self._stopping else code
            quick = quick + 1 if time.monotonic() - started < QUICK else 0
            print(f"huiyin ended ({_why(code)}); starting it again", file=sys.stderr, flush=True)
            self._rest(REST[min(quick, len(REST) - 1)])
        return 0

    def _once(self) -> int:
        # A session of its own: Ctrl-C reaches us alone, and the program once, through us.
        self._child = subprocess.Popen(self._command, start_new_session=True)
        if self._stopping:  # told so while it was being started
            self._child.terminate()
        return self._child.wait()

    def _rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._stopping and time.monotonic() < until:
            time.sleep(0.05)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True
        if self._child:
            self._child.terminate()
        signal.alarm(PATIENCE)

    def _kill(self, number: int, frame: FrameType | None) -> None:
        if self._child:
            self._child.kill()


def run(arguments: list[str]) -> int:
    """Run ``python -m bot`` with these arguments until it ends by itself or we are told to stop."""
    return Supervisor([sys.executable, "-m", "bot", *arguments]).run()


def _why(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"
