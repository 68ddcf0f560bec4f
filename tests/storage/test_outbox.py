"""One slot per message that people see: changes fold, order stays, and what failed waits or ends."""

from datetime import UTC, datetime
from typing import Any

from domain.people import ChatKind
from storage import chats, outbox, people, sending
from storage.db import Database
from storage.sending import Slot

NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
MS = 1_000_000  # machine time
Chats = tuple[int, int]


class Puts:
    """Puts slots, each with a place of its own among the effects of one cause."""

    def __init__(self, db: Database) -> None:
        self.db, self.n = db, 0

    async def __call__(self, chat: int, text: str, *, priority: int = 3, **options: Any) -> None:
        self.n += 1
        await self.db.write(outbox.put, 1, self.n, chat, {"text": text}, NOW, priority=priority, **options)


async def ready(db: Database, *, now: int = MS, busy: frozenset[int] = frozenset(), limit: int = 8) -> list[Slot]:
    return await db.write(sending.ready, now, busy, limit)


async def texts(db: Database, **options: Any) -> list[str]:
    return [slot.content.get("text", "deleted") for slot in await ready(db, **options)]


async def send(db: Database, slot: Slot, platform_id: str | None = None) -> None:
    await db.write(sending.sent, slot.id, slot.rev, platform_id or slot.platform_id or f"m{slot.id}")


async def send_all(db: Database) -> list[str]:
    """Send whatever is ready, in order; what was shown."""
    shown = []
    while slots := await ready(db):
        for slot in slots:
            shown.append(slot.content.get("text", "deleted"))
            await send(db, slot)
    return shown


async def states(db: Database) -> list[str]:
    return [row[0] for row in await db.write(lambda tx: tx.all("SELECT state FROM slot ORDER BY id"))]


# --- what is wanted -------------------------------------------------------------------------------------


async def test_a_slot_says_all_that_a_channel_needs(db: Database) -> None:
    def seed(tx: Any) -> tuple[int, int]:
        person = people.add_person(tx, "web", "li", "李阿姨", "zh-CN")
        return chats.add(tx, "web", "group", ChatKind.GROUP, "ginkgo", "zh-CN"), person.id

    chat, person = await db.write(seed)
    await Puts(db)(chat, "收到", report=7, only_for=person, reply_to="m1", expires_at=MS + 5)
    (slot,) = await ready(db)
    assert slot == Slot(
        1, chat, "web", "group", 7, "li", "m1", 1795311000000, {"text": "收到"}, 1, 0, None, MS + 5, 0, 3
    )  # fmt: skip


async def test_a_tag_names_a_message_that_changes_in_place(db: Database, chats: Chats) -> None:
    put = Puts(db)
    await put(chats[0], "open", tag="card")
    (slot,) = await ready(db)
    await send(db, slot, "m1")
    await put(chats[0], "taken", tag="card")
    (edit,) = await ready(db)
    assert (edit.id, edit.rev, edit.sent_rev, edit.platform_id, edit.content) == (
        slot.id,
        2,
        1,
        "m1",
        {"text": "taken"},
    )


async def test_the_same_tag_in_another_chat_is_another_message(db: Database, chats: Chats) -> None:
    put = Puts(db)
    await put(chats[0], "a", tag="card")
    await put(chats[1], "b", tag="card")
    assert await send_all(db) == ["a", "b"]


async def test_changes_fold_into_one_edit(db: Database, chats: Chats) -> None:
    put = Puts(db)
    await put(chats[0], "open", tag="card")
    assert await send_all(db) == ["open"]
    for text in ("taken", "waiting", "resolved"):
        await put(chats[0], text, tag="card")
    assert await send_all(db) == ["resolved"]


async def test_a_change_of_what_was_never_sent_is_sent_once_as_it_is_by_then(db: Database, chats: Chats) -> None:
    put = Puts(db)
    await put(chats[0], "open", tag="card")
    await put(chats[0], "taken", tag="card")
    (slot,) = await ready(db)
    assert (slot.sent_rev, slot.content) == (0, {"text": "taken"})
    await send(db, slot)
    assert await ready(db) == []


