"""Browsers that asked to be told when something is said (Web Push); calls to them are slots of one chat of ours."""

from dataclasses import dataclass

from storage import meta
from storage.db import Tx

KEY = "push_key"  # in meta: our private key, as a push service knows us


@dataclass(frozen=True, slots=True)
class Push:
    """Where one browser is told, and the keys that only it can open."""

    id: int
    endpoint: str
    p256dh: str
    auth: str
    lang: str


def put(tx: Tx, device: str, account: str, endpoint: str, p256dh: str, auth: str, lang: str) -> None:
    """A browser wants to be told, here from now on."""
    tx.run("DELETE FROM web_push WHERE device = ?", (device,))
    tx.insert(
        "INSERT INTO web_push (device, account, endpoint, p256dh, auth, lang) VALUES (?, ?, ?, ?, ?, ?)",
        (device, account, endpoint, p256dh, auth, lang),
    )


def drop(tx: Tx, device: str) -> None:
    """A browser wants to be told no more."""
    tx.run("DELETE FROM web_push WHERE device = ?", (device,))


def end(tx: Tx, id_: int) -> None:
    """The push service knows it no more."""
    tx.run("DELETE FROM web_push WHERE id = ?", (id_,))


def get(tx: Tx, id_: int) -> Push | None:
    """One of them; None when it ended."""
    row = tx.one("SELECT id, endpoint, p256dh, auth, lang FROM web_push WHERE id = ?", (id_,))
    return Push(*row) if row else None


def of(tx: Tx, person: int) -> list[int]:
    """The browsers of one person that want to be told."""
    rows = tx.all(
        """
        SELECT web_push.id FROM account JOIN web_push ON web_push.account = account.external
        WHERE account.person = ? AND account.channel = 'web' ORDER BY web_push.id
        """,
        (person,),
    )
    return [int(id_) for (id_,) in rows]


def key(tx: Tx, fresh: str) -> str:
    """Our private key; ``fresh`` once, when there is none yet."""
    known = meta.get(tx, KEY)
    if known is None:
        meta.put(tx, KEY, fresh)
    return known or fresh
