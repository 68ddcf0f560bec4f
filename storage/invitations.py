"""Invitations: found by the hash of their code, for a week after they expired."""

from datetime import datetime, timedelta

from domain.members.invitation import Invitation, Post, Stage
from domain.people import Role
from storage.db import Row, Tx
from storage.times import from_ms, to_ms

KEPT = timedelta(days=7)  # so long a used or expired code is told from one that never was
_COLUMNS = "id, hash, community, inviter, role, trade, grids, expires_at, state, guest, guest_chat"


def put(tx: Tx, invitation: Invitation) -> None:
    """Store a new invitation, or how one stands now."""
    if invitation.id:
        tx.run(
            "UPDATE invitation SET state = ?, guest = ?, guest_chat = ? WHERE id = ?",
            (invitation.stage.value, invitation.guest, invitation.guest_chat, invitation.id),
        )
        return
    post = invitation.post
    tx.run(
        """
        INSERT INTO invitation (hash, community, inviter, role, trade, grids, expires_at, state)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            invitation.hash,
            invitation.community,
            invitation.inviter,
            post.role.value,
            post.trade,
            " ".join(post.grids),
            to_ms(invitation.expires_at),
            invitation.stage.value,
        ),
    )


def get(tx: Tx, id_: int) -> Invitation | None:
    """An invitation by its id."""
    row = tx.one(f"SELECT {_COLUMNS} FROM invitation WHERE id = ?", (id_,))
    return _invitation(row) if row else None


def by_hash(tx: Tx, hash_: str) -> Invitation | None:
    """The invitation with this code."""
    row = tx.one(f"SELECT {_COLUMNS} FROM invitation WHERE hash = ?", (hash_,))
    return _invitation(row) if row else None


def void(tx: Tx, inviter: int, community: str) -> None:
    """What somebody invited to and nobody agreed to yet is off: they may not invite any more."""
    tx.run(
        "UPDATE invitation SET state = 'void' WHERE inviter = ? AND community = ? AND state IN ('open', 'shown')",
        (inviter, community),
    )


def purge(tx: Tx, now: datetime) -> None:
    """Codes that expired a while ago."""
    tx.run("DELETE FROM invitation WHERE expires_at < ?", (to_ms(now - KEPT),))


def _invitation(row: Row) -> Invitation:
    id_, hash_, community, inviter, role, trade, grids, expires_at, state, guest, guest_chat = row
    post = Post(Role(role), trade, tuple(grids.split()))
    return Invitation(id_, hash_, community, inviter, post, from_ms(expires_at), Stage(state), guest, guest_chat)