async def test_wanting_what_is_shown_already_sends_nothing(db: Database, chats: Chats) -> None:
    put = Puts(db)
    await put(chats[0], "open", tag="card")
    await send_all(db)
    await put(chats[0], "open", tag="card")
    assert await ready(db) == []


async def test_again_says_it_anew_and_lets_the_old_one_stand(db: Database, chats: Chats) -> None:
    put = Puts(db)
    await put(chats[0], "first", tag="card")
    await send_all(db)
    await put(chats[0], "second", tag="card", again=True)
    (slot,) = await ready(db)
    assert (slot.id, slot.sent_rev) == (2, 0)
    await send(db, slot)
    await put(chats[0], "second, changed", tag="card")
    assert [slot.id for slot in await ready(db)] == [2]


async def test_replaces_takes_over_the_message_of_another_tag(db: Database, chats: Chats) -> None:
    put = Puts(db)
    await put(chats[0], "draft", tag="draft:1")
    await send_all(db)
    await put(chats[0], "receipt", tag="receipt:7", replaces="draft:1")
    assert [(slot.id, slot.content) for slot in await ready(db)] == [(1, {"text": "receipt"})]


async def test_replacing_what_is_not_there_says_it_anew(db: Database, chats: Chats) -> None:
    await Puts(db)(chats[0], "receipt", tag="receipt:7", replaces="draft:1")
    assert await send_all(db) == ["receipt"]


async def test_a_message_that_takes_over_leaves_the_old_bearer_of_its_tag_standing(db: Database, chats: Chats) -> None:
    put = Puts(db)
    await put(chats[0], "draft", tag="draft:1")
    await put(chats[0], "card", tag="card:7")
    await send_all(db)
    await put(chats[0], "new card", tag="card:7", replaces="draft:1")
    assert [(slot.id, slot.content) for slot in await ready(db)] == [(1, {"text": "new card"})]


async def test_replacing_what_is_gone_changes_the_bearer_of_the_tag(db: Database, chats: Chats) -> None:
    put = Puts(db)
    await put(chats[0], "card", tag="card:7")
    await send_all(db)
    await put(chats[0], "new card", tag="card:7", replaces="draft:1")
    assert [slot.id for slot in await ready(db)] == [1]


async def test_a_message_that_failed_is_said_anew_when_it_changes(db: Database, chats: Chats) -> None:
    put = Puts(db)
    await put(chats[0], "open", tag="card")
    await db.write(sending.give_up, 1, 1, "failed", "blocked")
    await put(chats[0], "taken", tag="card")
    assert [(slot.id, slot.sent_rev) for slot in await ready(db)] == [(2, 0)]


# --- taking away ----------------------------------------------------------------------------------------


async def test_taking_away_what_was_not_sent_sends_nothing(db: Database, chats: Chats) -> None:
    await Puts(db)(chats[0], "draft", tag="draft:1")
    await db.write(outbox.remove, chats[0], "draft:1")
    assert await ready(db) == []
    assert await states(db) == ["cancelled"]


async def test_taking_away_what_was_sent_deletes_it_once(db: Database, chats: Chats) -> None:
    await Puts(db)(chats[0], "draft", tag="draft:1")
    await send_all(db)
    for _ in range(2):
        await db.write(outbox.remove, chats[0], "draft:1")
    (slot,) = await ready(db)
    assert (slot.platform_id, slot.content) == ("m1", {"deleted": True})
    assert await send_all(db) == ["deleted"]


async def test_taking_away_what_is_leaving_at_this_moment_deletes_it_afterwards(db: Database, chats: Chats) -> None:
    await Puts(db)(chats[0], "draft", tag="draft:1")
    (leaving,) = await ready(db)
    await db.write(outbox.remove, chats[0], "draft:1")
    await send(db, leaving)
    assert await send_all(db) == ["deleted"]


