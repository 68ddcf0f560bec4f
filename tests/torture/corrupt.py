"""A database that is damaged at the start: refused with a word of what to do, or served; never overwritten.

Whoever starts a desk on it must either be told, in one line that names the file, with exit code 2, or have a desk that
answers.  A file that was refused is the same to the byte afterwards.
"""

import random
from pathlib import Path

from tests.telegram import FakeTelegram
from tests.torture.process import Process
from tests.torture.record import Round

DAMAGES = 20  # in one round


async def play(folder: Path, seed: str, damages: int = DAMAGES) -> Round:
    """Damage a good database in so many ways, each time from the beginning."""
    chance, wrong, refused = random.Random(f"damage {seed}"), list[str](), 0
    async with FakeTelegram() as telegram:
        process = Process(folder, telegram)
        try:
            await process.start()
            assert await process.stop() == 0
            good = process.database.read_bytes()
            for n in range(damages):
                how, bad = damaged(good, chance)
                for each in folder.glob("huiyin.db*"):
                    each.unlink() if each.is_file() else None
                process.database.write_bytes(bad)
                (folder / "log").write_text("")
                code = await process.tried()
                if code is None:
                    await process.stop()
                    continue
                refused += 1
                if code != 2 or str(process.database) not in process.log() or process.log().count("\n") > 3:
                    wrong.append(f"{n}: {how}: ended with {code}: {process.log()[-400:]}")
                if process.database.read_bytes() != bad:
                    wrong.append(f"{n}: {how}: was refused and changed")
        finally:
            await process.close()
    return Round({"damages": damages, "refused": refused, "served": damages - refused}, wrong)


def damaged(good: bytes, chance: random.Random) -> tuple[str, bytes]:
    """What was done to the file, and what it is now."""
    bad = bytearray(good)
    page = 4096 * chance.randrange(len(good) // 4096)
    match chance.choice(["cut", "page", "bytes", "head", "zeros"]):
        case "cut":
            return "cut off", bytes(bad[: chance.randrange(1, len(good))])
        case "page":
            bad[page : page + 4096] = chance.randbytes(4096)
            return f"page {page // 4096} is noise", bytes(bad)
        case "zeros":
            bad[page : page + 4096] = bytes(4096)
            return f"page {page // 4096} is empty", bytes(bad)
        case "head":
            at = chance.randrange(100)
            bad[at] ^= 1 << chance.randrange(8)
            return f"a bit of byte {at}", bytes(bad)
    for _ in range(64):
        bad[page + chance.randrange(4096)] = chance.randrange(256)
    return f"64 bytes of page {page // 4096}", bytes(bad)
