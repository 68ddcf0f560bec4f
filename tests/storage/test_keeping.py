"""What is over is erased in its time, once, and what goes on stays."""

from dataclasses import replace
from datetime import timedelta

from domain.report import Status
from storage import chain, exports, facts, history, keeping, mydata, people, reports
from storage.db import Database, Tx
from tests.storage.examples import LIGHT, NOW, report

YEAR = timedelta(days=365)


def _lived(tx: Tx) -> None:
    ended = replace(LIGHT, status=Status.CLOSED, resolved_at=NOW, released="灯不亮")
    for each in (ended, report(1002, status=Status.CLOSED, resolved_at=NOW), report(1003)):
        reports.put(tx, each)
        facts.note(tx, each, NOW if each.number != 1002 else NOW + timedelta(days=9))
        history.log(tx, each.id, NOW, 1, "add", "m", "还是不亮")
        reports.attach(tx, each.id, "photo", [f"photo-{each.id}"], False)
        reports.attach(tx, each.id, "voice", [f"voice-{each.id}"], False)


async def test_only_what_ended_long_enough_ago_is_due_and_each_once(db: Database) -> None:
    await db.write(_lived)
    assert await db.write(keeping.ended, "ginkgo", "words", NOW - timedelta(days=1)) == []
    first = await db.write(keeping.ended, "ginkgo", "words", NOW + timedelta(days=1))
    assert first and 3 not in first
    assert await db.write(keeping.ended, "ginkgo", "words", NOW + timedelta(days=1)) == []
    assert await db.write(keeping.ended, "ginkgo", "photos", NOW + timedelta(days=1)) == first


async def test_words_go_wherever_they_stand_and_the_history_still_fits(db: Database) -> None:
    await db.write(_lived)
    assert await db.write(keeping.erase_words, 1, NOW + YEAR)
    assert not await db.write(keeping.erase_words, 1, NOW + YEAR)
    found = await db.write(reports.get, 1)
    assert found and (found.text, found.released) == ("", "")
    assert await db.write(lambda tx: tx.all("SELECT text FROM report_event WHERE report = 1 AND text <> ''")) == []
    (verdict,) = await db.write(chain.verify)
    assert verdict.misfit is None and verdict.erased == 1


async def test_what_goes_on_keeps_its_words_and_photos(db: Database) -> None:
    await db.write(_lived)
    assert not await db.write(keeping.erase_words, 3, NOW + YEAR)
    assert await db.write(keeping.erase_media, 3, "photo") == 0
    assert await db.write(keeping.erase_media, 1, "voice") == 1
    left = await db.write(lambda tx: tx.all("SELECT kind FROM attachment WHERE report = 1"))
    assert left == [("photo",)]


async def test_old_entries_of_the_log_go(db: Database) -> None:
    for days in (0, 10):
        await db.write(exports.log, NOW + timedelta(days=days), 2, "ginkgo", "opened", str(days), None)
    await db.write(keeping.erase_log, "ginkgo", NOW + timedelta(days=5))
    assert [entry[3] for entry in await db.write(keeping.looked, "ginkgo", 9)] == ["10"]


async def test_everything_that_is_kept_of_somebody_is_told_to_them_and_nothing_of_others(db: Database) -> None:
    who = await db.write(people.add_person, "web", "li", "李阿姨", "zh-CN")
    other = await db.write(people.add_person, "web", "wang", "王先生", "zh-CN")
    await db.write(reports.put, replace(LIGHT, reporter=who.id))
    await db.write(reports.put, report(1002, reporter=other.id, text="别人的话"))
    await db.write(reports.support, 2, who.id, 1, NOW)
    mine = await db.write(mydata.of, who.id)
    assert (mine.name, mine.accounts, mine.supported) == ("李阿姨", ("web",), (1002,))
    assert [each[0].number for each in mine.reports] == [1001]
    assert "别人的话" not in repr(mine)


async def test_a_link_to_a_photo_elsewhere_goes_with_the_words(db: Database) -> None:
    ended = report(1001, status=Status.CLOSED, text="", photo_url="https://photos.example.org/1.jpg")
    await db.write(reports.put, ended)
    assert await db.write(keeping.erase_words, 1, NOW + YEAR)
    found = await db.write(reports.get, 1)
    assert found and found.photo_url == ""
