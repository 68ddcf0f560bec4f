"""What this machine does at this moment, to read the other figures against."""

import json
import os
import tempfile
import time
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Calibration:
    """Two simple costs: a flush to the disk, and decoding one update."""

    flush_ms: float
    decode_us: float

    def __str__(self) -> str:
        return f"fdatasync {self.flush_ms:.2f} ms, json.loads of an update {self.decode_us:.1f} µs"


def calibrate() -> Calibration:
    """Measure both; medians."""
    return Calibration(_flush(), _decode())


def _flush() -> float:
    with tempfile.NamedTemporaryFile(dir=".") as file:
        times = []
        for _ in range(200):
            start = time.perf_counter()
            os.pwrite(file.fileno(), b"x" * 4096, 0)
            os.fdatasync(file.fileno())
            times.append(time.perf_counter() - start)
    return median(times) * 1e3


def _decode() -> float:
    update = json.dumps(
        {"update_id": 1, "message": {"message_id": 7, "from": {"id": 5, "is_bot": False, "first_name": "李阿姨"},
         "chat": {"id": -100, "type": "supergroup"}, "date": 1_795_000_000, "text": "3号楼2单元楼道灯不亮" * 5}}
    )  # fmt: skip
    times = []
    for _ in range(20):
        start = time.perf_counter()
        for _ in range(1_000):
            json.loads(update)
        times.append(time.perf_counter() - start)
    return median(times) * 1e3
