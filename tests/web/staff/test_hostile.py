"""Words, names and files made to run, on the staff pages: where whoever works here reads them whole."""

import re

import httpx

from domain.people import Role
from storage import people
from storage.db import Tx
from tests.web.attacks import ATTACKS, PLAIN, foreign
from tests.web.conftest import Served
from tests.web.staff.desk import link
from tests.web.test_attacks import desk

__all__ = ["desk"]  # the fixture
OURS = {"Origin": "https://desk.example.org"}
PATHS = ("queue", "file", "calls", "roster", "public", "figures", "export", "health", "talk", "me")


async def test_every_page_says_hostile_words_as_words(desk: Served) -> None:
    """Reports, places, names and what somebody wrote beside the page."""

    def somebody(tx: Tx) -> int:
        person = people.add_person(tx, "telegram", "x", PLAIN[0], "zh-CN").id
        people.grant(tx, person, "ginkgo", Role.MANAGER, PLAIN[1], ())
        people.grant(tx, person, "ginkgo", Role.HEAD, PLAIN[1], ())
        return person

    person = await desk.db.write(somebody)
    agent = {"User-Agent": PLAIN[0]}
    let_in = await desk.client.post(await link(desk.db, person), headers=OURS | agent)
    word = re.match(r"([^=]+=[^;]+);", let_in.headers["set-cookie"])
    assert word is not None
    cookie = {"Cookie": word[1]}

    async def look(path: str) -> httpx.Response:
        return await desk.client.get(path, headers=cookie, follow_redirects=True)

    for n, attack in enumerate(ATTACKS):
        said = {"text": attack[:3_000], "key": f"{n:024}", "back": f"/staff/talk?x={attack[:200]}"}
        answer = await desk.client.post("/staff/say", data=said, headers=OURS | cookie)
        assert answer.status_code == 303, attack
        pressed = {"data": attack[:200], "key": f"{n:024}", "back": attack[:200], "message": attack[:20]}
        answer = await desk.client.post("/staff/press", data=pressed, headers=OURS | cookie)
        assert answer.headers["location"].startswith("/staff"), attack
    canaries = 0
    for path in (*PATHS, *(f"report/{1100 + n}" for n in range(len(ATTACKS)))):
        answer = await look(f"/staff/{path}")
        assert answer.status_code == 200, path
        assert foreign(answer.text) == [], path
        canaries += "x-canary" in answer.text
    assert canaries > len(ATTACKS)  # or nothing was tried
    for n, attack in enumerate(ATTACKS):
        attack = attack[:300]
        asked = httpx.QueryParams(
            {"which": attack, "category": attack, "grid": attack, "said": attack, "number": attack}
        )
        for path in ("queue", "talk", "report/1100", "find"):
            answer = await look(f"/staff/{path}?{asked}")
            assert foreign(answer.text) == [], (path, n)
