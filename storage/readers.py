"""Who has a copy of what is said in the duty chat of a WeCom app: decided when it leaves."""

from datetime import datetime
from zoneinfo import ZoneInfo

from domain.duty.roster import on_duty
from domain.people import CREW
from storage import people, roster
from storage.db import Tx


def of_duty(
    tx: Tx, channel: str, corp: str, community: str, report: int | None, zone: ZoneInfo, now: datetime
) -> tuple[str, ...]:
    """The members of a corp who work for the grid of a report (or for any) and are on duty; all of them when nobody is.

    By their names in the corp, in the order in which they came to the desk.
    """
    row = tx.one("SELECT grid FROM report WHERE id = ?", (report,)) if report else None
    grid: str | None = row[0] if row else None
    staff = [each for each in people.holders(tx, community) if each.holds(CREW, grid)]
    here = {each.id: _names(tx, each.id, channel, corp) for each in staff}
    present = on_duty(roster.load(tx, community), zone, now, grid)
    on = [each.id for each in staff if each.id in present and here[each.id]]
    chosen = on or [each.id for each in staff]
    return tuple(dict.fromkeys(name for person in chosen for name in here[person]))


def _names(tx: Tx, person: int, channel: str, corp: str) -> list[str]:
    prefix = f"{corp}/"
    accounts = people.accounts(tx, person, channel)
    return [account.removeprefix(prefix) for account in accounts if account.startswith(prefix)]
