"""Deaths at random, while three people keep the desk busy: what was confirmed is there, once, in order.

``HUIYIN_CRASH_ROUNDS`` sets how many deaths (8), ``HUIYIN_CRASH_SEED`` which ones (1).
"""

import asyncio
import os
import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tests.crash import ledger
from tests.crash.child import BOUNDARIES
from tests.crash.ledger import Verdict
from tests.crash.program import Died, Page, Program, key

ROUNDS = int(os.environ.get("HUIYIN_CRASH_ROUNDS", "8"))
SEED = int(os.environ.get("HUIYIN_CRASH_SEED", "1"))
EACH = 6  # things that everybody does between two deaths


class Town:
    """Three people who go on where they were when the power comes back."""

    def __init__(self, program: Program) -> None:
        self.program, self.page = program, Page()
        self.next = 0
        self.reported: list[str] = []  # by anybody
        self.taken: list[str] = []
        self.open: dict[str, dict[str, str]] = {}  # what each of them is just doing, until it is confirmed
        self.power = -1  # confirmations until the power goes

    async def live(self) -> None:
        """Until everybody did their share, or the power goes."""
        people = (self.neighbour, self.resident, self.electrician)
        results = await asyncio.gather(*(self._share(one) for one in people), return_exceptions=True)
        for result in results:
            if isinstance(result, BaseException) and not isinstance(result, Died):
                raise result
        if any(isinstance(result, Died) for result in results):
            raise Died

    async def _share(self, one: Callable[[], object]) -> None:
        for _ in range(EACH):
            await one()  # type: ignore[misc]

    async def neighbour(self) -> None:
        """Reports with one line in the group."""
        body = self.open.get("group") or self._words("wang", "group", "/report {}号楼{}单元门口灯不亮")
        await self._confirm("group", "/trial/say", body)
        self.reported.append(ledger.TAG.findall(body["text"])[0])

    async def resident(self) -> None:
        """Reports in a private chat, with a press."""
        if "press" not in self.open:
            body = self.open.get("private") or self._words("li", "private:li", "{}号楼{}单元楼道灯不亮")
            tag = ledger.TAG.findall(body["text"])[0]
            await self._confirm("private", "/trial/say", body)
            self.open["press"] = {"tag": tag}
        tag = self.open["press"]["tag"]
        if "data" not in self.open["press"]:
            found: list[tuple[str, str]] = []
            await self.program.follow(self.page, lambda: bool(found) or self._offer(tag, found))
            self.open["press"] |= {
                "as": "li", "chat": "private:li", "key": key(), "message": found[0][0], "data": found[0][1],
            }  # fmt: skip
        await self._confirm("press", "/trial/press", self.open["press"])
        self.reported.append(tag)

    def _offer(self, tag: str, found: list[tuple[str, str]]) -> bool:
        for message in self.page.messages.values():
            if message["chat"] == "private:li" and f"{tag}”" in message["text"]:
                found += [
                    (message["id"], button["data"])
                    for row in message["buttons"]
                    for button in row
                    if button["data"].startswith("file:")
                ]
        return bool(found)

    async def electrician(self) -> None:
        """Takes what the duty group shows."""
        if "take" not in self.open:
            for message in self.page.messages.values():
                data = [button["data"] for row in message["buttons"] for button in row]
                tag = ledger.TAG.search(message["text"])
                take = next((each for each in data if each.startswith("take:") and each.endswith(":")), None)
                if message["chat"] == "duty" and take and tag and tag[0] not in self.taken:
                    body = {
                        "as": "zhou",
                        "chat": "duty",
                        "key": key(),
                        "message": message["id"],
                        "data": f"{take}today",
                    }
                    self.open["take"] = {**body, "tag": tag[0]}
                    break
            else:
                return
        tag_taken = self.open["take"]["tag"]
        await self._confirm("take", "/trial/press", self.open["take"])
        self.taken.append(tag_taken)

    def _words(self, who: str, chat: str, text: str) -> dict[str, str]:
        self.next += 1
        unit, building = divmod(self.next, 18)  # each somewhere else: the same twice is one report, not two
        return {"as": who, "chat": chat, "key": key(), "text": f"{text.format(building + 1, unit + 1)} t{self.next}"}

    async def _confirm(self, what: str, path: str, body: dict[str, str]) -> None:
        """Until it is confirmed it is open, and is said again with the same key after a death."""
        self.open[what] = body
        await self.program.post(path, body)
        del self.open[what]
        self.page.confirmed.append(body["key"])
        self.power -= 1
        if self.power == 0:
            self.program.cut()


async def test_nothing_confirmed_is_lost_or_doubled(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    chance = random.Random(SEED)
    program = Program(tmp_path)
    town = Town(program)
    try:
        for _ in range(ROUNDS):
            await _round(program, town, chance)
        town.power = -1
        await program.start()
        await town.live()
        await program.settled()
        await program.post("/trial/clock", {"hours": 1})
        await program.settled()
    finally:
        await program.close()
    confirmed = town.page.confirmed
    verdict = ledger.judge(program.database, confirmed, town.reported, town.taken)
    record_property(
        "figures",
        f"crash: {ROUNDS} rounds, {program.kills} kills, {len(confirmed)} confirmed, {len(verdict.lost)} lost, "
        f"{len(verdict.doubled)} doubled, {len(verdict.unshown)} not shown, {len(verdict.disordered)} out of order "
        f"(seed {SEED})",
    )
    assert verdict == Verdict()


async def _round(program: Program, town: Town, chance: random.Random) -> None:
    """One life: it ends at a boundary, or when the parent says so."""
    boundary = chance.choice([*sorted(BOUNDARIES), "parent", "parent"])
    n = chance.randint(2, 2 * EACH)  # not the first: a row that is in hand at three deaths is parked
    town.power = n if boundary == "parent" else -1
    try:
        await program.start("" if boundary == "parent" else f"{boundary}:{n}")
    except Died:
        return
    with suppress(Died):
        await town.live()
    await program.kill()
