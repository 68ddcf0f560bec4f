"""For each action of MAY: how somebody tries it, and whether it was carried out."""

import uuid
import zlib
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from domain.categories import Visibility
from domain.incidents.known import Known
from domain.people import Chat, ChatKind, Role
from domain.report import GATHERED, Pause, Pending, Report, Status
from domain.reports.alerts import REASONS
from domain.reports.paused import UNITS
from domain.reports.rating import Rating, Solved
from domain.talk.confided import Confided
from domain.talk.drafts import Draft, Stage
from domain.talk.sources import Source
from domain.understanding.result import Place
from storage import (
    calls,
    chats,
    confided,
    contacts,
    copies,
    digests,
    drafts,
    exports,
    history,
    people,
    ratings,
    reports,
    roster,
)
from storage.db import Tx
from tests.roles.scene import HOME, OTHER, PHONE, WORDS, Scene, Who

Way = Callable[[Scene, Who], Awaitable[bool]]
LAMP = "3号楼2单元楼道灯不亮"


async def acknowledge(scene: Scene, who: Who) -> bool:
    report = await scene.report(who)
    await scene.press(who, "take", report, "tomorrow")
    report = await scene.again(report)
    return report.coming == "tomorrow" and report.assignee == who.id


async def answer_a_danger(scene: Scene, who: Who) -> bool:
    report = await scene.report(who, danger="gas")
    await scene.press(who, "handle", report)
    report = await scene.again(report)
    return report.coming == "now" and report.assignee == who.id


async def hand_over(scene: Scene, who: Who) -> bool:
    heir = await _member(scene, Role.STAFF)
    report = await scene.report(who)
    await scene.press(who, "hand", report, str(heir.id))
    return (await scene.again(report)).assignee == heir.id


async def release(scene: Scene, who: Who) -> bool:
    worker = await _member(scene, Role.STAFF)
    report = await scene.report(who, assignee=worker.id)
    await scene.press(who, "who", worker.id, "ended")
    return (await scene.again(report)).assignee is None


async def secure(scene: Scene, who: Who) -> bool:
    report = await scene.report(who)
    await scene.press(who, "secure", report)
    await _tell(scene, who, "已经断电")
    return bool((await scene.again(report)).secured)


async def park(scene: Scene, who: Who) -> bool:
    report = await scene.report(who)
    await scene.press(who, "park", report)
    await _tell(scene, who, "等配件")
    await scene.press(who, "until", report, "7")
    return (await scene.again(report)).pause is not None


async def park_again(scene: Scene, who: Who) -> bool:
    report = await _parked(scene, who)
    await scene.press(who, "wait", report)
    return (await scene.again(report)).pause != report.pause


async def refer(scene: Scene, who: Who) -> bool:
    report = await scene.report(who)
    await scene.press(who, "refer", report, UNITS[0])
    await scene.press(who, "until", report, "7")
    return (await scene.again(report)).pause is not None


async def resume(scene: Scene, who: Who) -> bool:
    report = await _parked(scene, who)
    await scene.press(who, "resume", report)
    return (await scene.again(report)).pause is None


async def false_alarm(scene: Scene, who: Who) -> bool:
    report = await scene.report(who, danger="gas")
    for sure in ("", "yes"):
        await scene.press(who, "false", report, sure)
    return (await scene.again(report)).status is Status.CLOSED


async def resolve(scene: Scene, who: Who) -> bool:
    report = await scene.report(who)
    await scene.press(who, "done", report)
    await _tell(scene, who, "换了新灯")
    await scene.press(who, "skip", report, "none")
    return (await scene.again(report)).status is Status.RESOLVED


async def refuse(scene: Scene, who: Who) -> bool:
    report = await scene.report(who)
    await scene.press(who, "refuse", report, REASONS[0])
    return (await scene.again(report)).status is Status.REFUSED


async def undo(scene: Scene, who: Who) -> bool:
    pending = Pending("acknowledge", Status.OPEN, scene.running.clock.at + timedelta(seconds=60))
    report = await scene.report(who, status=Status.ACKNOWLEDGED, pending=pending)
    await scene.press(who, "undo", report, "acknowledge")
    return (await scene.again(report)).status is Status.OPEN


