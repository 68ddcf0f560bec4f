"""Invitations are found by their hash, follow what happens to them, and go a week after they expired."""

from dataclasses import replace
from datetime import timedelta

from domain.members.invitation import Invitation, Post, Stage
from domain.people import Role
from storage import invitations, people
from storage.db import Database, Tx
from tests.storage.examples import NOW

WIRE = Post(Role.STAFF, "electrician", ("g1", "g2"))
FOR_WU = Invitation(0, "hash", "ginkgo", 1, WIRE, NOW + timedelta(hours=24))


async def test_an_invitation_comes_back_as_it_was(db: Database) -> None:
    await db.write(invitations.put, FOR_WU)
    found = await db.write(invitations.by_hash, "hash")
    assert found is not None
    assert found == replace(FOR_WU, id=found.id)
    assert await db.write(invitations.get, found.id) == found
    assert await db.write(invitations.by_hash, "another") is None


async def test_it_follows_what_happens(db: Database) -> None:
    await db.write(invitations.put, FOR_WU)
    shown = replace(FOR_WU, id=1, stage=Stage.SHOWN, guest=2, guest_chat=3)
    await db.write(invitations.put, shown)
    assert await db.write(invitations.get, 1) == shown


async def test_it_dies_with_the_role_of_the_inviter_there(db: Database) -> None:
    def make(tx: Tx) -> None:
        for hash_, community, stage in (
            ("open", "ginkgo", Stage.OPEN),
            ("agreed", "ginkgo", Stage.AGREED),
            ("elsewhere", "willow", Stage.OPEN),
        ):
            invitations.put(tx, replace(FOR_WU, hash=hash_, community=community, stage=stage))
        invitations.put(tx, replace(FOR_WU, hash="by another", inviter=2))

    await db.write(make)
    await db.write(invitations.void, 1, "ginkgo")
    stages = {row[0]: row[1] for row in await db.write(lambda tx: tx.all("SELECT hash, state FROM invitation"))}
    assert stages == {"open": "void", "agreed": "agreed", "elsewhere": "open", "by another": "open"}


async def test_it_is_kept_for_a_week_after_it_expired(db: Database) -> None:
    await db.write(invitations.put, FOR_WU)
    await db.write(invitations.purge, NOW + timedelta(days=7))
    assert await db.write(invitations.by_hash, "hash")
    await db.write(invitations.purge, NOW + timedelta(days=9))
    assert await db.write(invitations.by_hash, "hash") is None


async def test_who_is_forgotten_is_no_guest_and_invites_nobody(db: Database) -> None:
    def story(tx: Tx) -> tuple[Invitation | None, Invitation | None]:
        wu = people.add_person(tx, "web", "wu", "小吴", "zh-CN")
        liu = people.add_person(tx, "web", "liu", "刘书记", "zh-CN")
        invitations.put(tx, replace(FOR_WU, inviter=liu.id))
        invitations.put(tx, replace(FOR_WU, id=1, stage=Stage.SHOWN, guest=wu.id, guest_chat=3))
        people.forget(tx, wu.id, NOW)
        left = invitations.get(tx, 1)
        people.forget(tx, liu.id, NOW)
        return left, invitations.get(tx, 1)

    left, ended = await db.write(story)
    assert left and (left.guest, left.guest_chat, left.stage) == (None, None, Stage.SHOWN)
    assert ended and ended.stage is Stage.VOID
