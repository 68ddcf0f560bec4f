"""隐私, 我的资料, 谁看过; and erasing in time what is over."""

from datetime import datetime

from domain import keeping
from domain.effects import Put, Say
from domain.lines import Hour, Line, Term, line
from domain.people import Chat, ChatKind, Person
from domain.permissions import may
from domain.reports import cards
from handlers import cases
from handlers.desk import Turn
from storage import exports, mydata, people, reports
from storage import keeping as kept

LISTED = 20  # entries of the log in one message
LOOKED_THROUGH = 200


def privacy(turn: Turn, chat: Chat, person: Person) -> None:
    """隐私: who sees what and how long it is kept, in plain words."""
    turn.keep([Say(chat, keeping.privacy(turn.desk.keeping), only_for=chat.alone(person.id))])


def mine(turn: Turn, chat: Chat, person: Person) -> None:
    """我的资料: everything that is kept of somebody, as a file for them alone, with their photos."""
    if chat.kind is not ChatKind.PRIVATE:
        turn.keep([Say(chat, (line("mine-in-private"),), only_for=chat.alone(person.id))])
        return
    zone = turn.context(chat.community).community.zone
    said = keeping.mine(mydata.of(turn.tx, person.id))
    text = "\n".join(turn.desk.wording.line(chat.lang, each, turn.now, zone) for each in said)
    made = turn.desk.document("huiyin-mydata.txt", text, mydata.files(turn.tx, person.id))
    exports.log(turn.tx, turn.now, person.id, chat.community, "mydata", "")
    caption = keeping.mine_caption(made.beside, made.left)
    turn.keep([Say(chat, caption, document=made.name, gone=line("export-gone"), large=line("mine-caption"))])


def looked(turn: Turn, chat: Chat, person: Person) -> None:
    """谁看过: who looked at or took out what lately; of a complaint only for whoever decides it."""
    if not may(person, "see_log"):
        turn.keep([Say(chat, (line("log-not-you"),), only_for=chat.alone(person.id))])
        return
    if chat.kind is not ChatKind.PRIVATE:
        turn.keep([Say(chat, (line("people-in-private"),), only_for=chat.alone(person.id))])
        return
    lines = [
        _entry(turn, chat, *entry)
        for entry in kept.looked(turn.tx, chat.community, LOOKED_THROUGH)
        if _is_theirs(turn, entry[4], person)
    ]
    turn.keep([Say(chat, (line("log-head"), *lines[:LISTED]) if lines else (line("log-none"),))])


def _is_theirs(turn: Turn, report: int | None, person: Person) -> bool:
    found = reports.get(turn.tx, report) if report else None
    return found is None or not found.above or any(each.id == person.id for each in cases.crew_of(turn, found).staff)


def _entry(turn: Turn, chat: Chat, at: datetime, who: int, what: str, detail: str, _: int | None) -> Line:
    found = people.person(turn.tx, who, chat.community) if who > 0 else None
    known = Term("log-who", "console" if who == exports.CONSOLE else "resident" if found else "gone")
    works = found is not None and (bool(found.grants) or what == "read_words")  # also when they are it no more
    name = found.name if found and works else known  # what residents do about themselves names nobody
    about: Line | str = f" {detail}" if detail else ""
    if what == "read_words":
        number, code, own = detail.split(":", 2)
        about = line("log-reason", number=number, reason=own or Term("street-reason", code))
    return line("log-entry", at=Hour(at, dated=True), who=name, what=Term("log", what), detail=about)


def erase(turn: Turn) -> None:
    """What is over its time is erased, some of it each hour."""
    tx, times = turn.tx, turn.desk.keeping
    for community in turn.desk.communities:
        for report in kept.ended(tx, community, "words", turn.now - times.of("words")):
            if kept.erase_words(tx, report, turn.now) and (found := reports.get(tx, report)):
                _nameless(turn, found.id)
        for kind, name in (("photos", "photo"), ("voice", "voice")):
            for report in kept.ended(tx, community, kind, turn.now - times.of(kind)):
                kept.erase_media(tx, report, name)
        kept.erase_log(tx, community, turn.now - times.of("log"))


def _nameless(turn: Turn, report: int) -> None:
    """The place as somebody said it goes with the words: the building's own name stays."""
    if found := reports.get(turn.tx, report):
        turn.keep([Put(cards.anonymous(turn.context(found.community), found))])
