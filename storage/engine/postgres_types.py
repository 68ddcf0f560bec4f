"""Values as both engines take and give them: whole numbers of eight bytes, texts, bytes; true is 1."""

from typing import Any

from psycopg import Connection
from psycopg.adapt import Buffer, Loader
from psycopg.types.numeric import Int8Dumper
from psycopg.types.string import StrDumper


class _Number(Int8Dumper):
    """Always eight bytes, so that a statement is prepared once and not for every size."""


class _Truth(Int8Dumper):
    def dump(self, obj: Any) -> Buffer | None:
        return super().dump(int(obj))


class _Text(StrDumper):
    """PostgreSQL keeps no zero character."""

    def dump(self, obj: str) -> Buffer | None:
        return super().dump(obj.replace("\0", "") if "\0" in obj else obj)


class _Sum(Loader):
    """Sums of whole numbers are whole."""

    def load(self, data: Buffer) -> int | float:
        text = bytes(data).decode()
        return float(text) if "." in text else int(text)


def register(connection: "Connection[Any]") -> None:
    """Have this connection speak so."""
    adapters = connection.adapters
    adapters.register_dumper(int, _Number)
    adapters.register_dumper(bool, _Truth)
    adapters.register_dumper(str, _Text)
    adapters.register_loader("numeric", _Sum)
