"""Which photos we have a copy of, which row names which file, and when they go."""

from datetime import timedelta

from domain.report import Status
from storage import copies, digests, inbox, reports
from storage.copies import Sent
from storage.db import Database, Tx
from tests.storage.examples import NOW, report

MINE = "0" * 64 + ".jpg"
COPY = "1" * 64 + ".jpg"


async def test_a_photo_of_a_platform_is_wanted_once_and_one_of_ours_never(db: Database) -> None:
    def check(tx: Tx) -> None:
        copies.heard(tx, [MINE, "telegram:a"], "photo", Sent(1, 2, "3"), NOW)
        assert [copies.want(tx, name) for name in (MINE, "telegram:a", "telegram:a")] == [False, True, False]
        assert copies.stored(tx, MINE) == MINE and copies.stored(tx, "telegram:a") is None
        copies.keep(tx, "telegram:a", COPY, 100, None, NOW)
        copies.heard(tx, ["telegram:a"], "photo", Sent(), NOW)
        assert copies.get(tx, "telegram:a") == copies.Copy("telegram:a", "photo", "stored", COPY, Sent(1, 2, "3"))

    await db.write(check)


async def test_a_file_is_named_as_long_as_any_row_does(db: Database) -> None:
    def check(tx: Tx) -> None:
        for name in ("telegram:a", "telegram:b"):
            copies.heard(tx, [name], "photo", Sent(), NOW)
            copies.keep(tx, name, COPY, 100, None, NOW)
        reports.attach(tx, 1, "photo", ["telegram:b"], after=False)
        copies.purge(tx, NOW + timedelta(hours=24))
        assert copies.tally(tx) == {"stored": 2}
        copies.purge(tx, NOW + timedelta(hours=26))
        assert copies.tally(tx) == {"stored": 1}
        inbox.receive(tx, "telegram:1", "k", "telegram:fetch", {"fetched": {"stored": MINE}}, NOW)
        whole, any_size, waiting = copies.files(tx)
        assert whole == any_size == {COPY} and MINE in waiting
        tx.run("DELETE FROM attachment")
        copies.purge(tx, NOW + timedelta(hours=26))
        assert copies.files(tx)[0] == frozenset()

    await db.write(check)


async def test_a_picture_of_ours_stays_three_months(db: Database) -> None:
    def check(tx: Tx) -> None:
        for about, at in (("2026-W30", NOW - 2 * digests.KEPT), ("2026-W47", NOW)):
            drawing = digests.draw(tx, "ginkgo", about, "en", None, at)
            copies.uploaded(tx, f"{about}.png", "photo", 100, None, at)
            digests.drawn(tx, drawing, f"{about}.png")
        digests.draw(tx, "ginkgo", "2026-W29", "en", None, NOW - 2 * digests.KEPT)  # it never was drawn
        copies.purge(tx, NOW + timedelta(hours=26))
        assert copies.tally(tx) == {"stored": 2}
        digests.purge(tx, NOW)
        copies.purge(tx, NOW + timedelta(hours=26))
        assert copies.files(tx)[0] == {"2026-W47.png"}
        assert tx.all("SELECT about FROM drawing") == [("2026-W47",)]

    await db.write(check)


async def test_the_oldest_photos_of_what_has_ended_shrink_first(db: Database) -> None:
    def check(tx: Tx) -> None:
        for n, status in enumerate((Status.CLOSED, Status.OPEN, Status.CLOSED, Status.RESOLVED, Status.REFUSED)):
            reports.put(tx, report(1001 + n, status=status))
            copies.heard(tx, [f"telegram:{n}"], "photo", Sent(), NOW + timedelta(days=n))
            copies.keep(tx, f"telegram:{n}", f"{n}.jpg", 100, None, NOW + timedelta(days=n))
            reports.attach(tx, 1 + n, "photo", [f"telegram:{n}"], after=False)
        copies.heard(tx, ["telegram:again"], "photo", Sent(), NOW)  # the same picture, in a report that is open
        copies.keep(tx, "telegram:again", "2.jpg", 100, None, NOW)
        reports.attach(tx, 2, "photo", ["telegram:again"], after=False)
        assert copies.shrink(tx, 1) == 100
        assert copies.files(tx)[0] == {f"{n}.jpg" for n in (1, 2, 3, 4)}
        assert copies.shrink(tx, 1_000) == 100
        assert copies.files(tx)[0] == {f"{n}.jpg" for n in (1, 2, 3)}
        assert copies.shrink(tx, 1_000) == 0
        assert copies.files(tx)[1] == {f"{n}.jpg" for n in range(5)}

    await db.write(check)


async def test_who_is_forgotten_is_named_nowhere(db: Database) -> None:
    def check(tx: Tx) -> None:
        copies.heard(tx, ["telegram:a", "telegram:b"], "photo", Sent(1, 7, "3"), NOW)
        reports.attach(tx, 1, "photo", ["telegram:b"], after=True)
        assert copies.forget(tx, 7) == ["telegram:a"]
        assert tx.all("SELECT name, chat, person, message FROM media") == [("telegram:b", None, None, None)]

    await db.write(check)
