"""Browsers of the web chat: whose they are, what they show, and what is left of them."""

from datetime import UTC, datetime, timedelta

from storage import accounts, devices, people, pushes, web
from storage.db import Database, Tx

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)


def two(tx: Tx) -> tuple[int, int]:
    """Two people with a browser each, and something said to both."""
    ids = []
    for name in ("one", "two"):
        ids.append(people.add_person(tx, "web", name, name, "en").id)
        devices.add(tx, f"hash-{name}", name, NOW)
        web.add(tx, f"private:{name}", f"key-{name}", {"text": f"said by {name}"}, NOW, author=name)
        web.add(tx, f"private:{name}", f"slot-{name}", {"text": f"told {name}", "document": f"{name}/x.txt"}, NOW)
        pushes.put(tx, f"hash-{name}", name, "https://push.example/x", "p", "a", "en")
    return ids[0], ids[1]


def texts(tx: Tx, account: str) -> list[str]:
    return [each.content["text"] for each in devices.since(tx, account, 0)]


async def test_a_browser_shows_its_own_chat(db: Database) -> None:
    await db.write(two)
    assert await db.write(texts, "one") == ["said by one", "told one"]
    assert await db.write(devices.rooms, "one") == ["private:one"]
    found = await db.write(devices.latest, "one", 1 << 53, 1)
    assert [each.content["text"] for each in found] == ["told one"]
    assert await db.write(devices.holds, "one", "one/x.txt")
    assert not await db.write(devices.holds, "one", "two/x.txt")
    shown = await db.write(devices.shown, "two")
    assert (shown.rooms, shown.newest) == (("private:two",), 4)


async def test_browsers_of_one_person_show_all_of_their_chats(db: Database) -> None:
    one, other = await db.write(two)
    await db.write(accounts.join, one, other, NOW)
    assert await db.write(texts, "one") == await db.write(texts, "two")
    assert await db.write(devices.rooms, "two") == ["private:one", "private:two"]
    assert len(await db.write(pushes.of, one)) == 2


async def test_a_lost_answer_is_known_by_its_key_for_a_while(db: Database) -> None:
    await db.write(two)
    assert await db.write(devices.began, "key-one", NOW - DAY) == "one"
    assert await db.write(devices.began, "key-one", NOW + DAY) is None
    assert await db.write(devices.began, "slot-one", NOW - DAY) is None  # nobody's word
    await db.write(devices.end, "one", NOW)
    assert await db.write(devices.began, "key-one", NOW - DAY) is None


async def test_what_was_ended_can_be_read_for_an_hour_and_then_goes(db: Database) -> None:
    await db.write(two)
    await db.write(devices.end, "one", NOW)
    device = await db.write(devices.find, "hash-one", NOW + timedelta(minutes=59))
    assert device is not None
    assert device.ended
    assert await db.write(devices.find, "hash-one", NOW + timedelta(minutes=61)) is None
    await db.write(devices.purge, NOW + timedelta(minutes=59))
    assert await db.write(texts, "one") != []
    await db.write(devices.purge, NOW + timedelta(minutes=61))
    assert await db.write(texts, "one") == []
    assert await db.write(texts, "two") == ["said by two", "told two"]


async def test_what_nobody_uses_is_forgotten(db: Database) -> None:
    one, other = await db.write(two)
    await db.write(devices.used, "hash-one", NOW + 300 * DAY)
    await db.write(devices.purge, NOW + 401 * DAY)
    assert await db.write(devices.find, "hash-one", NOW) is not None
    assert await db.write(devices.find, "hash-two", NOW) is None
    assert await db.write(pushes.of, one) != []
    assert await db.write(pushes.of, other) == []


async def test_what_was_said_about_no_report_goes_after_a_year(db: Database) -> None:
    await db.write(two)
    await db.write(web.drop_old, NOW)
    assert await db.write(texts, "one") != []
    await db.write(web.drop_old, NOW + DAY)
    assert await db.write(texts, "one") == []


async def test_the_key_of_the_desk_is_made_once(db: Database) -> None:
    assert await db.write(pushes.key, "a") == "a"
    assert await db.write(pushes.key, "b") == "a"
