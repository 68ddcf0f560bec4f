"""Which photos everybody may see: one condition, for the pages that show them and for whoever asks for the file.

A photo is open while its report is public, and staff released it: its reporter's own, or the one that shows the
repair, from the moment that everybody is told of it.  Taken back, it is closed to all who kept its address, too.
"""

from domain.public import visibility
from storage.db import Tx

_SEEN = ", ".join(f"'{each}'" for each in visibility.stored())
# Of r, a report; a, what is attached to it; m, what is known of the file.
OPEN = f"""
    a.kind = 'photo' AND m.kind = 'photo' AND m.state = 'stored' AND m.stored IS NOT NULL
    AND r.visibility IN ({_SEEN}) AND r.above = ''
    AND (a.after = 1 AND r.pending_back_to IS NULL OR a.after = 0 AND r.published = 1 AND m.person = r.reporter)
"""


def is_open(tx: Tx, file: str) -> bool:
    """Whether everybody may see this photo of ours, by one report at least."""
    sql = f"""
        SELECT 1 FROM media AS m INDEXED BY media_stored
        JOIN attachment AS a ON a.media = m.name JOIN report AS r ON r.id = a.report
        WHERE m.stored = ? AND {OPEN} LIMIT 1
    """
    return tx.one(sql, (file,)) is not None


def photos(tx: Tx, report: int, after: bool) -> tuple[str, ...]:
    """The files of a report that everybody may see: as it was, or as it is after the repair."""
    sql = f"""
        SELECT m.stored FROM report AS r
        JOIN attachment AS a ON a.report = r.id JOIN media AS m ON m.name = a.media
        WHERE r.id = ? AND a.after = ? AND {OPEN} ORDER BY a.id
    """
    return tuple(file for (file,) in tx.all(sql, (report, int(after))))
