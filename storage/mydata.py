"""What is kept of one person, read for themselves."""

from collections import Counter

from domain.keeping import Mine
from domain.talk.contacts import Contact
from storage import confided, contacts, people, reports
from storage.db import Tx
from storage.times import from_ms

ALL = 1_000  # of one person's reports: more than anybody ever made
LOOKS = 100


def of(tx: Tx, person: int) -> Mine:
    """Everything, over all communities."""
    who = people.person(tx, person, "")
    mine = reports.of_person(tx, person, None, ALL)
    held = people.held(tx, person)
    looks = tx.all(
        """
        SELECT report.number, report_event.at, CASE WHEN kind = 'read_words' THEN 'street'
               ELSE coalesce((SELECT trade FROM role WHERE person = actor LIMIT 1), 'staff') END
        FROM report JOIN report_event ON report_event.report = report.id
        WHERE reporter = ? AND kind IN ('see_contact', 'read_words') ORDER BY report_event.id DESC LIMIT ?
        """,
        (person, LOOKS),
    )
    supported = tx.all(
        "SELECT number FROM supporter JOIN report ON report.id = supporter.report WHERE person = ? ORDER BY number",
        (person,),
    )
    rated = tx.all(
        "SELECT DISTINCT number FROM rating JOIN report ON report.id = rating.report WHERE person = ? ORDER BY number",
        (person,),
    )
    filed = tx.all("SELECT id FROM report WHERE filed_by = ? ORDER BY reported_at DESC, id DESC LIMIT ?", (person, ALL))
    row = tx.one("SELECT count(*) FROM correction WHERE person = ?", (person,))
    channels = tx.all("SELECT DISTINCT channel FROM account WHERE person = ? ORDER BY channel", (person,))
    return Mine(
        name=who.name if who else "",
        accounts=tuple(channel for (channel,) in channels),
        roles=tuple((community, role.value) for community, roles in held.items() for role in sorted(roles)),
        reports=tuple((each, *_media(tx, each.id), _contact(tx, each.id, person)) for each in mine),
        filed=tuple(found for (id_,) in filed if (found := reports.get(tx, id_))),
        supported=tuple(number for (number,) in supported),
        rated=tuple(number for (number,) in rated),
        corrections=int(row[0]) if row else 0,
        confided=tuple(each.text for each in confided.of_person(tx, person)),
        looks=tuple((number, from_ms(at), trade or "staff") for number, at, trade in looks),
    )


def _media(tx: Tx, report: int) -> tuple[int, int]:
    row = tx.one(
        """
        SELECT count(*) FILTER (WHERE kind = 'photo' AND after = 0), count(*) FILTER (WHERE kind = 'voice')
        FROM attachment WHERE report = ?
        """,
        (report,),
    )
    return (int(row[0]), int(row[1])) if row else (0, 0)


def _contact(tx: Tx, report: int, person: int) -> Contact | None:
    return contacts.of(tx, report) if contacts.giver(tx, report) == person else None


def files(tx: Tx, person: int) -> dict[str, str]:
    """Our copies of the photos and voice messages that somebody sent, the newest first: a name for each -> the file.

    They are called by the number of their report; ``0-1.jpg`` belongs to none.
    """
    rows = tx.all(
        """
        SELECT stored, coalesce(
            (SELECT max(report.number) FROM attachment JOIN report ON report.id = attachment.report
             WHERE attachment.media = media.name), 0)
        FROM media WHERE person = ? AND stored IS NOT NULL ORDER BY at DESC, name LIMIT ?
        """,
        (person, ALL),
    )
    found: dict[str, str] = {}
    counted: Counter[int] = Counter()
    for file, number in {file: number for file, number in rows}.items():
        counted[number] += 1
        found[f"{number}-{counted[number]}.{file.rpartition('.')[2]}"] = file
    return found
