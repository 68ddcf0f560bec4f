"""The results board over a million reports: how long reading takes, and a hundred pages a second beside a bare page.

The bare page is Starlette and one Jinja2 template of the same size, in a process of its own like the board, asked in
turns with it: what the machine does meanwhile hits both.  Open loop: each request has its moment; waiting counts.
"""

import asyncio
import random
import socket
import sqlite3
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import quote

import uvicorn
from jinja2 import Environment
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from config import categories, community, wording
from config.settings import Settings
from domain.categories import Categories, Urgency
from domain.community import Community
from domain.counting.facts import Fact
from domain.report import Report, Status
from domain.understanding import bigrams
from domain.understanding.result import Place
from storage import board, looking
from storage.board import Wanted
from storage.db import Tx, open_database
from storage.engine import schema
from storage.listing import COLUMNS as LISTING
from storage.media import Shelf
from storage.report_rows import to_row
from web import wish
from web.app import application
from web.site import Site

REPORTS = 1_000_000
PEOPLE = 1_000  # who reported them, by turns
END = datetime(2026, 11, 22, 12, tzinfo=UTC)
LOOKS = 300
RATE, CONNECTIONS, SECONDS, TURNS = 100, 50, 20, 4
PAGES = ("/board", "/board?before=900000", "/board?category=light&grid=g2", "/board?q=看不见")
PORTS = (18201, 18202)
WORDS = ("楼道灯坏了好几天", "老人晚上看不见", "垃圾满了没人收", "电梯又停了", "下水道堵了返味", "充电桩扫不了码")


async def measure() -> list[str]:
    """Lines: reading, and serving beside the bare page."""
    with tempfile.TemporaryDirectory(dir=".") as folder:
        path = Path(folder) / "bench.db"
        home = community.load(Settings(_env_file=None).community)
        fill(path, home)
        return [*_reading(path, home), await _serving(path)]


# --- reading --------------------------------------------------------------------------------------------------


def _reading(path: Path, home: Community) -> list[str]:
    kinds = categories.load(Settings(_env_file=None).categories)
    names = wish.names(_Named(kinds), home)  # type: ignore[arg-type]
    connection = sqlite3.connect(path, isolation_level=None)
    tx, chance = Tx(connection), random.Random(2)
    searches = ("看不见", "路灯", "3号楼 电梯", "灯", "堵了", "没有这样的词")
    looks: dict[str, Callable[[], object]] = {
        "first page": lambda: board.page(tx, Wanted(home.code), END, 20),
        "hundredth page": lambda: board.page(tx, Wanted(home.code), END, 20, before=1000 + REPORTS - 2000),
        "filtered": lambda: board.page(
            tx, Wanted(home.code, category=f"{chance.choice(['light', 'road'])}", grid="g2", state="done"), END, 20
        ),
        "late ones": lambda: board.page(tx, Wanted(home.code, state="late"), END, 20),
        "a report": lambda: board.whole(tx, home.code, 1000 + chance.randrange(1, REPORTS)),
        "search": lambda: board.page(
            tx, Wanted(home.code, match=bigrams.asked(chance.choice(searches), names) or ""), END, 20
        ),
    }
    with closing(connection):
        said = [f"{name} {_spread([_timed(look) for _ in range(LOOKS)])}" for name, look in looks.items()]
    return [f"board: reading among {REPORTS:,} reports, p50/p99: " + "; ".join(said) + " (aim: search p99 20 ms)"]


def _timed(asked: Callable[[], object]) -> float:
    start = time.perf_counter()
    asked()
    return (time.perf_counter() - start) * 1e3


def _spread(taken: list[float]) -> str:
    p50, p99 = _p(taken)
    return f"{p50:.1f}/{p99:.1f} ms"


def _p(taken: list[float]) -> tuple[float, float]:
    cuts = quantiles(taken, n=100)
    return cuts[49], cuts[98]


# --- serving --------------------------------------------------------------------------------------------------


