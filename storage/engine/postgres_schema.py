"""Makes a database on a server ours: creates the tables, carries older ones forward, refuses what is not ours or newer.

The steps are those of a file (storage/engine/schema.py), in one transaction: when one fails, everything is as it
was.  No copy is made before; that is for ``huiyin backup``, and for whoever upgrades (docs/deploy.md).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from storage.engine import dialect, postgres_types
from storage.engine.postgres_tx import Connection, PostgresTx
from storage.engine.schema import OURS, VERSION, Versions, WrongDatabase

_HERE = Path(__file__).parent
_OLDEST = 140000  # PostgreSQL 14
_LOCK = 0x48554959  # two processes that start at once do not both make the tables


def prepare(server: str, known: Versions = OURS) -> None:
    """Create, carry forward or check the schema.  Raises ``WrongDatabase``; never changes what is not ours."""
    with _asked(server) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        version = _version(connection, known)
        if version is None:
            _make(connection)
        elif version < known.newest:
            _carry_forward(connection, version, known)


def look(server: str) -> None:
    """Only look whether there is a desk that a copy can be made of.  Raises ``WrongDatabase``; changes nothing."""
    with _asked(server) as connection:
        version = _version(connection, OURS)
    if version is None:
        raise WrongDatabase("the database in HUIYIN_DATABASE is empty: no desk was ever started on it")
    if version != VERSION:
        raise WrongDatabase(
            f"the database in HUIYIN_DATABASE is of schema {version}, and this program of {VERSION}. "
            "Have the version that runs make the backup, or start this one first"
        )


@contextmanager
def _asked(server: str) -> Iterator[Connection]:
    try:
        with psycopg.connect(server, connect_timeout=10) as connection:
            yield connection
    except psycopg.Error as error:
        raise WrongDatabase(
            f"the PostgreSQL server in HUIYIN_DATABASE cannot be used ({str(error).strip()}). "
            "Check its address, that it runs, and that the user may connect and create tables there"
        ) from error


def _carry_forward(connection: Connection, version: int, known: Versions) -> None:
    postgres_types.register(connection)
    try:
        for each in range(version, known.newest):
            known.steps[each](PostgresTx(connection))
        connection.execute("UPDATE huiyin SET version = %s", (known.newest,))
    except (psycopg.Error, KeyError) as error:
        connection.rollback()
        raise WrongDatabase(
            f"the database in HUIYIN_DATABASE could not be carried forward from schema {version} to {known.newest} "
            f"({error}). It is as it was; go on with the version that wrote it, and tell us"
        ) from error


def statements() -> str:
    """All that makes an empty database one of ours."""
    tables = dialect.tables(_HERE.joinpath("schema.sql").read_text(encoding="utf-8"))
    before, after = _HERE.joinpath("postgres.sql").read_text(encoding="utf-8").split("-- after the tables\n")
    return before + tables + after


def _make(connection: Connection) -> None:
    connection.execute(statements())
    connection.execute("CREATE TABLE huiyin (version BIGINT NOT NULL)")
    connection.execute("INSERT INTO huiyin (version) VALUES (%s)", (VERSION,))


def _version(connection: Connection, known: Versions) -> int | None:
    """None: it is empty.  Raises ``WrongDatabase`` when it is not ours, or of no version that we know."""
    if connection.info.server_version < _OLDEST:
        raise WrongDatabase("the PostgreSQL server in HUIYIN_DATABASE is too old; Huiyin needs 14 or newer")
    rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").fetchall()
    if not rows:
        return None
    if ("huiyin",) not in rows:
        raise WrongDatabase(
            "the database in HUIYIN_DATABASE belongs to another program. Nothing was changed. "
            "Make an empty one, and name that: postgresql://huiyin@127.0.0.1/huiyin"
        )
    version = int(str(connection.execute("SELECT version FROM huiyin").fetchall()[0][0]))
    if version > known.newest:
        raise WrongDatabase(
            f"the database in HUIYIN_DATABASE was made by a newer Huiyin (schema {version}, this one knows "
            f"{known.newest}). Nothing was changed. Start the newer version"
        )
    if version < known.oldest:
        raise WrongDatabase(
            "the database in HUIYIN_DATABASE was made by a version before the first release "
            f"(schema {version}, this one is {known.newest}). Nothing was changed. Use an empty database"
        )
    return version
