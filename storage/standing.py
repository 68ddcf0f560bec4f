"""Where a community stands, looked at beside a program that may be running: has it people, groups, a roster?"""

from dataclasses import dataclass

from storage.db import Reader


@dataclass(frozen=True, slots=True)
class Standing:
    """What a newcomer still has to do."""

    managers: int
    staff: int
    groups: int
    duty_groups: int
    on_roster: int
    manager_code: str | None  # waits for the first manager


async def standing(reader: Reader, community: str) -> Standing:
    """One community's people and groups."""

    async def count(sql: str) -> int:
        ((number,),) = await reader.execute_fetchall(sql, (community,))
        return int(number)

    rows = await reader.execute_fetchall("SELECT value FROM meta WHERE key = ?", (f"manager_code:{community}",))
    return Standing(
        managers=await count("SELECT count(*) FROM role WHERE community = ? AND role = 'manager'"),
        staff=await count("SELECT count(DISTINCT person) FROM role WHERE community = ? AND role = 'staff'"),
        groups=await count("SELECT count(*) FROM chat WHERE community = ? AND kind = 'group' AND lost = 0"),
        duty_groups=await count("SELECT count(*) FROM chat WHERE community = ? AND kind = 'duty' AND lost = 0"),
        on_roster=await count(
            "SELECT count(*) FROM shift_person JOIN shift ON shift.id = shift_person.shift WHERE shift.community = ?"
        ),
        manager_code=next((str(value) for (value,) in rows), None),
    )


async def marks(reader: Reader) -> frozenset[str]:
    """Which of ``trial``, ``clock_moved``, ``real`` and ``held_since`` the database says of itself."""
    rows = await reader.execute_fetchall(
        "SELECT key FROM meta WHERE key IN ('trial', 'clock_moved', 'real', 'held_since')"
    )
    return frozenset(str(key) for (key,) in rows)
