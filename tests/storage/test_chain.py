"""A history that cannot be rewritten quietly: of what is changed beside the desk, the first that lies is named."""

from datetime import timedelta

import pytest

from storage import accounts, chain, history, people, reports
from storage.chain import Misfit, Verdict
from storage.db import Database, Tx
from tests.storage.examples import LIGHT, NOW, report

HOUR = timedelta(hours=1)


def _lived(tx: Tx) -> None:
    """Two reports of one community and one of another, with words of residents and of staff."""
    for each in (LIGHT, report(1002, reporter=7), report(1003, community="maple", reporter=8)):
        reports.put(tx, each)
    for n, (id_, actor, kind, detail, text) in enumerate(
        (
            (1, 1, "reported", "light", ""),
            (2, 7, "reported", "light", ""),
            (3, 8, "reported", "light", ""),
            (1, 1, "add", "m2", "还是不亮"),
            (1, 2, "hand_over", "3", ""),
            (1, 3, "resolve", "dark", "换了新灯"),
            (2, 2, "remark", "", "去看过了"),
        )
    ):
        history.log(tx, id_, NOW + n * HOUR, actor, kind, detail, text)


async def verdict(db: Database, wanted: str = "") -> Verdict:
    return next(each for each in await db.write(chain.verify, wanted) if each.community == "ginkgo")


async def test_what_was_lived_fits_and_communities_do_not_touch(db: Database) -> None:
    await db.write(_lived)
    found = {each.community: each for each in await db.write(chain.verify)}
    assert {code: (each.events, each.erased, each.misfit) for code, each in found.items()} == {
        "ginkgo": (6, 0, None),
        "maple": (1, 0, None),
    }
    assert await db.write(chain.head, "ginkgo") == (6, found["ginkgo"].head)
    assert await db.write(chain.head, "nowhere") == (0, "")


@pytest.mark.parametrize(
    ("tampering", "misfit"),
    [
        ("UPDATE report_event SET text = '修好了' WHERE kind = 'resolve'", Misfit(5, 1001, "words")),
        ("UPDATE report_event SET actor = 9 WHERE kind = 'resolve'", Misfit(5, 1001, "who")),
        ("UPDATE report_event SET at = at - 3600000 WHERE kind = 'resolve'", Misfit(5, 1001, "link")),
        ("UPDATE report_event SET kind = 'refuse' WHERE kind = 'resolve'", Misfit(5, 1001, "link")),
        ("UPDATE report_event SET detail = 'road' WHERE report = 2 AND kind = 'reported'", Misfit(2, 1002, "link")),
        ("UPDATE report_event SET detail = '4' WHERE kind = 'hand_over'", Misfit(4, 1001, "words")),
        ("UPDATE report_event SET report = 2 WHERE kind = 'resolve'", Misfit(5, 1002, "link")),
        ("UPDATE report SET number = 1009 WHERE id = 2", Misfit(2, 1009, "link")),
        ("DELETE FROM report_event WHERE kind = 'hand_over'", Misfit(4, 1001, "link")),
        ("DELETE FROM report_event WHERE kind = 'remark'", Misfit(6, 0, "cut")),
        ("DELETE FROM report_event WHERE report <> 3", Misfit(1, 0, "cut")),
        ("UPDATE report_event SET text = '', said_salt = NULL WHERE kind = 'resolve'", Misfit(5, 1001, "erased")),
        ("UPDATE report_event SET actor = 9, who_salt = NULL WHERE kind = 'resolve'", Misfit(5, 1001, "erased")),
        ("UPDATE report_event SET said_salt = NULL, text = '好' WHERE kind = 'resolve'", Misfit(5, 1001, "words")),
        (
            "INSERT INTO report_event (report, at, actor, kind, status, detail, text) "
            "VALUES (1, 0, 2, 'acknowledge', 'open', '', '')",
            Misfit(7, 1001, "unbound"),
        ),
    ],
)
async def test_the_first_event_that_was_tampered_with_is_named(db: Database, tampering: str, misfit: Misfit) -> None:
    await db.write(_lived)
    await db.write(lambda tx: tx.run(tampering))
    assert (await verdict(db)).misfit == misfit


async def test_rows_that_were_bound_anew_lose_the_head_that_a_digest_showed(db: Database) -> None:
    await db.write(_lived)
    _, shown = await db.write(chain.head, "ginkgo")
    assert (await verdict(db, shown)).found == 6

    def forge(tx: Tx) -> None:
        events = tx.all("SELECT report, at, actor, kind, detail, text FROM report_event ORDER BY id")
        tx.run("DELETE FROM report_event")
        tx.run("DELETE FROM chain")
        for id_, _, actor, kind, detail, _ in events:
            history.log(tx, id_, NOW, actor, kind, detail, "别的话")

    await db.write(forge)
    found = await verdict(db, shown)
    assert (found.misfit, found.found) == (None, 0)


async def test_forgetting_erases_and_still_fits_and_says_so(db: Database) -> None:
    await db.write(_lived)

    def forget(tx: Tx) -> None:
        reports.forget(tx, 1, NOW)
        people.forget(tx, 1, NOW)

    _, before = await db.write(chain.head, "ginkgo")
    await db.write(forget)
    rows = await db.write(lambda tx: tx.all("SELECT actor, detail, text FROM report_event WHERE report = 1"))
    assert not [row for row in rows if row[0] == 1 or row[1] == "m2" or row[2]]
    found = await verdict(db, before)
    assert (found.misfit, found.found) == (None, 6) and found.erased == 3
    told = await db.write(
        lambda tx: tx.all("SELECT report, detail FROM report_event WHERE kind = 'erased' ORDER BY id")
    )
    assert told == [(1, "words"), (1, "who")]


async def test_what_is_erased_leaves_nothing_to_guess_it_by(db: Database) -> None:
    await db.write(_lived)
    await db.write(lambda tx: people.forget(tx, 3, NOW))
    ((who, salt),) = await db.write(
        lambda tx: tx.all("SELECT who, who_salt FROM report_event WHERE kind = 'resolve' AND report = 1")
    )
    assert salt is None
    assert who not in {chain._seal(b"", str(person)) for person in range(20)}


async def test_joined_people_still_fit(db: Database) -> None:
    await db.write(_lived)
    await db.write(lambda tx: accounts.join(tx, 2, 3, NOW))
    detail = await db.write(lambda tx: tx.one("SELECT detail FROM report_event WHERE kind = 'hand_over'"))
    assert detail == ("2",)
    assert (await verdict(db)).misfit is None
