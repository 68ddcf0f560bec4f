"""How many messages are understood in a second on one core, and what the model costs in memory and at the start."""

import asyncio
import subprocess
import sys
import time
from statistics import median

from config import categories, community, model, settings
from domain.understanding.classification import Classifier
from training import messages

ROUNDS = 5
_ALONE = """
import re, time
from pathlib import Path
def resident():
    return int(re.search(r"VmRSS:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024
from config import categories, community, settings
config = settings.Settings(_env_file=None)
kinds, home = categories.load(config.categories), community.load(config.community)
before, start = resident(), time.perf_counter()
from config import model
from domain.understanding.classification import Classifier
found = Classifier(kinds, model.load()).understand("3号楼2单元楼道灯坏了", home)
print(time.perf_counter() - start, resident() - before)
"""


async def measure() -> list[str]:
    """Messages of all kinds that the model was judged by, one at a time; then a process of its own."""
    config = settings.Settings(_env_file=None)
    kinds, home = categories.load(config.categories), community.load(config.community)
    classifier = Classifier(kinds, model.load())
    told = [message.text for message in messages.read(messages.TESTS, kinds.by_code, kinds.dangers)]
    length = sum(map(len, told)) / len(told)
    rates = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for text in told:
            classifier.understand(text, home)
        rates.append(len(told) / (time.process_time() - start))
    alone = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", _ALONE], capture_output=True, text=True, check=True
    )
    seconds, megabytes = map(float, alone.stdout.split())
    return [
        f"messages understood: {median(rates):,.0f} per CPU second, {length:.0f} characters each (aim: 2,000)",
        f"classifier: {seconds:.2f} s to its first answer, {megabytes:.0f} MB (aims: 0.5 s, 40 MB)",
    ]
