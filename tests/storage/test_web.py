"""The web chat's messages: said twice, kept once; every change moves a message to the end of the stream."""

from datetime import UTC, datetime, timedelta

from domain.people import ChatKind
from storage import chats, reports, web
from storage.db import Database
from storage.web import WebMessage

NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)


async def say(db: Database, key: str, text: str = "灯坏了", author: str | None = "li", at: datetime = NOW) -> int:
    return await db.write(web.add, "group", key, {"text": text}, at, author=author)


async def shown(db: Database, after: int = 0) -> list[WebMessage]:
    return await web.since(db.reader, after)


async def test_a_message_is_shown_as_it_was_said(db: Database) -> None:
    id_ = await db.write(
        web.add, "group", "k", {"text": "好"}, NOW, author="li", only_for="wang", kind="toast", reply_to="3"
    )
    message = WebMessage(id_, 1, "group", "li", "wang", "toast", {"text": "好"}, "3", NOW, False)
    assert await shown(db) == [message]
    assert await db.write(web.get, id_) == message
    assert await db.write(web.get, 99) is None


async def test_the_same_key_is_the_same_message(db: Database) -> None:
    first = await say(db, "k")
    assert await say(db, "k", "something else") == first
    assert [(each.seq, each.content) for each in await shown(db)] == [(1, {"text": "灯坏了"})]


async def test_saying_it_again_does_not_undo_a_later_change(db: Database) -> None:
    id_ = await say(db, "k", "灯坏了")
    await db.write(web.change, id_, {"text": "灯不亮"})
    await say(db, "k", "灯坏了")
    assert [each.content for each in await shown(db)] == [{"text": "灯不亮"}]


async def test_our_own_message_sent_again_shows_what_is_wanted_by_now(db: Database) -> None:
    first = await say(db, "slot:1", "已通知", author=None)
    assert await say(db, "slot:1", "已通知", author=None) == first
    assert [(each.seq, each.edited) for each in await shown(db)] == [(1, False)]
    assert await say(db, "slot:1", "已接单", author=None) == first
    assert [(each.seq, each.content) for each in await shown(db)] == [(2, {"text": "已接单"})]


async def test_a_change_is_seen_by_a_page_that_comes_back(db: Database) -> None:
    first, _ = await say(db, "a"), await say(db, "b")
    assert [each.seq for each in await shown(db)] == [1, 2]
    assert await db.write(web.change, first, {"text": "new"})
    (changed,) = await shown(db, after=2)
    assert (changed.id, changed.seq, changed.content, changed.edited) == (first, 3, {"text": "new"}, True)
    assert not await db.write(web.change, 99, {})


async def test_what_became_a_report_outlives_what_did_not(db: Database) -> None:
    chat = await db.write(chats.add, "web", "group", ChatKind.GROUP, "ginkgo", "zh-CN")
    old = NOW - timedelta(days=2)
    chatter, draft, report = [await say(db, key, at=old) for key in ("chatter", "draft", "report")]
    await say(db, "fresh")
    await say(db, "ours", author=None, at=old)
    await db.write(reports.link, chat, [str(draft)], NOW, 5, None)
    await db.write(reports.link, chat, [str(report)], NOW, None, 7)
    assert await db.write(web.erase_old, NOW - timedelta(days=1)) == 2
    erased = [each.id for each in await shown(db) if each.content == {"deleted": True}]
    assert erased == [chatter, draft]
    assert [each.id for each in await shown(db, after=5)] == erased  # pages that are open hear of it
    assert await db.write(web.erase_old, NOW - timedelta(days=1)) == 0


async def test_everything_that_somebody_wrote_can_be_erased(db: Database) -> None:
    await say(db, "a", author="li")
    await say(db, "b", author="wang")
    await db.write(web.erase_author, "li")
    assert [(each.author, "deleted" in each.content) for each in await shown(db)] == [("wang", False), ("li", True)]