async def _serving(path: Path) -> str:
    """Both are asked for a hundred pages a second, by turns of a few seconds each; the turn in the middle counts."""
    pages = [*PAGES, f"/board/{1000 + REPORTS // 2}"]
    taken: dict[str, list[tuple[float, float]]] = {"board": [], "bare": []}
    async with _program("board", path, PORTS[0]):
        size = await _warm(PORTS[0], pages)
        async with _program("bare", size, PORTS[1]):
            await _warm(PORTS[1], ["/"])
            for _ in range(TURNS):
                taken["bare"].append(_p(await _open_loop(PORTS[1], ["/"])))
                taken["board"].append(_p(await _open_loop(PORTS[0], pages)))
    ours, bare = ([median(each) for each in zip(*taken[which], strict=True)] for which in ("board", "bare"))
    return (
        f"board: {RATE} pages/s from {CONNECTIONS} connections, p50/p99: board {ours[0]:.1f}/{ours[1]:.1f} ms, "
        f"bare page of {size // 1000} kB {bare[0]:.1f}/{bare[1]:.1f} ms, p99 {ours[1] / bare[1]:.1f}x (aim: 2x)"
    )


@asynccontextmanager
async def _program(kind: str, about: object, port: int) -> AsyncIterator[None]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.board", kind, str(about), str(port), stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        await process.stdout.readline()
        yield
    finally:
        process.terminate()
        await process.wait()


