"""Makes a database on a server ours: creates the tables, and refuses one that is another program's, or newer."""

from pathlib import Path

import psycopg

from storage import dialect
from storage.schema import VERSION, WrongDatabase

_HERE = Path(__file__).parent
_OLDEST = 140000  # PostgreSQL 14
_LOCK = 0x48554959  # two processes that start at once do not both make the tables


def prepare(server: str) -> None:
    """Create or check the schema.  Raises ``WrongDatabase``; never changes what is not ours."""
    try:
        with psycopg.connect(server, connect_timeout=10) as connection:
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            if _empty(connection):
                _make(connection)
    except psycopg.Error as error:
        raise WrongDatabase(
            f"the PostgreSQL server in HUIYIN_DATABASE cannot be used ({str(error).strip()}). "
            "Check its address, that it runs, and that the user may connect and create tables there"
        ) from error


def statements() -> str:
    """All that makes an empty database one of ours."""
    tables = dialect.tables(_HERE.joinpath("schema.sql").read_text(encoding="utf-8"))
    before, after = _HERE.joinpath("postgres.sql").read_text(encoding="utf-8").split("-- after the tables\n")
    return before + tables + after


def _make(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    connection.execute(statements())
    connection.execute("CREATE TABLE huiyin (version BIGINT NOT NULL)")
    connection.execute("INSERT INTO huiyin (version) VALUES (%s)", (VERSION,))


def _empty(connection: "psycopg.Connection[tuple[object, ...]]") -> bool:
    """Raises ``WrongDatabase`` when it is neither empty nor ours and of our version."""
    if connection.info.server_version < _OLDEST:
        raise WrongDatabase("the PostgreSQL server in HUIYIN_DATABASE is too old; Huiyin needs 14 or newer")
    rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").fetchall()
    if not rows:
        return True
    if ("huiyin",) not in rows:
        raise WrongDatabase(
            "the database in HUIYIN_DATABASE belongs to another program. Nothing was changed. "
            "Make an empty one, and name that: postgresql://huiyin@127.0.0.1/huiyin"
        )
    ((version,),) = connection.execute("SELECT version FROM huiyin").fetchall()
    if version != VERSION:
        age = "a newer" if int(str(version)) > VERSION else "an older"
        raise WrongDatabase(
            f"the database in HUIYIN_DATABASE was made by {age} Huiyin (schema {version}, this one is {VERSION}). "
            "Nothing was changed. Use that version, or an empty database"
        )
    return False
