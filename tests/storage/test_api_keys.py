"""How often a key may be used: counted by the hour and by the day, and never past either."""

import secrets

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import api_keys
from storage.api_keys import DAY, HOUR, Left
from storage.db import Database, Tx


async def test_the_limit_that_ends_first_is_told(db: Database) -> None:
    await db.write(api_keys.make, "h", "ginkgo", "a", 2, 3, 0)
    spend = [await db.write(api_keys.spend, 1, at * 1000) for at in (0, 1, 2, HOUR, HOUR + 1, DAY)]
    assert spend == [
        Left(2, 1, HOUR),
        Left(2, 0, HOUR),
        Left(2, -1, HOUR),
        Left(3, 0, DAY),
        Left(3, -1, DAY),
        Left(2, 1, DAY + HOUR),
    ]


async def test_a_key_that_is_not_valid_spends_nothing(db: Database) -> None:
    await db.write(api_keys.make, "h", "ginkgo", "a", 2, 3, 0)
    await db.write(api_keys.revoke, 1, 5)
    assert await db.write(api_keys.spend, 1, 10) is None and await db.write(api_keys.spend, 2, 10) is None
    assert await api_keys.find(db.reader, "h") is None


@given(st.lists(st.integers(0, 3 * DAY), max_size=30))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_no_hour_and_no_day_sees_more_than_it_may(db: Database, times: list[int]) -> None:
    per_hour, per_day = 2, 5
    key = await db.write(api_keys.make, secrets.token_hex(), "ginkgo", "a", per_hour, per_day, 0)

    def spend(tx: Tx) -> list[int]:
        found = [(at, api_keys.spend(tx, key, at * 1000)) for at in sorted(times)]
        return [at for at, left in found if left and left.remaining >= 0]

    spent = await db.write(spend)
    for at in spent:
        assert sum(each // HOUR == at // HOUR for each in spent) <= per_hour
        assert sum(each // DAY == at // DAY for each in spent) <= per_day