async def _open_loop(port: int, pages: list[str]) -> list[float]:
    """Milliseconds from the moment each request was due until it was answered."""
    taken: list[float] = []
    numbers = iter(range(RATE * SECONDS // TURNS))
    start = time.perf_counter() + 0.1

    async def ask() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for n in numbers:
            due = start + n / RATE
            await asyncio.sleep(due - time.perf_counter())
            await _asked(reader, writer, pages[n % len(pages)])
            taken.append((time.perf_counter() - due) * 1e3)
        writer.close()

    await asyncio.gather(*(ask() for _ in range(CONNECTIONS)))
    return taken


async def _asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, page: str) -> int:
    """Ask for a page, and read all of it; a client that costs next to nothing.  How long it was."""
    writer.write(f"GET {quote(page, safe='/?=&')} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    assert head.startswith("http/1.1 200"), head
    length = int(head.split("content-length:")[1].split("\r\n")[0])
    await reader.readexactly(length)
    return length


async def _warm(port: int, pages: list[str]) -> int:
    """Ask for each page a few times before it counts; the length of the first."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lengths = [await _asked(reader, writer, page) for page in pages for _ in range(5)]
    writer.close()
    return lengths[0]


async def _serve_board(path: Path, port: int) -> None:
    config = Settings(_env_file=None)
    kinds = categories.load(config.categories)
    home = community.load(config.community)
    async with open_database(path) as db:
        with looking.beside(path) as lookout:
            site = Site(
                db=db, clock=_Still(), wording=wording.load(kinds), categories=kinds, community=home,
                communities={home.code: home}, trial=False, media=Shelf(path.with_name("media"), 1),
                move_clock=_nothing, set_lang=_nothing, lookout=lookout, address="https://desk.example.org",
            )  # fmt: skip
            await _run(application(site), port)


async def _serve_bare(size: int, port: int) -> None:
    template = Environment(autoescape=True).from_string(
        "<!doctype html><title>{{ title }}</title><ul>"
        "{% for row in rows %}<li>{{ row.n }} {{ row.text }}</li>{% endfor %}</ul>"
    )
    rows = [{"n": n, "text": "x" * (size // 20 - 12)} for n in range(20)]

    async def page(request: Request) -> HTMLResponse:
        return HTMLResponse(template.render(title="bare", rows=rows))

    await _run(Starlette(routes=[Route("/", page)]), port)


async def _run(app: Any, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)) as listener:
        print("ready", flush=True)  # what comes now waits in the backlog
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off"))
        await server.serve(sockets=[listener])


class _Still:
    """A clock that stands, so that what is late stays late."""

    offset = timedelta()

    def now(self) -> datetime:
        return END

    def machine_ms(self) -> int:
        return round(END.timestamp() * 1000)


@dataclass(frozen=True, slots=True)
class _Named:
    """As much of a site as the names for the search need."""

    categories: Categories
    adapted: Mapping[str, Categories] = field(default_factory=dict)


async def _nothing(_: object) -> None:
    """Nobody moves this clock."""


# --- a million reports ----------------------------------------------------------------------------------------


def fill(path: Path, home: Community, reports: int = REPORTS) -> None:
    """A database with so many, as many in each week whatever their number; those that are not over are live."""
    connection = sqlite3.connect(path)
    schema.prepare(connection, path)
    connection.execute("PRAGMA synchronous = OFF")
    kinds = [
        code
        for code, kind in categories.load(Settings(_env_file=None).categories).by_code.items()
        if kind.visibility == "public"
    ]
    with closing(connection), connection:
        rows = _rows(home, kinds, reports)
        while chunk := list(islice(rows, 20_000)):
            for which, (table, columns) in enumerate(_TABLES):
                names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
                sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"
                connection.executemany(sql, (row[which] for row in chunk))
        row = to_row(_REPORT)
        same = {name: name for name in ("number", "grid", "building", "category", "reported_at")}
        status = "CASE WHEN live = 1 THEN 'acknowledged' ELSE 'closed' END"
        of = {**same, "id": "report", "reporter": f"report % {PEOPLE} + 1", "status": status}
        chosen = ", ".join(of.get(name, f":{name}") for name in row)
        connection.execute(f"INSERT INTO report ({', '.join(row)}) SELECT {chosen} FROM listing", row)
        connection.executemany(
            "INSERT INTO report_event (report, at, kind, status, detail, text) VALUES (?, ?, ?, 'closed', '', '')",
            ((n, n, kind) for n in range(1, reports + 1) for kind in ("reported", "acknowledge", "resolve", "close")),
        )
    connection.close()


_TABLES = (("listing", LISTING), ("fact", Fact._fields), ("listing_text", ("rowid", "codes", "words")))
HOUR = 3_600_000
_REPORT = Report(
    id=1, number=1, community="ginkgo", category="light", urgency=Urgency.NORMAL, place=Place("3号楼", "b3", "g1"),
    text="楼道灯不亮", reporter=None, chat=1, message=None, reported_at=END, since=END, respond_by=END, resolve_by=END,
    status=Status.CLOSED,
)  # fmt: skip


def _rows(home: Community, kinds: list[str], reports: int) -> Iterator[tuple[tuple[Any, ...], ...]]:
    chance = random.Random(1)
    end = round(END.timestamp() * 1000)
    buildings = list(home.buildings.values())
    for n in range(1, reports + 1):
        at = end - 104 * 168 * HOUR * (reports - n) // REPORTS
        kind, building = chance.choice(kinds), chance.choice(buildings)
        answered, ended = at + int(chance.expovariate(1 / 8) * HOUR), at + int(chance.expovariate(1 / 30) * HOUR)
        over, fate = ended <= end, chance.random()
        state = ("refused" if fate < 0.03 else "closed") if over else "acknowledged"
        late = int(over and (answered > at + 24 * HOUR or ended > at + 72 * HOUR))
        words = chance.choice(WORDS) if fate > 0.7 else ""
        place = f"{bigrams.code('g', building.grid)} {bigrams.code('b', building.code)}"
        codes = f"n{1000 + n} {bigrams.code('c', kind)} {place}"
        yield (
            (
                n, home.code, 1000 + n, building.grid, building.code, "", kind, state, int(not over), at,
                None if over else at + 72 * HOUR, ended if over else None, late, None, "", words,
            ),
            (
                n, home.code, building.grid, building.code, kind, at, at + 24 * HOUR, at + 72 * HOUR, 0, 0, 0, 0,
                answered if answered <= end else None, "resolved" if over else "", ended if over else None, None,
                n % 30, 1, 0, 0, 0, 0, 0, None, None, None, None, None, None, 0, "public",
            ),
            (n, codes, bigrams.cut(words)),
        )  # fmt: skip


def _served(which: str, about: str, port: int) -> Coroutine[Any, Any, None]:
    return _serve_board(Path(about), port) if which == "board" else _serve_bare(int(about), port)


if __name__ == "__main__":
    asyncio.run(_served(sys.argv[1], sys.argv[2], int(sys.argv[3])))
