"""A report in the words of the board: everything that a template shows of it, already said."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from domain.community import Community
from domain.counting.figures import Spent
from domain.incidents.known import GRID
from domain.public import standing
from domain.public.standing import Step
from domain.report import FALSE_ALARM
from storage.board import Entry, Whole
from web.site import Site

MINUTE = timedelta(minutes=1)
GOOD, BAD, SLOW, BUSY, QUIET = "good", "bad", "slow", "busy", "quiet"  # how a state looks


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: a site, in a language, of a community, at a moment."""

    site: Site
    home: Community
    lang: str
    now: datetime

    def t(self, key: str, **args: str | int) -> str:
        """A text of the board."""
        return self.site.wording.text(self.lang, key, **args)

    def kind(self, code: str) -> str:
        """The name of a category."""
        return self.site.wording.term(self.lang, "category", code)

    def moment(self, at: datetime) -> str:
        """An hour as people say it."""
        return self.site.wording.moment(self.lang, at, self.now, self.home.zone)

    def day(self, at: datetime, dated: bool = True) -> str:
        """A day with its date."""
        return self.site.wording.day(self.lang, at, self.now, self.home.zone, dated)

    def took(self, span: timedelta) -> str:
        """A stretch of time in its two largest units."""
        return self.site.wording.duration(self.lang, max(span, MINUTE))

    def half(self, half: timedelta | None, spent: Spent) -> str:
        """Within what time half of all came to it; in words where fewer have, empty where there was nothing."""
        if half is not None:
            return self.took(half)
        return self.t("board-under-half") if spent.open else ""

    def building(self, code: str | None) -> str:
        """A building's own name; empty where the file has none of that code."""
        found = self.home.buildings.get(code or "")
        return found.names[self.lang] if found else ""

    def grid(self, code: str | None) -> str:
        """The same of a grid."""
        found = self.home.grids.get(code or "")
        return found.names[self.lang] if found else ""

    def place(self, entry: Entry) -> str:
        """Where it is, as far as anybody may read: a building or a grid, never a unit or a room."""
        if entry.area:
            names = (self.grid(code[1:]) if code.startswith(GRID) else self.building(code) for code in entry.area)
            return self.t("list-join").join(filter(None, names))
        return self.building(entry.building) or self.grid(entry.grid) or self.t("board-somewhere")


def tone(entry: Entry, now: datetime) -> str:
    """How its state looks."""
    if entry.live and entry.due_at is not None and entry.due_at <= now:
        return BAD
    if entry.live:
        return BUSY
    if entry.late:
        return SLOW
    return GOOD if entry.state in standing.DONE else QUIET


def state(voice: Voice, entry: Entry) -> str:
    """How it stands, in a word or two."""
    if entry.live and entry.due_at is not None and entry.due_at <= voice.now:
        return voice.t("board-is-late")
    if entry.late and entry.state in standing.DONE:
        return voice.t("board-is-slow")
    return voice.t(f"board-is-{entry.state}")


def promise(voice: Voice, entry: Entry) -> str:
    """What is promised, or how long it took."""
    if entry.due_at is not None and entry.live:
        what = "answer" if entry.state == "open" else "end"
        if entry.due_at <= voice.now:
            over = voice.took(voice.now - entry.due_at)
            return voice.t(f"board-late-{what}", at=voice.moment(entry.due_at), over=over)
        return voice.t(f"board-due-{what}", at=voice.moment(entry.due_at))
    if entry.ended_at is not None and entry.state in standing.DONE:
        took = voice.took(entry.ended_at - entry.reported_at)
        return voice.t("board-took-late" if entry.late else "board-took", took=took)
    return ""


def row(voice: Voice, entry: Entry) -> dict[str, Any]:
    """One line of the list."""
    facts = {
        "number": entry.number,
        "numbered": voice.t("board-number", number=str(entry.number)),
        "reported": voice.t("board-reported-at", at=voice.moment(entry.reported_at)),
        "at": stamp(entry.reported_at),
    }
    if not entry.category:
        return facts | {
            "hidden": voice.t("board-hidden", why=why(voice, entry)),
            "since": voice.day(entry.hidden_at) if entry.hidden_at else "",
        }
    return facts | {
        "kind": voice.kind(entry.category),
        "place": voice.place(entry),
        "state": state(voice, entry),
        "tone": tone(entry, voice.now),
        "promise": promise(voice, entry),
    }


def why(voice: Voice, entry: Entry) -> str:
    """The kind of reason for which it left the public view."""
    return voice.site.wording.term(voice.lang, "hidden", entry.hidden_why)


