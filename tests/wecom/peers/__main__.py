"""Installs the peers if they are missing, and tries each: python -m tests.wecom.peers"""

import asyncio
import sys
from pathlib import Path

from tests.wecom.peers import environment
from tests.wecom.peers.plays import PEERS


def main() -> None:
    """All of them, in this folder or the usual one."""
    home = Path(sys.argv[1]) if len(sys.argv) > 1 else environment.HOME
    environment.prepare(home)
    asyncio.run(run(home))


async def run(home: Path) -> None:
    """Each, one after the other."""
    for script, play in PEERS.items():
        for step in await play(home, script):
            print(f"{script}: {step}", flush=True)


if __name__ == "__main__":
    main()
