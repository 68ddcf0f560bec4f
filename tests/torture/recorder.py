"""A file system that remembers what was flushed: SQLite's own, with a notebook beside it.

``install`` puts a VFS in front of SQLite's, in this process: every write, cut and flush of a file goes into the
notebook before it is carried out.  ``survive`` makes of the files what a power cut leaves: what was flushed, and of
the rest nothing, or any part, as chance will have it, in sectors of 512 bytes.

The VFS is built with ctypes, after the C structures of sqlite3.h (SQLite 3, "OS Interface Object").  Where the
library cannot be reached so, ``available`` says no.
"""

import ctypes
import ctypes.util
import os
import random
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HEAD = struct.Struct("<cHqi")  # what, length of the name, offset, length of the data
SECTOR = 512  # bytes that a disk writes whole
WRITE, CUT, FLUSH, GONE = b"w", b"t", b"f", b"x"
V, N, L, P = ctypes.c_void_p, ctypes.c_int, ctypes.c_longlong, ctypes.c_char_p


class _Methods(ctypes.Structure):  # sqlite3_io_methods, the first fields
    _fields_ = (
        ("version", N), ("close", V), ("read", V), ("write", V), ("truncate", V), ("sync", V),
        *((f"other{n}", V) for n in range(13)),
    )  # fmt: skip


class _File(ctypes.Structure):  # sqlite3_file
    _fields_ = (("methods", ctypes.POINTER(_Methods)),)


class _Vfs(ctypes.Structure):  # sqlite3_vfs
    _fields_ = (
        ("version", N), ("size", N), ("longest", N), ("next", V), ("name", P), ("data", V), ("open", V), ("delete", V),
        *((f"other{n}", V) for n in range(14)),
    )  # fmt: skip


FILE = ctypes.POINTER(_File)
WRITES = ctypes.CFUNCTYPE(N, FILE, V, N, L)
CUTS = ctypes.CFUNCTYPE(N, FILE, L)
SYNCS = ctypes.CFUNCTYPE(N, FILE, N)
OPENS = ctypes.CFUNCTYPE(N, V, V, FILE, N, V)  # SQLite keeps the address of the name: it is passed on as it came
DELETES = ctypes.CFUNCTYPE(N, V, P, N)

_kept: list[Any] = []  # what C code points to must not be collected


def available() -> bool:
    """Whether SQLite can be reached as a library of its own."""
    return _library() is not None


def _library() -> ctypes.CDLL | None:
    import _sqlite3  # the module that Python speaks through: it must be bound to the same library

    name = ctypes.util.find_library("sqlite3")
    try:
        maps = Path("/proc/self/maps").read_text(encoding="utf-8")
        return ctypes.CDLL(name) if name and name in maps and _sqlite3 else None
    except OSError:
        return None


