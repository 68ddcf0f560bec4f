"""Read the files of communities (see config/sample/community.toml); explain what is wrong with them."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from config import asset_list, measure, table, territory
from config.categories import TRADES
from config.errors import ConfigError
from config.table import LANGUAGES, Table
from config.workdays import CALENDARS
from domain.community import MORNING, Asset, Building, Community, Company, Elsewhere, Grid, Member, Quiet, Shift, Weekly
from domain.people import CREW, GRANTED
from domain.promises.workdays import Workdays
from domain.understanding.folding import fold

SAMPLE = Path(__file__).parent / "sample" / "community.toml"
ROLES = frozenset({"resident", *(role.value for role in GRANTED)})
RESERVED = frozenset({"manager", "join", "street"})  # t.me/…?start=manager-… is no building of a community
NO_COMPANY = "none"  # written for a building without a property company (无物业)

_KEYS = frozenset(
    "code zh en timezone sample company companies phones grids buildings members shifts categories days digest "
    "figures coordinates assets plugins aliases outside assets_csv".split()
)
PLUGINS = frozenset({"model", "speech"})
DAYS = {day: number for number, day in enumerate("mon tue wed thu fri sat sun".split())}
CODE = re.compile("[a-z][a-z0-9_]{0,31}")  # travels in buttons and addresses
PHONE = re.compile(r"\+?[0-9][0-9 -]{1,20}")


def load(path: Path) -> Community:
    """The community of the file. Raises ``ConfigError`` if it cannot be meant so."""
    return understood(table.read(path))


def understood(file: Table) -> Community:
    """The community that these values describe.  Raises ``ConfigError``."""
    file.only(_KEYS)
    system = territory.system(file)
    grids = {
        code: _grid_of(_code(rows, code), entry, system)
        for rows in [file.table("grids", '[grids] g1 = { zh = "第一网格", en = "Grid 1" }')]
        for code, entry in rows.tables()
    }
    if not grids:
        file.wrong("grids", "at least one grid is needed", 'g1 = { zh = "第一网格", en = "Grid 1" }')
    companies = {
        code: _company(_code(rows, code), entry)
        for rows in [file.table("companies", "[companies] …", optional=True)]
        for code, entry in rows.tables()
    }
    members = {
        handle: _member(handle, entry, grids)
        for handle, entry in file.table("members", "[members] …", optional=True).tables()
    }
    company = _company_of(file, companies)
    buildings = _buildings(file.table("buildings", "[buildings] …"), grids, companies, company, system)
    return Community(
        code=_community_code(file),
        names=_names(file, 'zh = "银杏里社区"'),
        sample=file.flag("sample"),
        zone=_zone(file),
        grids=grids,
        companies=companies,
        buildings=buildings,
        assets=_assets(file, grids, buildings, system),
        aliases=file.texts("aliases", 'aliases = ["银杏新村"]'),
        outside=_outside(file.table("outside", "[outside] …", optional=True), buildings, system),
        phones=_phones(file.table("phones", '[phones] duty = "010-5550-0110"')),
        shifts=tuple(
            _shift(code, entry, members, grids)
            for code, entry in file.table("shifts", "[shifts] …", optional=True).tables()
        ),
        members=members,
        **_days(file.table("days", "[days] …", optional=True)),
        digest=_digest(file.table("digest", "[digest] …", optional=True), _community_code(file)),
        without=_without(file.table("plugins", "[plugins] model = false", optional=True)),
        measure=measure.read(file.table("figures", "", optional=True)),
        categories={code: dict(entry.values) for code, entry in file.table("categories", "", optional=True).tables()},
        file=str(file.file),
    )


def load_all(path: Path) -> dict[str, Community]:
    """The communities of one file, or of every .toml file in a folder, by code.  Raises ``ConfigError``."""
    found: dict[str, Community] = {}
    for file in files(path):
        community = load(file)
        if community.code in found:
            raise same_code(file, community.code)
        found[community.code] = community
    return found


def files(path: Path) -> list[Path]:
    """The community files: this one, or those in this folder.  Raises ``ConfigError`` when there are none."""
    found = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    if not found:
        raise ConfigError(path, "", "holds no community file; make init writes one", "north.toml")
    return found


def same_code(file: Path, code: str) -> ConfigError:
    """Two files say that they are the same community."""
    return ConfigError(file, "code", f'another file is called "{code}" too', 'code = "north"')


def peopled(home: Community) -> Community:
    """The community with the sample's invented people, when its own file invents nobody: a trial needs somebody.

    Who looks after the sample's second grid looks after the second one here; without such a grid, after all.
    """
    if home.members:
        return home
    sample = load(SAMPLE)
    here = dict(zip(sample.grids, home.grids, strict=False))
    members = {
        handle: replace(member, grids=tuple(here[grid] for grid in member.grids if grid in here))
        for handle, member in sample.members.items()
    }
    crew = {shift.code: shift.people for shift in sample.shifts}
    everybody = tuple(dict.fromkeys(handle for people in crew.values() for handle in people))
    shifts = tuple(
        replace(
            shift,
            people=tuple(
                handle
                for handle in crew.get(shift.code, everybody)
                if not shift.trades or members[handle].trade in shift.trades
            ),
        )
        for shift in home.shifts
    )
    return replace(home, members=members, shifts=shifts or sample.shifts)


def _code(at: Table, code: str) -> str:
    if not CODE.fullmatch(code):
        at.wrong(code, "codes are small letters, digits and _, at most 32", "g1")
    return code


def _assets(file: Table, grids: dict[str, Grid], buildings: dict[str, Building], system: str) -> dict[str, Asset]:
    """The things with codes: those of the file itself, and those of the list beside it."""
    found = territory.assets(file.table("assets", "[assets] …", optional=True), grids, buildings, system)
    if name := file.text("assets_csv", 'assets_csv = "lamps.csv"', default=""):
        ground = asset_list.Ground(grids, buildings, system)
        return asset_list.read(file.file.parent / name, ground, found) | found
    return found


def _community_code(file: Table) -> str:
    code = file.text("code", 'code = "ginkgo"')
    if not CODE.fullmatch(code):
        file.wrong("code", "codes are small letters, digits and _, at most 32", 'code = "ginkgo"')
    if code in RESERVED:
        file.wrong("code", f'"{code}" begins links of another kind', 'code = "ginkgo"')
    return code


def _names(entry: Table, example: str) -> dict[str, str]:
    return {language: entry.text(key, example.replace("zh", key, 1)) for key, language in LANGUAGES.items()}


def _zone(file: Table) -> ZoneInfo:
    name = file.text("timezone", 'timezone = "Asia/Shanghai"')
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, malformed, or a folder of the time zone data
        file.wrong("timezone", f'"{name}" is not a time zone', 'timezone = "Asia/Shanghai"')


def _grid_of(code: str, entry: Table, system: str) -> Grid:
    entry.only({"zh", "en", "officer", "phone", "area"})
    officer = entry.text("officer", 'officer = "陈晓"', default="")
    phone = _phone(entry) if "phone" in entry.values else ""
    return Grid(code, _names(entry, 'zh = "第一网格"'), officer, phone, territory.area(entry, system))


def _company(code: str, entry: Table) -> Company:
    entry.only({"zh", "en", "phone"})
    return Company(code, _names(entry, 'zh = "安居物业"'), _phone(entry))


def _outside(rows: Table, buildings: dict[str, Building], system: str) -> dict[str, Elsewhere]:
    ours = {fold(name) for each in buildings.values() for name in (*each.names.values(), *each.aliases)}
    found = {}
    for code, entry in rows.tables():
        entry.only({*LANGUAGES, "aliases", "who_zh", "who_en", "phone", "community", "area"})
        who = {language: entry.text(f"who_{key}", 'who_zh = "车站街道办"') for key, language in LANGUAGES.items()}
        listed = Elsewhere(
            code=_code(rows, code),
            names=_names(entry, 'zh = "车站路"'),
            aliases=entry.texts("aliases", 'aliases = ["站前路"]'),
            who=who,
            phone=_phone(entry),
            community=entry.text("community", 'community = "willow"', default=""),
            area=territory.area(entry, system),
        )
        for name in (*listed.names.values(), *listed.aliases):
            if fold(name) in ours:
                entry.wrong("zh", f'"{name}" is a place of your own', "leave it out here or there")
        found[code] = listed
    return found


def _phone(entry: Table) -> str:
    number = entry.text("phone", 'phone = "010-5550-0120"')
    if not PHONE.fullmatch(number):
        entry.wrong("phone", f'"{number}" is not a phone number', 'phone = "010-5550-0120"')
    return number


def _company_of(entry: Table, companies: dict[str, Company], default: str | None = None) -> str | None:
    """The property company an entry names; ``none`` says that there is none."""
    code = entry.text("company", 'company = "anju"', default=default or NO_COMPANY)
    if code == NO_COMPANY:
        return None
    if code not in companies:
        known = ", ".join((*companies, NO_COMPANY))
        entry.wrong("company", f'there is no company "{code}"; known are {known}', 'company = "none"')
    return code


def _buildings(
    rows: Table, grids: dict[str, Grid], companies: dict[str, Company], company: str | None, system: str
) -> dict[str, Building]:
    buildings: dict[str, Building] = {}
    taken: dict[str, str] = {}  # folded name -> code
    for code, entry in rows.tables():
        entry.only({"zh", "en", "grid", "aliases", "point", "company"})
        building = Building(
            code=_code(rows, code),
            names=_names(entry, 'zh = "3号楼"'),
            grid=_grid(entry, "grid", entry.text("grid", 'grid = "g1"'), grids),
            aliases=entry.texts("aliases", 'aliases = ["邮局楼"]'),
            point=territory.point(entry, system),
            company=_company_of(entry, companies, company),
        )
        for name in {fold(name) for name in (*building.names.values(), *building.aliases)}:
            if name in taken:
                entry.wrong("zh", f'"{name}" is already the name of {taken[name]}', "each name once")
            taken[name] = code
        buildings[code] = building
    return buildings


def _grid(entry: Table, key: str, grid: str, grids: dict[str, Grid]) -> str:
    if grid not in grids:
        entry.wrong(key, f'there is no grid "{grid}"; known are {", ".join(grids)}', 'grid = "g1"')
    return grid


def _phones(rows: Table) -> dict[str, str]:
    phones = {name: rows.text(name, f'{name} = "010-5550-0110"') for name in rows.values}
    for name, number in phones.items():
        if not PHONE.fullmatch(number):
            rows.wrong(name, f'"{number}" is not a phone number', f'{name} = "010-5550-0110"')
    if "duty" not in phones:
        rows.wrong("duty", "is missing; residents are given it when nothing else helps", 'duty = "010-5550-0110"')
    return phones


def _member(handle: str, entry: Table, grids: dict[str, Grid]) -> Member:
    entry.only({"name", "role", "trade", "grids"})
    role = entry.choice("role", ROLES, 'role = "staff"')
    return Member(
        handle=handle,
        name=entry.text("name", 'name = "周师傅"'),
        role=role,
        trade=entry.choice("trade", TRADES, 'trade = "electrician"') if role in CREW else "",
        grids=tuple(_grid(entry, "grids", grid, grids) for grid in entry.texts("grids", 'grids = ["g1"]')),
    )


def _days(entry: Table) -> dict[str, Any]:
    """Working days, quiet hours, and when the crew hears what the day brings."""
    entry.only({"calendar", "closed", "open", "quiet", "morning"})
    calendar = entry.text("calendar", 'calendar = "cn"', default="cn")
    if calendar not in CALENDARS:
        entry.wrong("calendar", f'"{calendar}" is none of {", ".join(CALENDARS)}', 'calendar = "cn"')
    own = {day: works for key, works in (("closed", False), ("open", True)) for day in _dates(entry, key)}
    morning = _time(entry, "morning", MORNING)
    return {"workdays": Workdays(CALENDARS[calendar], own), "quiet": _quiet(entry), "morning": morning}


def _dates(entry: Table, key: str) -> Iterator[date]:
    for written in entry.texts(key, f'{key} = ["2026-12-31"]'):
        try:
            yield date.fromisoformat(written)
        except ValueError:
            entry.wrong(key, f'"{written}" is not a date', f'{key} = ["2026-12-31"]')


def _quiet(entry: Table) -> Quiet | None:
    written = entry.text("quiet", 'quiet = "22:00-07:00"', default="22:00-07:00")
    if written == "never":
        return None
    since, _, until = written.partition("-")
    hours = Table(entry.file, entry.path, {"since": since, "until": until or "?"})
    quiet = Quiet(_time(hours, "since"), _time(hours, "until"))
    if quiet.since == quiet.until:
        entry.wrong("quiet", "begins when it ends", 'quiet = "22:00-07:00", or "never"')
    return quiet


def _without(entry: Table) -> frozenset[str]:
    """The plug-ins that this community does without, though they are set up."""
    entry.only(PLUGINS)
    return frozenset(name for name in PLUGINS if name in entry.values and not entry.flag(name))


def _digest(entry: Table, community: str) -> Weekly | None:
    """The digest's day and hour; without them an hour of the community's own on Sunday evening."""
    entry.only({"day", "hour"})
    day = entry.text("day", 'day = "sun"', default="sun")
    if day == "never":
        return None
    if day not in DAYS:
        entry.wrong("day", f'"{day}" is not a day: {", ".join(DAYS)}', 'day = "sun", or "never"')
    hour = _time(entry, "hour", own_hour(community))
    if hour.minute in (0, 30):
        entry.wrong("hour", "at :00 and :30 everybody's messages come at once; take another minute", 'hour = "18:37"')
    return Weekly(DAYS[day], hour)


def own_hour(community: str) -> time:
    """Between 17:01 and 19:59, the same after every start, and not the same for all communities."""
    chance = zlib.crc32(community.encode())
    minutes = [minute for minute in range(1, 60) if minute != 30]
    return time(17 + chance % 3, minutes[chance // 3 % len(minutes)])


def _shift(code: str, entry: Table, members: dict[str, Member], grids: dict[str, Grid]) -> Shift:
    entry.only({"days", "since", "until", "people", "grids", "trades"})
    people = entry.texts("people", 'people = ["zhou"]')
    for handle in people:
        if handle not in members or members[handle].role not in CREW:
            staff = ", ".join(member.handle for member in members.values() if member.role in CREW)
            entry.wrong("people", f'"{handle}" is not one of the staff: {staff}', 'people = ["zhou"]')
    days = entry.texts("days", 'days = ["mon", "tue"]') or tuple(DAYS)
    for day in days:
        if day not in DAYS:
            entry.wrong("days", f'"{day}" is not a day: {", ".join(DAYS)}', 'days = ["mon", "tue"]')
    since, until = _time(entry, "since"), _time(entry, "until")
    limits = {
        "grids": tuple(_grid(entry, "grids", grid, grids) for grid in entry.texts("grids", 'grids = ["g1"]')),
        "trades": tuple(_trades(entry)),
    }
    for handle in people:
        if limits["trades"] and members[handle].trade not in limits["trades"]:
            entry.wrong("people", f'"{handle}" is not of the trades of this shift', 'trades = ["electrician"]')
    return Shift(code, frozenset(DAYS[day] for day in days), since, until, people, **limits)


def _trades(entry: Table) -> Iterator[str]:
    for trade in entry.texts("trades", 'trades = ["electrician"]'):
        if trade not in TRADES:
            entry.wrong("trades", f'"{trade}" is not a trade: {", ".join(sorted(TRADES))}', 'trades = ["electrician"]')
        yield trade


def _time(entry: Table, key: str, default: time | None = None) -> time:
    written = entry.text(key, f'{key} = "08:00"', default=f"{default:%H:%M}" if default else None)
    match = re.fullmatch(r"(\d{1,2}):(\d\d)", written)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        entry.wrong(key, f'"{written}" is not a time of day', f'{key} = "08:00"')
    return time(int(match[1]), int(match[2]))
