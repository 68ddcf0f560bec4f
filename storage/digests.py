"""The weekly digests and the pictures that are drawn for people."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.counting.digest import Digest
from storage.db import Row, Tx
from storage.times import from_ms, to_ms

KEPT = timedelta(days=92)  # so long a picture can be looked at where it was posted
_DIGEST = "id, community, week, post_at, state, words, extra"
_DRAWING = "id, community, about, lang, chat, state, media"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of ours: waiting to be drawn, drawn, or failed."""

    id: int
    community: str
    about: str
    lang: str
    chat: int | None
    state: str
    media: str | None


def add(tx: Tx, community: str, week: str, post_at: datetime, state: str, words: dict[str, tuple[str, str]]) -> Digest:
    """A community's digest of a week begins; there is one at most."""
    id_ = tx.insert(
        "INSERT INTO digest (community, week, post_at, state, words, extra) VALUES (?, ?, ?, ?, ?, '')",
        (community, week, to_ms(post_at), state, json.dumps(words, ensure_ascii=False)),
    )
    found = get(tx, id_)
    assert found is not None
    return found


def get(tx: Tx, id_: int) -> Digest | None:
    """One digest."""
    row = tx.one(f"SELECT {_DIGEST} FROM digest WHERE id = ?", (id_,))
    return _digest(row) if row else None


def of_week(tx: Tx, community: str, week: str) -> Digest | None:
    """What became of a week's digest, if anything did."""
    row = tx.one(f"SELECT {_DIGEST} FROM digest WHERE community = ? AND week = ?", (community, week))
    return _digest(row) if row else None


def change(tx: Tx, digest: Digest) -> None:
    """Store how it stands now."""
    tx.run("UPDATE digest SET state = ?, extra = ? WHERE id = ?", (digest.state, digest.extra, digest.id))


def draw(tx: Tx, community: str, about: str, lang: str, chat: int | None, now: datetime) -> int:
    """A picture is wanted; the id of its drawing."""
    return tx.insert(
        "INSERT INTO drawing (community, about, lang, chat, state, at) VALUES (?, ?, ?, ?, 'waiting', ?)",
        (community, about, lang, chat, to_ms(now)),
    )


def drawing(tx: Tx, id_: int) -> Drawing | None:
    """One drawing."""
    row = tx.one(f"SELECT {_DRAWING} FROM drawing WHERE id = ?", (id_,))
    return Drawing(*row) if row else None


def drawings(tx: Tx, community: str, about: str) -> list[Drawing]:
    """The pictures of a digest, one for each language."""
    rows = tx.all(
        f"SELECT {_DRAWING} FROM drawing WHERE community = ? AND about = ? AND chat IS NULL ORDER BY id",
        (community, about),
    )
    return [Drawing(*row) for row in rows]


def drawn(tx: Tx, id_: int, media: str | None) -> None:
    """It was drawn; without a file it never will be."""
    tx.run("UPDATE drawing SET state = ?, media = ? WHERE id = ?", ("drawn" if media else "failed", media, id_))


def purge(tx: Tx, now: datetime) -> None:
    """Forget pictures of long ago; their files go with them (storage/copies.py), what was said of the week stays."""
    tx.run("DELETE FROM drawing WHERE at < ?", (to_ms(now - KEPT),))


def _digest(row: Row) -> Digest:
    id_, community, week, post_at, state, words, extra = row
    by_lang = {lang: (before, after) for lang, (before, after) in json.loads(words).items()}
    return Digest(id_, community, week, from_ms(post_at), state, by_lang, extra)