async def test_a_changed_message_that_was_sent_before_is_deleted_too(db: Database, chats: Chats) -> None:
    put = Puts(db)
    await put(chats[0], "draft", tag="draft:1")
    await send_all(db)
    await put(chats[0], "changed", tag="draft:1")
    await db.write(outbox.remove, chats[0], "draft:1")
    assert await send_all(db) == ["deleted"]


# --- which one is next ----------------------------------------------------------------------------------


async def test_the_most_urgent_chat_is_served_first_and_each_chat_once(db: Database, chats: Chats) -> None:
    put = Puts(db)
    await put(chats[0], "notice", priority=5)
    await put(chats[0], "reply", priority=3)
    await put(chats[1], "danger", priority=0)
    assert await texts(db) == ["danger", "reply"]
    assert await texts(db, limit=1) == ["danger"]
    assert await texts(db, busy=frozenset({chats[1]})) == ["reply"]


async def test_a_slot_never_overtakes_an_earlier_one_about_the_same_report(db: Database, chats: Chats) -> None:
    put = Puts(db)
    await put(chats[0], "7 received", priority=5, report=7)
    await put(chats[0], "8 received", priority=4, report=8)
    await put(chats[0], "7 danger", priority=0, report=7)
    assert await send_all(db) == ["7 received", "7 danger", "8 received"]


async def test_a_long_queue_of_one_chat_hides_no_other_chat(db: Database, chats: Chats) -> None:
    def fill(tx: Any) -> None:
        for n in range(3_000):
            outbox.put(tx, 2, n, chats[0], {"text": "flood"}, NOW, priority=3)

    await db.write(fill)
    await Puts(db)(chats[1], "notice", priority=5)
    assert await texts(db) == ["flood", "notice"]
    assert await texts(db, busy=frozenset({chats[0]})) == ["notice"]


# --- how it went ----------------------------------------------------------------------------------------


async def test_a_change_during_the_call_is_sent_after_it(db: Database, chats: Chats) -> None:
    put = Puts(db)
    await put(chats[0], "open", tag="card")
    (leaving,) = await ready(db)
    await put(chats[0], "taken", tag="card")
    await send(db, leaving, "m1")
    (edit,) = await ready(db)
    assert (edit.sent_rev, edit.rev, edit.platform_id, edit.content) == (1, 2, "m1", {"text": "taken"})


async def test_what_was_put_off_comes_again_later(db: Database, chats: Chats) -> None:
    await Puts(db)(chats[0], "hello")
    await db.write(sending.put_off, 1, MS + 500, "timed out")
    assert await texts(db, now=MS + 499) == []
    (slot,) = await ready(db, now=MS + 500)
    assert slot.attempts == 1


async def test_what_was_put_off_holds_its_chat_up_so_that_the_order_stays(db: Database, chats: Chats) -> None:
    put = Puts(db)
    await put(chats[0], "first")
    await put(chats[0], "second")
    await put(chats[1], "elsewhere")
    await db.write(sending.put_off, 1, MS + 500, "timed out")
    assert await texts(db) == ["elsewhere"]
    assert await texts(db, now=MS + 500) == ["first", "elsewhere"]


async def test_what_is_more_urgent_does_not_wait_for_what_was_put_off(db: Database, chats: Chats) -> None:
    put = Puts(db)
    await put(chats[0], "notice", priority=5)
    await db.write(sending.put_off, 1, MS + 500, "timed out")
    await put(chats[0], "danger", priority=0)
    assert await texts(db) == ["danger"]


async def test_an_earlier_slot_of_the_report_that_was_put_off_is_not_sent_too_soon(db: Database, chats: Chats) -> None:
    put = Puts(db)
    await put(chats[0], "7 received", priority=5, report=7)
    await db.write(sending.put_off, 1, MS + 500, "asked to wait")
    await put(chats[0], "7 taken", priority=3, report=7)
    assert await texts(db) == []
    assert await texts(db, now=MS + 500) == ["7 received"]


