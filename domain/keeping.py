"""How long what people wrote and sent is kept, and what is said about that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.lines import Day, Line, Term, line
from domain.people import Role
from domain.report import Report
from domain.talk.contacts import Contact
from domain.talk.wayin import FORGET_AFTER


@dataclass(frozen=True, slots=True)
class Keeping:
    """Days after the end of a report, by kind of data; of the log, days after the entry."""

    words: int = 365
    photos: int = 365
    voice: int = 90
    log: int = 1095

    def of(self, kind: str) -> timedelta:
        """So long one kind is kept."""
        return timedelta(days=getattr(self, kind))


@dataclass(frozen=True, slots=True)
class Mine:
    """What is kept of one person."""

    name: str
    accounts: tuple[str, ...]  # channels
    roles: tuple[tuple[str, str], ...]  # community's name, role
    reports: tuple[tuple[Report, int, int, Contact | None], ...]  # with how many photos and voice messages
    filed: tuple[Report, ...]  # for others
    supported: tuple[int, ...]  # numbers
    rated: tuple[int, ...]
    corrections: int
    confided: tuple[str, ...]
    looks: tuple[tuple[int, datetime, str], ...]  # who was shown a contact or read words: number, when, trade or street


def privacy(keeping: Keeping) -> tuple[Line, ...]:
    """谁看得见，留多久, in plain words."""
    return (
        line("privacy-who"),
        line("privacy-public"),
        line("privacy-you"),
        line(
            "privacy-keep",
            words=keeping.words,
            photos=keeping.photos,
            voice=keeping.voice,
            contact=FORGET_AFTER.days,
        ),
        line("privacy-rights"),
    )


def mine_caption(beside: int, left: int) -> tuple[Line, ...]:
    """What is said with that: so many photos and voice messages lie beside it, and so many did not fit."""
    lines = [line("mine-caption")]
    lines += [line("mine-beside", count=beside)] if beside else []
    lines += [line("mine-left", count=left)] if left else []
    return tuple(lines)


def mine(data: Mine) -> tuple[Line, ...]:
    """Everything that is kept of somebody, for themselves."""
    lines = [line("mine-head", name=data.name), line("mine-accounts", channels=", ".join(data.accounts))]
    lines += [line("mine-role", community=community, role=Term("role", role)) for community, role in data.roles]
    for report, photos, voices, contact in data.reports:
        lines += _report(report, photos, voices, contact)
    lines += [line("mine-filed", number=str(each.number)) for each in data.filed]
    lines += _numbers("mine-supported", data.supported)
    lines += _numbers("mine-rated", data.rated)
    if data.corrections:
        lines.append(line("mine-corrections", count=data.corrections))
    lines += [line("mine-confided", text=text) for text in data.confided]
    for number, at, who in data.looks:
        if who == Role.STREET:
            lines.append(line("mine-read", number=str(number), day=Day(at)))
        else:
            lines.append(line("mine-look", number=str(number), day=Day(at), who=Term("trade", who)))
    return (*lines, line("mine-end"))


def _report(report: Report, photos: int, voices: int, contact: Contact | None) -> list[Line]:
    lines = [
        line(
            "mine-report",
            number=str(report.number),
            day=Day(report.reported_at),
            category=Term("category", report.category),
            place=report.place.words,
            status=Term("status", report.told_status),
        ),
        line(f"mine-sight-{'complaint' if report.above else report.visibility}"),
    ]
    if report.text:
        lines.append(line("quoted", text=report.text))
    if photos or voices:
        lines.append(line("mine-media", photos=photos, voices=voices))
    if contact:
        lines.append(
            line(
                "mine-contact", contact=" ".join(part for part in (contact.name, contact.phone, contact.visit) if part)
            )
        )
    if report.released:
        lines.append(line("mine-released", text=report.released))
    return lines


def _numbers(key: str, numbers: Sequence[int]) -> list[Line]:
    return [line(key, numbers=", ".join(map(str, numbers)))] if numbers else []
