"""The weekly digest: counted and drafted, shown to the managers, posted at its hour whatever happens, once.

What managers see is what is posted: its words and its picture are kept from the draft on.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from domain.buttons import Press
from domain.categories import Visibility
from domain.community import Community
from domain.counting import digest, weekly
from domain.counting.digest import Digest
from domain.counting.tally import Tally, Work, tally, work
from domain.counting.weekly import Issue, Windows
from domain.effects import Answer, Expect, Forgo, Priority, Say, Schedule
from domain.events import CameDue, Said
from domain.lines import Hour, Line, line
from domain.people import Chat, ChatKind, Person
from domain.permissions import may
from domain.talk.drafts import Prompt
from handlers.counting import drawings, sheets
from handlers.desk import Turn
from storage import chain, chats, digests, due, figures, people
from storage.db import Tx
from storage.figures import Wanted
from storage.times import to_ms

PROMPT = "digest"  # the kind of question for a sentence of the manager's own
DRAFT, POST, TOO_NEW = 0, 1, 2  # steps of what is due


def set_alarm(tx: Tx, community: Community, now: datetime) -> None:
    """The community's next draft stands among what is due; one that was slept through comes first."""
    if community.digest and not due.waits(tx, "digest", community.code, now):
        at = weekly.next_draft(community.zone, community.digest, now)
        due.schedule(tx, at, "digest", community.code, step=DRAFT)
        last = weekly.latest(community.zone, community.digest, now)
        if now < last.at and digests.of_week(tx, community.code, last.week) is None:
            due.schedule(tx, last.at, "digest", community.code, step=TOO_NEW)


def came_due(turn: Turn, event: CameDue) -> None:
    """The hour of a draft, or of the post."""
    community = turn.desk.communities.get(event.subject)
    if community is None or community.digest is None:  # its file is gone, or it wants none any more
        return
    if event.step == POST:
        if (found := digests.get(turn.tx, event.cycle)) and found.state == "draft":
            _at_its_hour(turn, found)
        return
    if event.step == TOO_NEW:
        _too_new(turn, community)
        return
    following = weekly.next_draft(community.zone, community.digest, turn.now)
    turn.keep([Schedule(following, "digest", community.code, step=DRAFT)])
    issue = weekly.latest(community.zone, community.digest, turn.now)
    if digests.of_week(turn.tx, community.code, issue.week) is None:
        _begin(turn, community, issue)


def _too_new(turn: Turn, community: Community) -> None:
    """The desk was set up after this week's draft: managers hear why the digest did not come, and when one does."""
    assert community.digest is not None
    issue = weekly.latest(community.zone, community.digest, turn.now)
    if digests.of_week(turn.tx, community.code, issue.week) is None:
        at = weekly.next_draft(community.zone, community.digest, turn.now) + weekly.BEFORE
        said = (line("digest-too-new", at=Hour(at, dated=True)),)
        chats_of = managers(turn, community.code)
        turn.keep(Say(chat, said, priority=Priority.NOTICE, community=community.code) for chat in chats_of)


def _begin(turn: Turn, community: Community, issue: Issue) -> None:
    """Count, keep the words, and have the picture drawn; the draft goes out with it."""
    code = community.code
    if turn.now >= issue.at + weekly.LATE:
        made = digests.add(turn.tx, code, issue.week, issue.at, "missed", {})
        turn.keep(digest.missed(made, chat) for chat in managers(turn, code))
        return
    counted, _ = count(turn, code, issue.windows)
    first, last = weekly.days(community.zone, issue.windows[-1])
    link = f"{turn.desk.results}?community={code}" if turn.desk.results else ""
    words = {}
    for lang in community.names:
        say = sheets.words(turn, code, lang)
        parts = digest.residents(counted, first, last), digest.close(link, counted)
        words[lang] = ("\n".join(map(say, parts[0])), "\n".join(map(say, parts[1])))
    made = digests.add(turn.tx, code, issue.week, issue.at, "draft", words)
    turn.keep([Schedule(max(issue.at, turn.now), "digest", code, cycle=made.id, step=POST)])
    langs = {chat.lang for chat in (*_groups(turn, code), *managers(turn, code))}
    days = [weekly.days(community.zone, each)[1] for each in issue.windows]
    if counted.heard:
        for lang in sorted(langs):
            sheet = sheets.week(turn.context(code), sheets.words(turn, code, lang), lang, counted, [first, *days])
            drawings.order(turn, code, issue.week, lang, sheet)
    if not counted.heard or not langs:
        _show(turn, made)