async def merge(scene: Scene, who: Who) -> bool:
    report, other = await scene.report(who), await scene.report(scene.neighbour)
    await scene.press(who, "merge", report, str(other.id))
    return (await scene.again(report)).duplicate_of == other.id


async def unmerge(scene: Scene, who: Who) -> bool:
    other = await scene.report(scene.neighbour)
    report = await scene.report(who, status=Status.DUPLICATE, duplicate_of=other.id)
    await scene.press(who, "unmerge", report)
    return (await scene.again(report)).status is Status.OPEN


async def part(scene: Scene, who: Who) -> bool:
    other = await scene.report(scene.neighbour, known=Known((), scene.running.clock.at))
    gathered = {"status": Status.DUPLICATE, "duplicate_of": other.id, "reason": GATHERED}
    report = await scene.report(who, **gathered)
    await scene.press(who, "part", report)
    return (await scene.again(report)).status is Status.OPEN


async def announce(scene: Scene, who: Who) -> bool:
    await scene.say(who, "/known 停水 第一网格 到晚上8点")
    await scene.press(who, "known", 0, "post")
    posted = "SELECT 1 FROM report WHERE known IS NOT NULL AND assignee = ?"
    return bool(await scene.do(lambda tx: tx.one(posted, (who.id,))))


async def reword(scene: Scene, who: Who) -> bool:
    report = await _known(scene, who)
    await scene.press(who, "reword", report)
    await _tell(scene, who, "换阀门")
    return (await scene.again(report)).known != report.known


async def say_how_long(scene: Scene, who: Who) -> bool:
    report = await _known(scene, who)
    await scene.press(who, "longer", report, "3")
    return (await scene.again(report)).known != report.known


async def say_that_it_is_over(scene: Scene, who: Who) -> bool:
    report = await _known(scene, who)
    await scene.press(who, "restored", report)
    return (await scene.again(report)).status is Status.RESOLVED


async def ask(scene: Scene, who: Who) -> bool:
    report = await scene.report(who)
    await scene.press(who, "ask", report)
    await _tell(scene, who, "是几楼的灯？")
    return bool((await scene.again(report)).question)


async def correct(scene: Scene, who: Who) -> bool:
    report = await scene.report(who)
    for verb in ("kind", "change"):
        await scene.press(who, verb, report, "elevator")
    return (await scene.again(report)).category == "elevator"


async def correct_the_place(scene: Scene, who: Who) -> bool:
    report = await scene.report(who)
    await scene.press(who, "where", report)
    await _tell(scene, who, "5号楼")
    await scene.press(who, "rplace", report, "b5")
    return (await scene.again(report)).place.building == "b5"


async def add(scene: Scene, who: Who) -> bool:
    report = await scene.report(who)
    message = await scene.about(who, report)
    await scene.begin()
    await scene.say(who, "灯罩也裂了", reply_to=message)
    kept = "SELECT 1 FROM report_event WHERE report = ? AND actor = ? AND text = ?"
    return bool(await scene.do(lambda tx: tx.one(kept, (report.id, who.id, "灯罩也裂了"))))


async def add_by_editing(scene: Scene, who: Who) -> bool:
    """They change what they wrote long ago, when they may have had a part in it."""
    report = await scene.report(who)
    message = await scene.wrote(who, "灯不亮", report)
    await scene.begin()
    await scene.edit(who, message, f"灯不亮，灯罩也裂了，我电话{PHONE}")
    return "灯罩也裂了" in (await scene.again(report)).text


async def withdraw(scene: Scene, who: Who) -> bool:
    report = await scene.report(who)
    await scene.press(who, "withdraw", report)
    return (await scene.again(report)).status is Status.WITHDRAWN


async def withdraw_in_words(scene: Scene, who: Who) -> bool:
    report = await scene.report(who)
    message = await scene.about(who, report)
    await scene.begin()
    await scene.say(who, "撤回", reply_to=message)
    return (await scene.again(report)).status is Status.WITHDRAWN


async def pass_on(scene: Scene, who: Who) -> bool:
    heir = await _member(scene, None)
    report = await scene.report(who)
    await scene.do(reports.support, report.id, heir.id, heir.chat, scene.running.clock.at)
    await scene.press(who, "withdraw", report)
    return (await scene.again(report)).reporter == heir.id


