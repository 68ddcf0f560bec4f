"""How a community measures itself: the table ``[figures]`` of its file (docs/figures.md)."""

from dataclasses import fields

from config.table import Table
from domain.counting.figures import USUAL, Measure

_SHARES = ("so_so", "partly")


def read(entry: Table) -> Measure:
    """The weights and the least number; what is not written is as usual.  Raises ``ConfigError``."""
    names = [field.name for field in fields(Measure)]
    entry.only(names)
    given = {name: _number(entry, name) for name in names if name in entry.values}
    measure = Measure(**{**given, "least": int(given.get("least", USUAL.least))})  # type: ignore[arg-type]
    if not measure.response + measure.resolution + measure.satisfaction:
        entry.wrong("response", "the three weights cannot all be 0", "response = 10")
    return measure


def _number(entry: Table, name: str) -> float:
    most = 1 if name in _SHARES else 1000
    value = entry.values[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        entry.wrong(name, f"should be a number from 0 to {most}, not {value!r}", f"{name} = {getattr(USUAL, name):g}")
    return float(value)