def drawn(turn: Turn, community: str, week: str) -> None:
    """A picture is there, or cannot be: once all are, the managers see the draft, or the hour has come already."""
    made = digests.of_week(turn.tx, community, week)
    if made is None or any(each.state == "waiting" for each in digests.drawings(turn.tx, community, week)):
        return
    if made.state == "draft" and turn.now >= made.post_at:
        _post(turn, made)
    else:
        _show(turn, made)


def _at_its_hour(turn: Turn, made: Digest) -> None:
    """Silence publishes.  A picture that is being drawn is waited for, and posts it as soon as it is there."""
    pictures = digests.drawings(turn.tx, made.community, made.week)
    if not any(each.state == "waiting" for each in pictures):
        _post(turn, made)


def _post(turn: Turn, made: Digest, who: Person | None = None) -> None:
    """Say it to the residents, and its longer form to the staff."""
    made = replace(made, state="posted")
    digests.change(turn.tx, made)
    turn.keep(_in_group(turn, made, chat) for chat in _groups(turn, made.community))
    say_staff(turn, made.community, _issue(turn, made).windows)
    _show(turn, made, who)


def _in_group(turn: Turn, made: Digest, chat: Chat) -> Say:
    photos = _photos(turn, made, chat.lang)
    alt = line("digest-alt", text=made.words[chat.lang][0])
    return Say(chat, made.lines(chat.lang), photos=photos, alt=alt, priority=Priority.BULK)


def say_staff(turn: Turn, community: str, windows: Windows) -> None:
    """The longer form in every duty group."""
    lines = staff_lines(turn, community, windows)
    duty = chats.duty(turn.tx, community, None, turn.desk.channels)
    turn.keep(Say(chat, lines, priority=Priority.BULK) for chat in duty)


def staff_lines(turn: Turn, community: str, windows: Windows) -> tuple[Line, ...]:
    """The longer form, as it is now."""
    counted, at_work = count(turn, community, windows)
    zone = turn.context(community).community.zone
    return digest.staff(counted, at_work, *weekly.days(zone, windows[-1]))


def count(turn: Turn, community: str, windows: Windows) -> tuple[Tally, Work]:
    """What happened in a period, for residents and for staff."""
    context, now = turn.context(community), to_ms(turn.now)
    loaded = figures.load(turn.tx, Wanted(community, windows[0][0], windows[-1][1], turn.now))
    spans = [(to_ms(since), to_ms(until)) for since, until in windows]
    hands = {person.id: person.trade for person in people.crew(turn.tx, community, None)}
    last, this = (
        figures.of(turn.tx, Wanted(community, *window, turn.now, context.community.measure)) for window in windows[-2:]
    )
    known = figures.incidents(turn.tx, community, *windows[-1])
    shown = tuple(each for each in known if context.categories.get(each[0]).visibility is Visibility.PUBLIC)
    so_far = chain.head(turn.tx, community)
    return (
        replace(tally(loaded.facts, loaded.originals, spans, now), known=shown, chain=so_far),
        work(context, loaded.facts, now, hands, (this, last)),
    )


def _issue(turn: Turn, made: Digest) -> Issue:
    community = turn.context(made.community).community
    rule, (year, week) = community.digest or weekly.SUNDAY, made.week.split("-W")
    return weekly.issue(community.zone, rule, datetime.fromisocalendar(int(year), int(week), 1).date())


# --- the draft, and who may change it -------------------------------------------------------------------------


def _show(turn: Turn, made: Digest, who: Person | None = None) -> None:
    """The draft in every manager's private chat, as it stands."""
    for chat in managers(turn, made.community):
        turn.keep([digest.draft(made, chat, _photos(turn, made, chat.lang), who.name if who else "")])


