"""The weekly digest in lines: short for residents, longer for staff; and its draft, as managers may change it.

A broken promise is said before those that were kept.  Counting is domain/counting/tally.py, the hour
domain/counting/weekly.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.counting import weekly
from domain.counting.figures import Figures, Rate
from domain.counting.tally import LEAST, Tally, Work
from domain.counting.weighed import ASKED
from domain.effects import Priority, Say
from domain.lines import Arg, Day, Hour, Joined, Line, Rows, Term, line
from domain.people import Chat
from domain.reports.cards import button
from domain.reports.rating import SHOWN_FROM
from domain.understanding import outages

EXTRA = 200  # characters of a manager's own sentence
ROWS = 8  # categories in one line for staff


@dataclass(frozen=True, slots=True)
class Digest:
    """One week's digest of a community, and how far it has come."""

    id: int
    community: str
    week: str
    post_at: datetime
    state: str  # draft, posted, skipped, missed
    words: dict[str, tuple[str, str]]  # language -> what is said before and after the manager's own sentence
    extra: str = ""

    @property
    def tag(self) -> str:
        """The tag of the draft that managers see."""
        return f"digest:{self.id}"

    def lines(self, lang: str) -> tuple[Line, ...]:
        """What residents read."""
        before, after = self.words[lang]
        parts = (before, self.extra, after)
        return tuple(line("text", text=part) for part in parts if part)


def about(first: datetime, last: datetime) -> dict[str, Arg]:
    """The days that are told of."""
    return {"since": Day(first, dated=True), "until": Day(last, dated=True)}


def residents(tally: Tally, first: datetime, last: datetime) -> tuple[Line, ...]:
    """What came in and what became of it, in public words."""
    lines = [line("digest-week", **about(first, last))]
    lines += [line("digest-heard", count=tally.heard)] if tally.heard else [line("digest-quiet")]
    lines += late(tally) if tally.heard else _late_before(tally)
    if tally.heard:
        lines.append(line("digest-became", what=_became(tally)))
    elif tally.before:
        lines.append(line("digest-before", count=tally.before))
    if tally.half:
        lines.append(line("digest-half", within=tally.half))
    if tally.kinds:
        lines.append(line("digest-kinds", kinds=kinds(tally)))
    return (*lines, *known(tally))


def _late_before(tally: Tally) -> tuple[Line, ...]:
    """The promises that were broken, when nothing came in: they are all of what was told before."""
    if tally.overdue:
        return (line("digest-late-before", count=tally.overdue),)
    return late(tally)


def known(tally: Tally) -> tuple[Line, ...]:
    """What many had at once; how many said so only where that points at nobody."""
    parts = [
        line("digest-known-kind", what=outages.of(code), count=count, homes=homes if homes >= LEAST else 0)
        for code, count, homes in tally.known
    ]
    return (line("digest-known", what=Joined(tuple(parts))),) if parts else ()


def close(results: str, tally: Tally) -> tuple[Line, ...]:
    """How it ends: thanks where somebody spoke up, and where each single report is shown."""
    link = (line("digest-results", address=results),) if results else ()
    count, head = tally.chain
    chained = (line("digest-chain", count=count, head=head),) if count else ()
    return (line("digest-thanks"), *link, *chained) if tally.heard else (*link, *chained)


def late(tally: Tally) -> tuple[Line, ...]:
    """The promises that were broken."""
    if tally.overdue and tally.slow:
        return (line("digest-late-both", count=tally.overdue, slow=tally.slow),)
    if tally.overdue:
        return (line("digest-late", count=tally.overdue),)
    return (line("digest-slow", count=tally.slow),) if tally.slow else ()


def _became(tally: Tally) -> Joined:
    counts = {
        "done": tally.done,
        "open": tally.open,
        "refused": tally.refused,
        "no-danger": tally.no_danger,
        "withdrawn": tally.withdrawn,
    }
    return Joined(tuple(line(f"digest-{name}", count=count) for name, count in counts.items() if count))


def kinds(tally: Tally) -> Joined:
    """How many of each kind, the rest together."""
    parts = [line("digest-kind", kind=Term("category", code), count=count) for code, count in tally.kinds]
    if tally.other:
        parts.append(line("digest-kind", kind=Term("category", "other"), count=tally.other))
    return Joined(tuple(parts))


