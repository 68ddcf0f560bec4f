"""Start-up and idle memory of the real process."""

import asyncio
import os
import re
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

STARTS = 5


async def measure() -> list[str]:
    """Seconds until /healthz answers 200, and resident memory a moment later; medians of a few starts."""
    seconds, megabytes = [], []
    for _ in range(STARTS):
        with tempfile.TemporaryDirectory(dir=".") as folder:
            started, memory = await _start(Path(folder))
        seconds.append(started)
        megabytes.append(memory)
    return [
        f"start-up: {median(seconds):.2f} s until /healthz is 200 (aim: 1.5 s)",
        f"memory: {median(megabytes):.0f} MB resident, idle (aim: 100 MB)",
    ]


async def _start(folder: Path) -> tuple[float, float]:
    environment = {**os.environ, "HUIYIN_DATABASE": str(folder / "bench.db"), "HUIYIN_PORT": "18099"}
    start = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", env=environment, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        await process.stdout.readline()  # the address: printed once it serves
        await asyncio.to_thread(urllib.request.urlopen, "http://127.0.0.1:18099/healthz")
        seconds = time.perf_counter() - start
        await asyncio.sleep(1)
        status = await asyncio.to_thread(Path(f"/proc/{process.pid}/status").read_text)
        resident = re.search(r"VmRSS:\s+(\d+) kB", status)
        return seconds, int(resident[1]) / 1024 if resident else 0.0
    finally:
        process.terminate()
        await process.wait()