async def close(scene: Scene, who: Who) -> bool:
    report = await _ended(scene, who, **_nobodys(who))
    await scene.press(who, "fixed", report)
    return (await scene.again(report)).status is Status.CLOSED


async def reopen(scene: Scene, who: Who) -> bool:
    report = await _ended(scene, who)
    await scene.press(who, "notfixed", report)
    return (await scene.again(report)).status is Status.OPEN


async def rate(scene: Scene, who: Who) -> bool:
    report = await _ended(scene, who)
    await scene.press(who, "partly", report)
    return any(each.person == who.id for each in await scene.do(ratings.of, report.id, report.cycle))


async def rate_in_words(scene: Scene, who: Who) -> bool:
    report = await _ended(scene, who)
    message = await scene.about(who, report)
    await scene.begin()
    await scene.say(who, "很满意", reply_to=message)
    return await _content(scene, who, report)


async def rate_more(scene: Scene, who: Who) -> bool:
    """They answered once already, which may have been while they had a part in it."""
    report = await _ended(scene, who)
    await _answered(scene, who, report)
    await scene.press(who, "rate", report, "s2")
    return await _content(scene, who, report)


async def rate_after_the_end(scene: Scene, who: Who) -> bool:
    report = await _ended(scene, who, status=Status.CLOSED)
    await _answered(scene, who, report)
    await scene.press(who, "rate", report, "s2")
    return await _content(scene, who, report)


async def close_by_phone(scene: Scene, who: Who) -> bool:
    report = await _ended(scene, who)
    await scene.to_phone(report)
    await scene.press(who, "phoned", report, "fixed")
    return (await scene.again(report)).status is Status.CLOSED


async def reopen_by_phone(scene: Scene, who: Who) -> bool:
    report = await _ended(scene, who)
    await scene.to_phone(report)
    await scene.press(who, "phoned", report, "notfixed")
    return (await scene.again(report)).status is Status.OPEN


async def fix_on_round(scene: Scene, who: Who) -> bool:
    filer = {} if who.part is Role.FILER else {"filed_by": scene.neighbour.id, "reporter": None}
    report = await scene.report(who, **({} if who.part is Role.REPORTER else filer))
    await scene.press(who, "source", report, Source.FIXED)
    return (await scene.again(report)).status is Status.CLOSED


async def fix_while_telling(scene: Scene, who: Who) -> bool:
    draft = await _telling(scene, who)
    await scene.press(who, "dsource", draft, Source.FIXED)
    fixed = "SELECT 1 FROM report WHERE assignee = ? AND status = 'closed' AND source = 'fixed_on_round' AND text = ?"
    return bool(await scene.do(lambda tx: tx.one(fixed, (who.id, LAMP))))


async def appeal(scene: Scene, who: Who) -> bool:
    report = await scene.report(who, status=Status.REFUSED, reason="not_ours")
    await scene.press(who, "appeal", report)
    return (await scene.again(report)).appealed


async def appeal_by_phone(scene: Scene, who: Who) -> bool:
    report = await _ended(scene, who, status=Status.REFUSED, reason="not_ours")
    await scene.to_phone(report)
    await scene.press(who, "phoned", report, "appeal")
    return (await scene.again(report)).appealed


async def grant(scene: Scene, who: Who) -> bool:
    report = await scene.report(who, status=Status.REFUSED, reason="not_ours", appealed=True)
    await scene.press(who, "grant", report)
    return (await scene.again(report)).status is Status.OPEN


async def deny(scene: Scene, who: Who) -> bool:
    report = await scene.report(who, status=Status.REFUSED, reason="not_ours", appealed=True)
    await scene.press(who, "deny", report)
    return (await scene.again(report)).denied


# --- around a report ------------------------------------------------------------------------------------


async def report(scene: Scene, who: Who) -> bool:
    draft = await _telling(scene, who)
    await scene.press(who, "file", draft)
    return bool(
        await scene.do(lambda tx: tx.one("SELECT 1 FROM report WHERE reporter = ? AND text = ?", (who.id, LAMP)))
    )