async def test_a_slot_that_fails_again_and_again_lets_the_others_of_its_chat_pass(db: Database, chats: Chats) -> None:
    put = Puts(db)
    await put(chats[0], "poison", priority=3, report=7)
    await put(chats[0], "about the same report", priority=3, report=7)
    await put(chats[0], "another", priority=3, report=8)
    for _ in range(sending.PATIENCE):
        assert await texts(db) == ["poison"] or await texts(db) == []
        await db.write(sending.put_off, 1, MS + 500, "error 500")
    assert await texts(db) == ["another"]


async def test_an_answer_that_was_put_off_comes_back_when_it_expires(db: Database, chats: Chats) -> None:
    await Puts(db)(chats[0], "ok", expires_at=MS + 100)
    await db.write(sending.put_off, 1, MS + 60_000, "timed out")
    assert await texts(db, now=MS + 100) == ["ok"]  # the sender sees that it is too late


async def test_what_failed_for_good_is_over_and_counted(db: Database, chats: Chats) -> None:
    put = Puts(db)
    await put(chats[0], "hello")
    await put(chats[0], "late")
    await put(chats[1], "next")
    await db.write(sending.give_up, 1, 1, "failed", "blocked \ud83d")
    await db.write(sending.give_up, 2, 1, "expired", "came too late")
    assert await texts(db) == ["next"]
    assert await db.write(outbox.backlog) == (1, 1)


async def test_a_later_change_is_tried_although_an_earlier_one_failed_for_good(db: Database, chats: Chats) -> None:
    put = Puts(db)
    await put(chats[0], "far too long", tag="card")
    (leaving,) = await ready(db)
    await put(chats[0], "short", tag="card")
    await db.write(sending.give_up, leaving.id, leaving.rev, "failed", "too long")
    assert await texts(db) == ["short"]


async def test_success_forgets_earlier_failures(db: Database, chats: Chats) -> None:
    put = Puts(db)
    await put(chats[0], "open", tag="card")
    await db.write(sending.put_off, 1, MS, "timed out")
    await send_all(db)
    await put(chats[0], "taken", tag="card")
    (edit,) = await ready(db)
    assert edit.attempts == 0


async def test_a_reply_finds_the_report_that_a_message_of_ours_is_about(db: Database, chats: Chats) -> None:
    put = Puts(db)
    await put(chats[0], "7 received", report=7)
    await put(chats[0], "hello")
    await send_all(db)
    assert await db.write(outbox.report_of, chats[0], "m1") == 7
    assert await db.write(outbox.report_of, chats[0], "m2") is None
    assert await db.write(outbox.report_of, chats[1], "m1") is None
    assert await db.write(outbox.is_ours, chats[0], "m2")
    assert not await db.write(outbox.is_ours, chats[0], "m9")


# --- what is taken back ---------------------------------------------------------------------------------


async def test_answered_buttons_go_and_the_words_stay(db: Database, chats: Chats) -> None:
    put = Puts(db)
    await put(chats[0], "fixed?", tag="ask")
    await db.write(lambda tx: tx.run("""UPDATE slot SET content = '{"text": "fixed?", "buttons": [[]]}'"""))
    (slot,) = await ready(db)
    await send(db, slot, "m1")
    await db.write(outbox.unbutton, chats[0], None, "m1")
    (edit,) = await ready(db)
    assert (edit.platform_id, edit.content) == ("m1", {"text": "fixed?"})
    await send(db, edit, "m1")
    await db.write(outbox.unbutton, chats[0], "ask", None)
    assert await ready(db) == []


async def test_what_one_person_alone_was_to_see_leaves_no_more_without_them(db: Database, chats: Chats) -> None:
    put = Puts(db)
    await put(chats[0], "for one", only_for=7)
    await put(chats[0], "for all")
    await db.write(outbox.cancel_for, 7)
    assert await send_all(db) == ["for all"]
