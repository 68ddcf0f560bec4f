"""A transaction on a PostgreSQL server, which takes the statements of SQLite's."""

import uuid
from collections.abc import Iterable, Iterator

import psycopg

from storage.db import Params, Row, Tx
from storage.engine import dialect

PAGE = 100  # rows fetched at a time where nobody knows how many are wanted

Connection = psycopg.Connection[Row]


class PostgresTx(Tx):
    """An open transaction on a server."""

    __slots__ = ("_server",)

    def __init__(self, connection: Connection) -> None:
        self._server = connection
        self.woken = set()

    def run(self, sql: str, params: Params = ()) -> int:
        """Run a statement; the number of rows it changed."""
        return self._server.execute(dialect.translated(sql), params).rowcount

    def insert(self, sql: str, params: Params = ()) -> int:
        """Run an INSERT into a table with an ``id``; that of the new row."""
        row = self._server.execute(dialect.returning(sql), params).fetchone()
        return int(row[0]) if row else 0

    def many(self, sql: str, params: Iterable[Params]) -> int:
        """Run one statement for each set of parameters; the number of rows that changed in all."""
        with self._server.cursor() as cursor:
            cursor.executemany(dialect.translated(sql), params)
            return cursor.rowcount

    def one(self, sql: str, params: Params = ()) -> Row | None:
        """The first row, or None."""
        return self._server.execute(dialect.translated(sql), params).fetchone()

    def all(self, sql: str, params: Params = ()) -> list[Row]:
        """All rows."""
        return self._server.execute(dialect.translated(sql), params).fetchall()

    def each(self, sql: str, params: Params = ()) -> Iterator[Row]:
        """Row by row, a page at a time."""
        with self._server.cursor(name=f"c{uuid.uuid4().hex}") as cursor:
            cursor.itersize = PAGE
            yield from cursor.execute(dialect.translated(sql), params)

    def number(self, what: str) -> int:
        """The next number of something that has no rows of its own to count.  Nobody waits for another's."""
        return int(self.all("SELECT nextval(?)", (f"number_{what}",))[0][0])

    def next_report(self) -> int:
        """The id of the report that is put next."""
        return int(self.all("SELECT nextval('report_id_seq')")[0][0])

    def matching(self, asked: str) -> tuple[str, str]:
        """How the search is asked: the condition on ``:match``, and that."""
        return "listing_text.found @@ CAST(:match AS TSQUERY)", dialect.question(asked)

    def tables(self, sql: str) -> None:
        """Run statements that make or change tables, as ``schema.sql`` would say them."""
        self._server.execute(dialect.tables(sql))

    def takes(self, inbox: int) -> bool:
        """Take the head of its lane in hand; False while another process has it, or when it was handled."""
        head = """
            SELECT 1 FROM inbox
            WHERE id = :id AND state = 'waiting' AND NOT EXISTS (
                SELECT 1 FROM inbox AS before
                WHERE before.lane = inbox.lane AND before.state = 'waiting' AND before.id < inbox.id
            )
            FOR UPDATE SKIP LOCKED
        """
        return self.one(head, {"id": inbox}) is not None