async def support(scene: Scene, who: Who) -> bool:
    """Of somebody else's report: whose it is, and who supports it already, need not."""
    group = await _group(scene)
    report = await scene.report(scene.neighbour, chat=group.id)
    await scene.press(who, "support", report, chat="group")
    joined = "SELECT 1 FROM supporter WHERE report = ? AND person = ?"
    return bool(await scene.do(lambda tx: tx.one(joined, (report.id, who.id))))


async def nudge(scene: Scene, who: Who) -> bool:
    report = await scene.report(who)
    await scene.press(who, "nudge", report)
    return await _urged(scene, who, report)


async def nudge_in_words(scene: Scene, who: Who) -> bool:
    report = await scene.report(who)
    message = await scene.about(who, report)
    await scene.begin()
    await scene.say(who, "怎么还没人来修", reply_to=message)
    return await _urged(scene, who, report)


async def leave_contact(scene: Scene, who: Who) -> bool:
    report = await scene.report(who)
    message = await scene.about(who, report)
    await scene.begin()
    await scene.say(who, f"我电话{PHONE}", reply_to=message)
    return await scene.do(contacts.of, report.id) is not None


async def change_contact(scene: Scene, who: Who) -> bool:
    report = await scene.report(who)
    await scene.press(who, "contact", report)
    await _tell(scene, who, PHONE)
    return await scene.do(contacts.of, report.id) is not None


async def erase_contact(scene: Scene, who: Who) -> bool:
    report = await scene.report(who)
    await scene.to_phone(report)
    await scene.press(who, "contact", report, "erase")
    return await scene.do(contacts.of, report.id) is None


async def see_contact(scene: Scene, who: Who) -> bool:
    report = await _ended(scene, who)
    await scene.to_phone(report)
    for verb in ("ring", "reach", "card", "whole", "contact"):
        await scene.press(who, verb, report)
    await scene.say(who, str(report.number))
    return PHONE in await scene.shown(who)


async def see_card(scene: Scene, who: Who) -> bool:
    report = await scene.report(who)
    for verb in ("card", "whole", "more", "back"):
        await scene.press(who, verb, report)
    await scene.say(who, str(report.number))
    return WORDS in await scene.shown(who)


async def publish_photos(scene: Scene, who: Who) -> bool:
    group, photo = await _group(scene), f"photo-{uuid.uuid4().hex}"
    report = await _ended(scene, who, chat=group.id)
    sender = report.reporter or who.id
    await scene.do(copies.heard, [photo], "photo", copies.Sent(group.id, sender, "m"), scene.running.clock.at)
    await scene.do(reports.attach, report.id, "photo", [photo], False)
    await scene.press(who, "publish", report)
    return (await scene.again(report)).published


async def publish_photos_early(scene: Scene, who: Who) -> bool:
    photo, report = f"photo-{uuid.uuid4().hex}", await scene.report(who)
    sender = report.reporter or who.id
    await scene.do(reports.attach, report.id, "photo", [photo], False)
    await scene.do(copies.heard, [photo], "photo", copies.Sent(1, sender, "m"), scene.running.clock.at)
    await scene.press(who, "photos", report, "yes")
    return (await scene.again(report)).published


async def release_words(scene: Scene, who: Who) -> bool:
    report = await scene.report(who)
    await scene.press(who, "release", report, f"yes.0.{zlib.crc32(report.text.encode()):08x}")
    return bool((await scene.again(report)).released)


async def take_words_back(scene: Scene, who: Who) -> bool:
    report = await scene.report(who, released=WORDS)
    await scene.press(who, "release", report, "back")
    return not (await scene.again(report)).released


async def lower_visibility(scene: Scene, who: Who) -> bool:
    report = await scene.report(who)
    await scene.press(who, "hide", report)
    return (await scene.again(report)).visibility is Visibility.PRIVATE


async def raise_visibility(scene: Scene, who: Who) -> bool:
    report = await scene.report(who, visibility=Visibility.FIGURES)
    await scene.press(who, "sight", report, "public.agreed")
    return (await scene.again(report)).visibility is Visibility.PUBLIC


async def mark_complaint(scene: Scene, who: Who) -> bool:
    report = await scene.report(who)
    await scene.press(who, "complaint", report)
    return (await scene.again(report)).above == "head"


