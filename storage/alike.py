"""Photos of repairs that nearly are older photos, found by their fingerprints (storage/likeness.py)."""

from domain.report import Report
from storage.db import Tx
from storage.likeness import Fingerprint

AT_MOST = 200  # candidates for one photo


def older(tx: Tx, report: Report) -> tuple[str, int, str] | None:
    """A photo of this repair, and the report and name of an older photo of the community that it nearly is."""
    rows = tx.all(
        """
        SELECT attachment.id, media.name, media.bits, media.sketch
        FROM attachment JOIN media ON media.name = attachment.media
        WHERE attachment.report = ? AND attachment.after = 1 AND media.bits IS NOT NULL ORDER BY attachment.id
        """,
        (report.id,),
    )
    for id_, name, bits, sketch in rows:
        known_by = Fingerprint(bits, sketch)
        for other, photo, its_bits, its_sketch in _candidates(tx, report, id_, bits):
            if known_by.is_like(Fingerprint(its_bits, its_sketch)):
                return name, other, photo
    return None


def _candidates(tx: Tx, report: Report, before: int, bits: int) -> list[tuple[int, str, int, bytes]]:
    """Older photos that share one of four bands of bits; at most three bits differ, so a like one does."""
    # CROSS JOIN: SQLite would rather begin with all reports of the community.
    return tx.all(
        """
        SELECT attachment.report, media.name, media.bits, media.sketch
        FROM media
        CROSS JOIN attachment INDEXED BY attachment_media ON attachment.media = media.name
        CROSS JOIN report ON report.id = attachment.report
        WHERE media.name IN (
            SELECT name FROM media WHERE bits IS NOT NULL AND bits & 65535 = :band0
            UNION SELECT name FROM media WHERE bits IS NOT NULL AND bits >> 16 & 65535 = :band1
            UNION SELECT name FROM media WHERE bits IS NOT NULL AND bits >> 32 & 65535 = :band2
            UNION SELECT name FROM media WHERE bits IS NOT NULL AND bits >> 48 & 65535 = :band3
        )
          AND report.community = :community AND report.above = '' AND attachment.id < :before
          AND NOT (attachment.report = :report AND attachment.after = 1)
        ORDER BY attachment.id LIMIT :most
        """,
        {
            "community": report.community, "before": before, "report": report.id, "most": AT_MOST,
            **{f"band{n}": bits >> 16 * n & 65535 for n in range(4)},
        },
    )  # fmt: skip


def is_noted(tx: Tx, report: Report) -> bool:
    """Whether the head heard of it in this cycle already."""
    row = tx.one(
        "SELECT 1 FROM report_event WHERE report = ? AND kind = 'alike' AND detail LIKE ?",
        (report.id, f"{report.cycle}:%"),
    )
    return row is not None
