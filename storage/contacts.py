"""The contacts that people left for a report: one each, until it is erased."""

from datetime import datetime

from domain.talk import contacts
from domain.talk.contacts import Contact
from storage.db import Tx, replacing
from storage.times import to_ms


def keep(tx: Tx, report: int, contact: Contact, by: int, at: datetime) -> None:
    """Keep a contact for a report, together with what is known of it already."""
    known = contacts.merged(of(tx, report), contact)
    tx.run(
        replacing("contact", ("report", "name", "phone", "visit", '"by"', "at"), "report"),
        (report, known.name, known.phone, known.visit, by, to_ms(at)),
    )


def of(tx: Tx, report: int) -> Contact | None:
    """The contact that was left for a report, if any."""
    row = tx.one("SELECT name, phone, visit FROM contact WHERE report = ?", (report,))
    return Contact(*row) if row else None


def erase(tx: Tx, report: int) -> None:
    """Erase the contact of a report."""
    tx.run("DELETE FROM contact WHERE report = ?", (report,))


def giver(tx: Tx, report: int) -> int:
    """Who left the contact of a report; 0 when there is none."""
    row = tx.one('SELECT "by" FROM contact WHERE report = ?', (report,))
    return int(row[0]) if row else 0


def of_person(tx: Tx, person: int) -> list[int]:
    """The reports with a contact that somebody left, or that was left for what they reported."""
    rows = tx.all(
        """
        SELECT contact.report FROM contact JOIN report ON report.id = contact.report
        WHERE contact."by" = :person OR report.reporter = :person
        """,
        {"person": person},
    )
    return [report for (report,) in rows]