def staff(tally: Tally, work: Work, first: datetime, last: datetime) -> tuple[Line, ...]:
    """The longer form: what is late and with whom, what is open, and the rates beside the week before."""
    lines = [line("digest-staff", **about(first, last)), line("digest-heard", count=tally.heard)]
    if not tally.heard:
        lines[-1] = line("digest-quiet-staff")
    if work.overdue:
        total = sum(count for _, count in work.overdue)
        lines.append(line("digest-overdue", count=total, who=_counted("trade", work.overdue)))
    else:
        lines.append(line("digest-none-overdue"))
    if tally.heard:
        lines.append(line("digest-became", what=_became(tally)))
    lines += known(tally)
    if work.open:
        lines.append(line("digest-open-now", count=sum(n for _, n in work.open), kinds=_counted("category", work.open)))
    for name in ("answered", "resolved", "satisfied"):
        now, before = getattr(work.now, name), getattr(work.last, name)
        if now.of or before.of:
            lines.append(
                line(
                    "digest-rate",
                    name=line(f"digest-rate-{name}"),
                    now=rate(work.now, name),
                    last=rate(work.last, name),
                )
            )
    return tuple(lines)


def rate(found: Figures, name: str) -> Line:
    """A rate with what it is made from; what residents answered only from enough answers on."""
    rate: Rate = getattr(found, name)
    if name in ASKED and found.withheld:
        return line("digest-rate-hidden", least=SHOWN_FROM)
    if rate.percent is None:
        return line("digest-rate-none")
    return line("digest-rate-of", percent=rate.percent, count=rate.of)


def _counted(kind: str, counts: Iterable[tuple[str, int]]) -> Joined:
    counts = list(counts)
    shown = [(code, n) for code, n in counts if code][:ROWS]
    rest = sum(n for _, n in counts) - sum(n for _, n in shown)
    parts = [line("digest-kind", kind=Term(kind, code), count=n) for code, n in shown]
    return Joined((*parts, *((line("digest-rest", count=rest),) if rest else ())))


# --- the draft ------------------------------------------------------------------------------------------------


def draft(digest: Digest, chat: Chat, photos: tuple[str, ...], who: str = "") -> Say:
    """The draft in a manager's private chat: as residents will see it, and what may be done with it."""
    if digest.state == "draft":
        head = line("digest-draft", by=Hour(digest.post_at))
    else:
        head = line(f"digest-{digest.state}-by" if who else f"digest-is-{digest.state}", name=who)
    shown = (head, *digest.lines(chat.lang)) if digest.state != "missed" else (head,)
    return Say(
        chat,
        shown,
        buttons(digest),
        tag=digest.tag,
        photos=photos,
        alt=line("digest-alt", text=digest.words[chat.lang][0]),
        priority=Priority.NOTICE,
        community=digest.community,
    )


def buttons(digest: Digest) -> Rows:
    """What a manager may do with a draft."""
    now, change = (
        button("digest-now", "digest", digest.id, arg="now"),
        button("digest-line", "digest", digest.id, arg="line"),
    )
    skip, plain = (
        button("digest-skip", "digest", digest.id, arg="skip"),
        button("digest-plain", "digest", digest.id, arg="plain"),
    )
    match digest.state:
        case "draft" if digest.extra:
            return (now, change), (plain, skip)
        case "draft":
            return ((now, change, skip),)
        case "skipped":
            return ((button("digest-after-all", "digest", digest.id, arg="now"),),)
        case _:
            return ()


def missed(digest: Digest, chat: Chat) -> Say:
    """The desk slept through its hour: the managers hear that nothing was posted."""
    return Say(
        chat,
        (line("digest-missed", at=Day(digest.post_at, dated=True)),),
        priority=Priority.NOTICE,
        community=digest.community,
    )


def too_late(digest: Digest, now: datetime) -> bool:
    """Whether nobody wants this week's digest any more."""
    return now >= digest.post_at + weekly.LATE


def to_duty() -> Rows:
    """Under a manager's look at the week so far: say it in the duty groups."""
    return ((button("digest-duty", "digest", arg="duty"),),)
