"""Epoch milliseconds in the tables, aware UTC datetimes everywhere else."""

from datetime import UTC, datetime, timedelta
from typing import overload

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MS = timedelta(milliseconds=1)


@overload
def to_ms(at: datetime) -> int: ...
@overload
def to_ms(at: None) -> None: ...
def to_ms(at: datetime | None) -> int | None:
    """Epoch milliseconds of an aware datetime; None stays None."""
    return None if at is None else (at - _EPOCH) // MS


@overload
def from_ms(ms: int) -> datetime: ...
@overload
def from_ms(ms: None) -> None: ...
def from_ms(ms: int | None) -> datetime | None:
    """The aware UTC datetime of epoch milliseconds; None stays None."""
    return None if ms is None else _EPOCH + ms * MS