def pressed(turn: Turn, press: Press, chat: Chat, person: Person) -> None:
    """A manager pressed 发布, 改一句, 去掉这句, 本周不发, or said the week so far in the duty group."""
    if press.arg == "duty":
        _to_duty(turn, chat, person)
        return
    made = digests.get(turn.tx, press.subject)
    who = people.person(turn.tx, person.id, made.community) if made else None
    if made is None or who is None or not may(who, "publish_digest"):
        turn.keep([Answer(line("digest-managers-only"))])
    elif digest.too_late(made, turn.now) or made.state not in ("draft", "skipped"):
        turn.keep([Answer(line("answer-stale"))])
    else:
        _decide(turn, press.arg, made, chat, who)


def _decide(turn: Turn, what: str, made: Digest, chat: Chat, who: Person) -> None:
    match what, made.state:
        case "now", _:
            _post(turn, made, who)
        case "skip", "draft":
            skipped = replace(made, state="skipped")
            digests.change(turn.tx, skipped)
            _show(turn, skipped, who)
        case "line", "draft":
            turn.keep([Expect(Prompt(chat.id, who.id, PROMPT, -made.id, 0, made.post_at))])  # no report is below 0
            turn.keep([Say(chat, (line("digest-ask-line", count=digest.EXTRA),))])
        case "plain", "draft":
            _say_also(turn, made, "")
        case _:
            turn.keep([Answer(line("answer-stale"))])


def worded(turn: Turn, event: Said, chat: Chat, person: Person, prompt: Prompt) -> None:
    """The manager's own sentence; it may be changed until the digest leaves."""
    made = digests.get(turn.tx, -prompt.report)
    words = " ".join(event.text.split())
    if made is None or made.state != "draft":
        turn.keep([Forgo(chat.id, person.id), Say(chat, (line("digest-gone"),))])
    elif not words or len(words) > digest.EXTRA:
        turn.keep([Say(chat, (line("digest-ask-line", count=digest.EXTRA),))])
    else:
        turn.keep([Forgo(chat.id, person.id)])
        _say_also(turn, made, words)


def _say_also(turn: Turn, made: Digest, extra: str) -> None:
    changed = replace(made, extra=extra)
    digests.change(turn.tx, changed)
    _show(turn, changed)


def _photos(turn: Turn, made: Digest, lang: str) -> tuple[str, ...]:
    pictures = digests.drawings(turn.tx, made.community, made.week)
    return tuple(each.media for each in pictures if each.lang == lang and each.media)


def _groups(turn: Turn, community: str) -> tuple[Chat, ...]:
    return chats.residents(turn.tx, community, turn.desk.channels, weekly=True)


def managers(turn: Turn, community: str) -> Iterable[Chat]:
    """The private chats of the community's managers."""
    holders = [each for each in people.holders(turn.tx, community) if may(each, "publish_digest")]
    return chats.privates(turn.tx, [each.id for each in holders], community, turn.desk.channels).values()


# --- on demand ------------------------------------------------------------------------------------------------


def show(turn: Turn, chat: Chat, person: Person) -> None:
    """The week so far, for staff; a manager may say it in the duty groups."""
    if not person.is_staff() or chat.kind is ChatKind.GROUP:
        key = "staff-elsewhere" if person.is_staff() else "staff-only"
        turn.keep([Say(chat, (line(key),), only_for=chat.alone(person.id))])
        return
    can_say = chat.kind is ChatKind.PRIVATE and may(person, "publish_digest")
    rows = digest.to_duty() if can_say else ()
    turn.keep([Say(chat, staff_lines(turn, chat.community, _so_far(turn, chat.community)), rows)])


def _to_duty(turn: Turn, chat: Chat, person: Person) -> None:
    if chat.kind is not ChatKind.PRIVATE or not may(person, "publish_digest"):
        turn.keep([Answer(line("digest-managers-only"))])
    else:
        say_staff(turn, chat.community, _so_far(turn, chat.community))
        turn.keep([Answer(line("digest-said-to-duty"))])


def _so_far(turn: Turn, community: str) -> Windows:
    home = turn.context(community).community
    rule = home.digest or weekly.SUNDAY
    return weekly.so_far(home.zone, rule, turn.now).windows
