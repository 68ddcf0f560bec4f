"""What the plug-ins used: calls and units of their own (tokens, seconds) for each community and calendar month."""

from dataclasses import dataclass

from storage.db import Tx


@dataclass(frozen=True, slots=True)
class Account:
    """Whose use is counted."""

    plugin: str
    community: str
    month: str  # 2026-11, in the community's own time


@dataclass(frozen=True, slots=True)
class Use:
    """What was used in a month."""

    calls: int = 0
    units: int = 0


def used(tx: Tx, account: Account) -> Use:
    """What was used so far."""
    row = tx.one("SELECT calls, units FROM plugin_use WHERE plugin = ? AND community = ? AND month = ?", _key(account))
    return Use(int(row[0]), int(row[1])) if row else Use()


def reserve(tx: Tx, account: Account, units: int, budget: int) -> bool:
    """Count one call and what it may use.  False, and nothing is counted, when that is more than the budget."""
    if used(tx, account).units + units > budget:
        return False
    tx.run(
        """
        INSERT INTO plugin_use (plugin, community, month, calls, units, told) VALUES (?, ?, ?, 1, ?, 0)
        ON CONFLICT (plugin, community, month) DO UPDATE SET
            calls = plugin_use.calls + 1, units = plugin_use.units + excluded.units
        """,
        (*_key(account), units),
    )
    return True


def settle(tx: Tx, account: Account, difference: int) -> None:
    """It used so much more than was set aside, or less."""
    tx.run(
        "UPDATE plugin_use SET units = max(0, units + ?) WHERE plugin = ? AND community = ? AND month = ?",
        (difference, *_key(account)),
    )


def tell_once(tx: Tx, account: Account) -> bool:
    """Whether nobody was told yet that this month's budget is used up; from now on somebody was."""
    tx.run(
        "INSERT INTO plugin_use (plugin, community, month, calls, units, told) VALUES (?, ?, ?, 0, 0, 0) "
        "ON CONFLICT DO NOTHING",
        _key(account),
    )
    return (
        tx.run(
            "UPDATE plugin_use SET told = 1 WHERE plugin = ? AND community = ? AND month = ? AND told = 0",
            _key(account),
        )
        == 1
    )


def _key(account: Account) -> tuple[str, str, str]:
    return account.plugin, account.community, account.month