async def unmark_complaint(scene: Scene, who: Who) -> bool:
    report = await scene.report(who, above="head", visibility=Visibility.PRIVATE)
    await scene.press(who, "complaint", report, "none")
    return (await scene.again(report)).above == ""


async def see_log(scene: Scene, who: Who) -> bool:
    detail = uuid.uuid4().hex
    await scene.do(exports.log, scene.running.clock.at, exports.CONSOLE, HOME, "export", detail)
    await scene.say(who, "谁看过")
    return detail in await scene.shown(who)


async def see_queue(scene: Scene, who: Who) -> bool:
    report = await scene.report(who, respond_by=scene.running.clock.at - timedelta(days=who.id))
    for words in ("待办", "/overdue", "/handover"):
        await scene.say(who, words)
    return str(report.number) in await scene.shown(who)


async def see_figures(scene: Scene, who: Who) -> bool:
    await scene.say(who, "数据")
    return "数据 · 银杏里社区" in await scene.shown(who)


async def drop_folded(scene: Scene, who: Who) -> bool:
    draft = await _folded(scene)
    await scene.press(who, "cdrop", draft)
    return await scene.do(drafts.get, draft) is None


async def file_folded(scene: Scene, who: Who) -> bool:
    draft = await _folded(scene)
    await scene.press(who, "cfile", draft)
    return await scene.do(drafts.get, draft) is None


async def file_for_others(scene: Scene, who: Who) -> bool:
    draft = await _telling(scene, who)
    await scene.press(who, "dsource", draft, "phone")
    return bool(
        await scene.do(lambda tx: tx.one("SELECT 1 FROM report WHERE filed_by = ? AND text = ?", (who.id, LAMP)))
    )


async def phone(scene: Scene, who: Who) -> bool:
    report = await _ended(scene, who)
    await scene.to_phone(report)
    await scene.press(who, "phoned", report, "missed")
    call = await scene.do(calls.of, report.id, report.cycle)
    assert call is not None
    return call.tries == 1


async def look_whom_to_phone(scene: Scene, who: Who) -> bool:
    report = await _ended(scene, who)
    await scene.to_phone(report)
    await scene.say(who, "待告知")
    await scene.press(who, "ring", report)
    return f"phoned:{report.id}:" in await scene.shown(who)


# --- the community --------------------------------------------------------------------------------------


async def bind(scene: Scene, who: Who) -> bool:
    name = f"new-{uuid.uuid4().hex}"
    await scene.do(chats.add, scene.channel, name, ChatKind.UNBOUND, "", "zh-CN")
    await scene.press(who, "bind", 0, f"duty@{HOME}", chat=name)
    return await _bound(scene, name, ChatKind.DUTY)


async def bind_again(scene: Scene, who: Who) -> bool:
    name = f"old-{uuid.uuid4().hex}"
    await scene.do(chats.add, scene.channel, name, ChatKind.GROUP, HOME, "zh-CN")
    await scene.press(who, "bind", 0, "none", chat=name)
    return await _bound(scene, name, ChatKind.UNBOUND)


async def invite(scene: Scene, who: Who) -> bool:
    await scene.say(who, "/invite")
    await scene.press(who, "invite", 0, "head")
    made = "SELECT 1 FROM invitation WHERE inviter = ? AND role = 'head'"
    return bool(await scene.do(lambda tx: tx.one(made, (who.id,))))


async def name_staff(scene: Scene, who: Who) -> bool:
    newcomer = await _member(scene, None)
    duty = await scene.do(chats.find, scene.channel, "duty", scene.running.desk.channels)
    assert duty is not None
    await scene.press(who, "staff", newcomer.id, "electrician", cycle=duty.id)
    return bool(await scene.do(people.held, newcomer.id))


async def end_role(scene: Scene, who: Who) -> bool:
    other = await _member(scene, Role.HEAD)
    await scene.say(who, "/staff")
    await scene.press(who, "who", other.id, "ended")
    return not await scene.do(people.held, other.id)


async def set_roster(scene: Scene, who: Who) -> bool:
    other = await _member(scene, Role.STAFF)
    await scene.press(who, "who", other.id, "shift.night")
    return any(other.id in shift.people for shift in await scene.do(roster.load, HOME))


