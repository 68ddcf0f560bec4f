"""A disk on which each flush takes 2 ms longer, as on a cheap rented machine.

A few lines of C that the system's loader puts before its own, where a compiler is there.
"""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

SLOW = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>
static int late(const char *name, int fd) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    usleep(2000);
    return real(fd);
}
int fdatasync(int fd) { return late("fdatasync", fd); }
int fsync(int fd) { return late("fsync", fd); }
"""


@asynccontextmanager
async def slow_disk() -> AsyncIterator[dict[str, str] | None]:
    """What a program gets in its environment to feel it; None when this machine has no compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as name:  # by its whole path: the loader is given it
        shim = Path(name) / "slow.so"
        process = await asyncio.create_subprocess_exec(
            compiler, "-shared", "-fPIC", "-xc", "-", "-o", str(shim), "-ldl", stdin=asyncio.subprocess.PIPE
        )
        await process.communicate(SLOW.encode())
        yield {"LD_PRELOAD": str(shim)} if process.returncode == 0 else None