def install(notebook: Path) -> None:
    """Write down from now on what SQLite does to files in this process."""
    library = _library()
    assert library is not None
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    default = library.sqlite3_vfs_find(None)
    own = _Vfs()
    ctypes.memmove(ctypes.byref(own), default, ctypes.sizeof(_Vfs))
    out = os.open(notebook, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    names: dict[int, str] = {}  # address of a file -> its name
    tables: dict[int, _Methods] = {}  # address of a table of methods -> ours
    open_, delete = OPENS(default.contents.open), DELETES(default.contents.delete)

    def note(what: bytes, name: str, offset: int = 0, data: bytes = b"") -> None:
        raw = name.encode()
        os.write(out, HEAD.pack(what, len(raw), offset, len(data)) + raw + data)

    def opened(vfs: Any, path: int, file: Any, flags: int, out_flags: Any) -> int:
        code: int = open_(default_address, path, file, flags, out_flags)
        if code == 0 and path:
            address = ctypes.addressof(file.contents)
            names[address] = os.path.basename(ctypes.string_at(path).decode())
            theirs = ctypes.addressof(file.contents.methods.contents)
            if theirs not in tables:
                tables[theirs] = _watched(file.contents.methods.contents, names, note)
            file.contents.methods = ctypes.pointer(tables[theirs])
        return code

    def deleted(vfs: Any, path: bytes, flush: int) -> int:
        note(GONE, os.path.basename(path.decode()))
        code: int = delete(default_address, path, flush)
        return code

    default_address = ctypes.cast(default, V)
    own.name, own.next = b"recorder", None
    functions = OPENS(opened), DELETES(deleted)
    own.open, own.delete = (ctypes.cast(each, V).value for each in functions)
    _kept.extend([own, functions, tables, names])
    if code := library.sqlite3_vfs_register(ctypes.byref(own), 1):
        raise OSError(f"sqlite3_vfs_register answered {code}")


def _watched(theirs: _Methods, names: dict[int, str], note: Any) -> _Methods:
    """Their methods, three of them with a note taken first."""
    ours = _Methods()
    ctypes.memmove(ctypes.byref(ours), ctypes.byref(theirs), ctypes.sizeof(_Methods))
    write, cut, sync = WRITES(theirs.write), CUTS(theirs.truncate), SYNCS(theirs.sync)

    def writes(file: Any, data: int, length: int, offset: int) -> int:
        note(WRITE, names[ctypes.addressof(file.contents)], offset, ctypes.string_at(data, length))
        code: int = write(file, data, length, offset)
        return code

    def cuts(file: Any, size: int) -> int:
        note(CUT, names[ctypes.addressof(file.contents)], size)
        code: int = cut(file, size)
        return code

    def syncs(file: Any, flags: int) -> int:
        code: int = sync(file, flags)
        note(FLUSH, names[ctypes.addressof(file.contents)])
        return code

    functions = WRITES(writes), CUTS(cuts), SYNCS(syncs)
    ours.write, ours.truncate, ours.sync = (ctypes.cast(each, V).value for each in functions)
    _kept.append(functions)
    return ours


def survive(folder: Path, before: dict[str, bytes], notebook: Path, chance: random.Random | None = None) -> None:
    """Make the files in the folder what the power cut left of them.

    ``before``: what was in them when the notebook was begun.  Without ``chance`` nothing survives that was not
    flushed; with it every sector of the rest survives or not.
    """
    flushed = {name: bytearray(content) for name, content in before.items()}
    pending: dict[str, list[tuple[bytes, int, bytes]]] = {}
    for what, name, offset, data in _notes(notebook):
        if what == FLUSH:
            _carry_out(flushed.setdefault(name, bytearray()), pending.pop(name, []))
        elif what == GONE:
            pending.pop(name, None)
            flushed.pop(name, None)
        else:
            pending.setdefault(name, []).append((what, offset, data))
    if chance:
        for name, rest in pending.items():
            _carry_out(flushed.setdefault(name, bytearray()), _some(rest, chance))
    for name in {*before, *flushed, *pending}:
        if name in flushed:
            (folder / name).write_bytes(flushed[name])
        else:
            (folder / name).unlink(missing_ok=True)


def _notes(notebook: Path) -> Iterator[tuple[bytes, str, int, bytes]]:
    content, at = notebook.read_bytes(), 0
    while at + HEAD.size <= len(content):
        what, named, offset, length = HEAD.unpack_from(content, at)
        name_at = at + HEAD.size
        at = name_at + named + length
        if at <= len(content):  # else the power went while this was noted, before it was done
            yield what, content[name_at : name_at + named].decode(), offset, content[name_at + named : at]


def _carry_out(content: bytearray, work: list[tuple[bytes, int, bytes]]) -> None:
    for what, offset, data in work:
        if what == CUT:
            del content[offset:]
        else:
            if len(content) < offset:
                content.extend(bytes(offset - len(content)))
            content[offset : offset + len(data)] = data


def _some(work: list[tuple[bytes, int, bytes]], chance: random.Random) -> list[tuple[bytes, int, bytes]]:
    """The sectors that happened to reach the disk, in any order."""
    pieces = []
    for what, offset, data in work:
        if what == CUT:
            pieces.append((what, offset, data))
            continue
        pieces += [(what, offset + at, data[at : at + SECTOR]) for at in range(0, len(data), SECTOR)]
    left = [piece for piece in pieces if chance.random() < 0.5]
    chance.shuffle(left)
    return left