async def export(scene: Scene, who: Who) -> bool:
    await scene.say(who, "/export")
    await scene.press(who, "export", 0, "month.csv")
    return await _exported(scene, who, scene.exported)


async def export_words(scene: Scene, who: Who) -> bool:
    await scene.press(who, "export", 0, "week.12345")
    return await _exported(scene, who, "words = 1")


async def _exported(scene: Scene, who: Who, how: str) -> bool:
    made = f"SELECT 1 FROM export WHERE person = ? AND {how}"
    return bool(await scene.do(lambda tx: tx.one(made, (who.id,))))


async def hear_confided(scene: Scene, who: Who) -> bool:
    now = scene.running.clock.at

    def add(tx: Tx) -> Confided:
        said = Confided(
            confided.fresh(tx),
            HOME,
            scene.neighbour.id,
            scene.neighbour.chat,
            "self_harm",
            "不想活了",
            now,
            now,
            (who.chat,),
        )
        confided.put(tx, said)
        return said

    said = await scene.do(add)
    await scene.press(who, "confided", said.id, "take")
    kept = await scene.do(confided.get, said.id)
    return kept is not None and kept.taken_by == who.id


async def ask_the_street(scene: Scene, who: Who) -> bool:
    report = await scene.report(who)
    await scene.press(who, "raise", report)
    return bool((await scene.again(report)).going)


async def transfer(scene: Scene, who: Who) -> bool:
    """From the one community that they look over back down to it: else they would have to look over both."""
    report = await scene.report(who, at_street=True)
    await scene.press(who, "move", report, HOME)
    return bool((await scene.again(report)).going)


async def stay(scene: Scene, who: Who) -> bool:
    report = await scene.report(who, going=OTHER)
    await scene.press(who, "stay", report)
    return not (await scene.again(report)).going


async def read_words(scene: Scene, who: Who) -> bool:
    report = await scene.report(who)
    for reason in ("", "check"):
        await scene.press(who, "words", report, reason)
    logged = await scene.do(lambda tx: tx.one("SELECT 1 FROM access_log WHERE report = ?", (report.id,)))
    shown = WORDS in await scene.shown(who)
    assert shown == bool(logged)
    return shown


async def see_health(scene: Scene, who: Who) -> bool:
    await scene.say(who, "/health")
    return "收到的" in await scene.shown(who)


async def publish_digest(scene: Scene, who: Who) -> bool:
    week, at = f"{2000 + who.id}-W10", scene.running.clock.at
    made = await scene.do(digests.add, HOME, week, at, "draft", {lang: ("words", "") for lang in ("zh-CN", "en")})
    await scene.press(who, "digest", made.id, "now")
    found = await scene.do(digests.get, made.id)
    return found is not None and found.state == "posted"


WAYS: Mapping[str, tuple[Way, ...]] = {
    "acknowledge": (acknowledge, answer_a_danger),
    "hand_over": (hand_over,),
    "release": (release,),
    "secure": (secure,),
    "park": (park, park_again),
    "refer": (refer,),
    "resume": (resume,),
    "false_alarm": (false_alarm,),
    "resolve": (resolve,),
    "refuse": (refuse,),
    "undo": (undo,),
    "merge": (merge,),
    "unmerge": (unmerge,),
    "part": (part,),
    "ask": (ask,),
    "announce": (announce,),
    "tend_incident": (reword, say_how_long, say_that_it_is_over),
    "correct": (correct, correct_the_place),
    "add": (add, add_by_editing),
    "withdraw": (withdraw, withdraw_in_words),
    "pass_on": (pass_on,),
    "close": (close,),
    "reopen": (reopen,),
    "rate": (rate, rate_in_words, rate_more, rate_after_the_end),
    "close_by_phone": (close_by_phone,),
    "reopen_by_phone": (reopen_by_phone,),
    "fix_on_round": (fix_on_round, fix_while_telling),
    "appeal": (appeal,),
    "appeal_by_phone": (appeal_by_phone,),
    "grant": (grant,),
    "deny": (deny,),
    "raise": (ask_the_street,),
    "transfer": (transfer,),
    "stay": (stay,),
    "read_words": (read_words,),
    "report": (report,),
    "support": (support,),
    "nudge": (nudge, nudge_in_words),
    "leave_contact": (leave_contact,),
    "change_contact": (change_contact, erase_contact),
    "see_contact": (see_contact,),
    "see_card": (see_card,),
    "publish_photos": (publish_photos, publish_photos_early),
    "release_words": (release_words, take_words_back),
    "lower_visibility": (lower_visibility,),
    "raise_visibility": (raise_visibility,),
    "mark_complaint": (mark_complaint,),
    "unmark_complaint": (unmark_complaint,),
    "see_queue": (see_queue,),
    "see_figures": (see_figures,),
    "sort_folded": (drop_folded, file_folded),
    "file_for_others": (file_for_others,),
    "phone": (phone, look_whom_to_phone),
    "bind": (bind, bind_again),
    "invite": (invite, name_staff),
    "end_role": (end_role,),
    "set_roster": (set_roster,),
    "export": (export,),
    "export_words": (export_words,),
    "hear_confided": (hear_confided,),
    "see_health": (see_health,),
    "see_log": (see_log,),
    "publish_digest": (publish_digest,),
}