def stamp(at: datetime) -> str:
    """A moment as machines read it, to the second."""
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def changed(entry: Entry, now: datetime) -> datetime:
    """When the line last read differently: reported, its promise passed, ended, or hidden."""
    passed = entry.due_at if entry.due_at and entry.due_at <= now else None
    return max(at for at in (entry.reported_at, passed, entry.ended_at, entry.hidden_at) if at)


def title(voice: Voice, entry: Entry) -> str:
    """A report in one line: what and where."""
    return voice.t("board-title-of", kind=voice.kind(entry.category), place=voice.place(entry))


# --- one report ---------------------------------------------------------------------------------------------


def what_next(voice: Voice, found: Whole) -> str:
    """What whoever waits for it can expect, and can do."""
    entry = found.entry
    if entry.live and entry.due_at is not None and entry.due_at <= voice.now:
        return voice.t("about-next-late")
    known = ("open", "acknowledged", "parked", "unit", "asked", "resolved", "refused", "declined")
    return voice.t(f"about-next-{entry.state}") if entry.state in known else ""


def timeline(voice: Voice, found: Whole) -> list[dict[str, Any]]:
    """What happened, in order; broken promises stand among it."""
    steps = standing.with_promises(standing.steps(found.events, found.untold), _broken(voice, found))
    return [
        {"said": _said(voice, found, step), "when": voice.moment(step.at), "at": stamp(step.at), "bad": step.bad}
        for step in steps
    ]


def _broken(voice: Voice, found: Whole) -> list[tuple[datetime, str]]:
    """The promises of the beginning that passed before somebody kept them."""
    entry, broken = found.entry, []
    if entry.state in ("duplicate", "withdrawn", "false_alarm"):
        return []
    answered = found.answered_at or entry.ended_at
    if found.respond_by <= voice.now and (answered is None or answered > found.respond_by):
        broken.append((found.respond_by, "late-answer"))
    ended = entry.ended_at
    refused = entry.state in standing.REFUSED
    if not refused and found.resolve_by <= voice.now and (ended is None or ended > found.resolve_by):
        broken.append((found.resolve_by, "late-end"))
    return broken


def _said(voice: Voice, found: Whole, step: Step) -> str:
    args: dict[str, str | int] = {}
    if step.kind in ("taken", "handed", "secured", "resolved"):
        args["who"] = voice.site.wording.term(voice.lang, "trade", step.detail or "staff")
    if step.kind == "merged":
        known = found.original
        return voice.t("board-step-merged-into", number=str(known)) if known else voice.t("board-step-merged")
    if step.kind == "refused":
        args["why"] = voice.site.wording.term(voice.lang, "refusal", refusal(found))
    kind = f"paused-{step.detail}" if step.kind == "paused" else step.kind
    return voice.t(f"board-step-{kind}", **args)


def refusal(found: Whole) -> str:
    """Why it was refused, without anybody's own words."""
    return found.reason or "own"


def promises(voice: Voice, found: Whole) -> list[dict[str, Any]]:
    """The two promises made at first, and what became of each."""
    entry = found.entry
    done = entry.ended_at if entry.state in standing.DONE else None
    answered = found.answered_at or done or (entry.ended_at if entry.state == FALSE_ALARM else None)
    return [
        _promise(voice, "answer", found.respond_by, answered, entry),
        _promise(voice, "end", found.resolve_by, done, entry),
    ]


def _promise(voice: Voice, what: str, by: datetime, kept: datetime | None, entry: Entry) -> dict[str, Any]:
    """What became of a promise, as the figures count it: only what was done keeps one, a refusal keeps none."""
    over = entry.ended_at or voice.now
    args: dict[str, str | int]
    if kept is not None and kept <= by:
        how, args = "kept", {"at": voice.moment(kept)}
    elif kept is not None:
        how, args = "late", {"at": voice.moment(kept), "over": voice.took(kept - by)}
    elif entry.state in standing.REFUSED:
        how, args = "refused", {}
    elif not entry.live and over > by:
        how, args = "missed", {}
    elif not entry.live:
        how, args = "off", {}
    elif by <= voice.now:
        how, args = "broken", {"over": voice.took(voice.now - by)}
    else:
        how, args = "open", {}
    return {
        "name": voice.t(f"board-promise-{what}"),
        "by": voice.moment(by),
        "how": voice.t(f"board-promise-{how}", **args),
        "bad": how in ("late", "broken", "refused", "missed"),
        "good": how == "kept",
    }
