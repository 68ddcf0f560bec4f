"""The browsers in which the staff pages are open, and the talk beside them."""

from datetime import timedelta

from domain.people import ChatKind
from storage import beside, browsers, chats, exports, history, outbox, people, reports, web
from storage.db import Database, Tx
from tests.storage.examples import NOW, report

CHAT = "staff:1:ginkgo"


def person(tx: Tx, name: str = "老周") -> int:
    return people.add_person(tx, "telegram", name, name, "zh-CN").id


async def test_a_link_lets_one_browser_in(db: Database) -> None:
    def story(tx: Tx) -> list[object]:
        zhou = person(tx)
        browsers.put_link(tx, "old", zhou, 100)
        browsers.put_link(tx, "new", zhou, 100)
        tried = [browsers.enter(tx, link, "word", "Firefox", at) for link, at in (("old", 1), ("new", 101), ("new", 1))]
        again = browsers.enter(tx, "new", "other", "", 1)
        account = people.by_account(tx, "staff", str(zhou), "ginkgo")
        return [*tried, again, account.id if account else None]

    assert await db.write(story) == [None, None, 1, None, 1]


async def test_a_browser_ends(db: Database) -> None:
    """Unused too long, too old at last, by its owner, and not by anybody else."""

    def story(tx: Tx) -> list[bool]:
        zhou, chen = person(tx), person(tx, "小陈")
        for word in ("a", "b"):
            browsers.put_link(tx, word, zhou, 10)
            browsers.enter(tx, word, word, "", 0)
        found = browsers.find(tx, "a", browsers.IDLE_MS - 1)
        assert found is not None
        idle = browsers.find(tx, "a", browsers.IDLE_MS)
        browsers.touch(tx, found.id, browsers.ENDS_MS - 1)
        old = browsers.find(tx, "a", browsers.ENDS_MS)
        browsers.end(tx, found.id, chen)
        left = browsers.of(tx, zhou, 1)
        browsers.end(tx, found.id, zhou)
        fewer = browsers.of(tx, zhou, 1)
        browsers.purge(tx, browsers.IDLE_MS)
        return [idle is None, old is None, len(left) == 2, len(fewer) == 1, browsers.find(tx, "b", 1) is None]

    assert all(await db.write(story))


async def test_the_talk_knows_what_each_message_is_about(db: Database) -> None:
    def story(tx: Tx) -> tuple[list[tuple[str, str | None, int | None]], str, str, bool]:
        zhou = person(tx)
        chat = chats.add(tx, "staff", CHAT, ChatKind.PRIVATE, "ginkgo", "zh-CN", person=zhou)
        reports.put(tx, report(1001))
        web.add(tx, CHAT, "staff:1:key:12345678", {"text": "1001"}, NOW, author=str(zhou))
        outbox.put(tx, 1, 1, chat, {"text": "card"}, NOW, priority=3, tag="alert:1:1", report=1)
        waits = beside.unsent(tx, CHAT)
        (slot,) = tx.all("SELECT id FROM slot")
        id_ = web.add(tx, CHAT, f"slot:{slot[0]}", {"text": "card"}, NOW)
        tx.run("UPDATE slot SET state = 'sent', platform_id = ? WHERE id = ?", (str(id_), slot[0]))
        web.add(tx, "private:li", "k" * 8, {"text": "elsewhere"}, NOW, author="li")
        found = [(each.message.content["text"], each.tag, each.report) for each in beside.latest(tx, CHAT, NOW, 9)]
        card = beside.tagged(tx, CHAT, "alert:1:1")
        assert card is not None and card.message.id == id_
        before = beside.pulse(tx, CHAT)
        history.log(tx, 1, NOW, zhou, "acknowledge", "", "")
        return found, before, beside.pulse(tx, CHAT), waits and not beside.unsent(tx, CHAT)

    found, before, after, waited = await db.write(story)
    assert found == [("1001", None, None), ("card", "alert:1:1", 1)]
    assert before != after
    assert waited


async def test_the_talk_is_erased_and_nothing_else(db: Database) -> None:
    def story(tx: Tx) -> list[str]:
        for chat, at in ((CHAT, NOW), (CHAT, NOW + timedelta(days=2)), ("private:li", NOW), ("staffroom", NOW)):
            web.add(tx, chat, f"{chat}{at}", {"document": "d"}, at, author="1")
        assert beside.shows_document(tx, CHAT, "d")
        assert not beside.shows_document(tx, CHAT, "e")
        beside.erase_old(tx, NOW + timedelta(days=1))
        return [str(content) for (content,) in tx.all("SELECT content FROM web_message ORDER BY id")]

    gone, *left = await db.write(story)
    assert "deleted" in gone
    assert not any("deleted" in each for each in left)


async def test_alerts_never_go_beside_a_page(db: Database) -> None:
    """Whoever has nothing but that chat cannot be written to."""

    def story(tx: Tx) -> list[object]:
        zhou = person(tx)
        beside_it = chats.add(tx, "staff", CHAT, ChatKind.PRIVATE, "ginkgo", "zh-CN", person=zhou)
        alone = [chats.private(tx, zhou, "ginkgo", {}), chats.privates(tx, [zhou], "ginkgo", {})]
        real = chats.add(tx, "web", "private:zhou", ChatKind.PRIVATE, "ginkgo", "zh-CN", person=zhou)
        chats.heard(tx, beside_it, zhou, NOW)
        told = chats.recipient(tx, zhou, "ginkgo", beside_it, None, {})
        return [*alone, told.chat.id if told else None, real]

    nobody, nobodies, told, real = await db.write(story)
    assert (nobody, nobodies) == (None, {})
    assert told == real


async def test_looking_again_is_the_same_look(db: Database) -> None:
    def story(tx: Tx) -> list[bool]:
        zhou = person(tx)
        reports.put(tx, report(1001))
        exports.log(tx, NOW, zhou, "ginkgo", "opened", "1001", 1)
        since = NOW - timedelta(minutes=1)
        return [exports.looked_since(tx, zhou, 1, each) for each in (since, NOW)]

    assert await db.write(story) == [True, False]
    newest = await db.write(reports.newest, "ginkgo", NOW - timedelta(days=9), 5)
    assert [each.number for each in newest] == [1001]
    assert await db.write(reports.showing, "nothing.jpg") == []