# --- situations -----------------------------------------------------------------------------------------


async def _member(scene: Scene, role: Role | None) -> Who:
    """Somebody new, with a role or without."""
    grants = ((HOME, role, ()),) if role else ()
    return await scene.enter(Who(f"member-{uuid.uuid4().hex[:8]}", frozenset(), grants))


async def _ended(scene: Scene, who: Who, **changes: Any) -> Report:
    ended = {"status": Status.RESOLVED, "note": "换了新灯", "resolved_at": scene.running.clock.at}
    return await scene.report(who, **{**ended, **changes})


def _nobodys(who: Who) -> dict[str, Any]:
    """A neighbour's answer closes what has no reporter; otherwise it is kept until the reporter's."""
    return {"reporter": None} if who.part is Role.SUPPORTER else {}


async def _group(scene: Scene) -> Chat:
    group = await scene.do(chats.find, scene.channel, "group", scene.running.desk.channels)
    assert group is not None
    return group


async def _answered(scene: Scene, who: Who, report: Report) -> None:
    await scene.do(ratings.put, Rating(report.id, report.cycle, who.id, scene.running.clock.at, Solved.YES))


async def _content(scene: Scene, who: Who, report: Report) -> bool:
    """Whether their word of how content they are was kept."""
    said = await scene.do(ratings.of, report.id, report.cycle)
    return any(each.person == who.id and each.satisfied == 2 for each in said)


async def _urged(scene: Scene, who: Who, report: Report) -> bool:
    return await scene.do(history.last, report.id, "urged", who.id) is not None


async def _known(scene: Scene, who: Who) -> Report:
    return await scene.report(who, known=Known((), scene.running.clock.at))


async def _parked(scene: Scene, who: Who) -> Report:
    now = scene.running.clock.at
    pause = Pause("parked", now, now + timedelta(days=1), "等配件")
    return await scene.report(who, status=Status.ACKNOWLEDGED, acknowledged_at=now, pause=pause)


async def _tell(scene: Scene, who: Who, words: str) -> None:
    """The words that we asked for; where nobody asked, there is nothing to answer."""
    if await scene.owes(who):
        await scene.say(who, words)


async def _telling(scene: Scene, who: Who) -> int:
    """They told us of a broken lamp, and are asked whether to file it."""
    await scene.say(who, LAMP)
    draft = await scene.draft(who)
    await scene.begin()
    return draft


async def _folded(scene: Scene) -> int:
    """An offer that nobody pressed, in the list that staff look through."""
    group = await _group(scene)
    id_, place = await scene.do(drafts.fresh), Place("3号楼", "b3", "g1")
    at, words = scene.running.clock.at, (("m", WORDS),)
    fold = f"unsure:{HOME}:g1:x:1"
    draft = Draft(id_, group.id, scene.neighbour.id, Stage.FOLDED, at, words, ("m",), place=place, grid="g1", fold=fold)
    await scene.do(drafts.put, draft)
    return id_


async def _bound(scene: Scene, name: str, kind: ChatKind) -> bool:
    chat = await scene.do(chats.find, scene.channel, name, scene.running.desk.channels)
    return chat is not None and chat.kind is kind
