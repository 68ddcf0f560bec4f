"""Photos and voice messages are written whole, under a name that their content gives."""

import os
import resource
import time
from pathlib import Path

import pytest

from storage.media import Full, Shelf
from storage.pictures import Photo

ROOM = 1_000_000  # bytes
PHOTO = Photo(b"whole", b"small", None)


def test_the_same_content_has_the_same_name_and_is_kept_once(tmp_path: Path) -> None:
    name = Shelf(tmp_path, ROOM).put(b"photo", "jpg")
    assert Shelf(tmp_path, ROOM).put(b"photo", "jpg") == name
    assert Shelf(tmp_path, ROOM).put(b"another", "jpg") != name
    assert len(list(tmp_path.rglob("*.jpg"))) == 2


def test_what_was_put_is_found_whole(tmp_path: Path) -> None:
    content = bytes(range(256)) * 1000
    path = Shelf(tmp_path, ROOM).find(Shelf(tmp_path, ROOM).put(content, "ogg"))
    assert path is not None and path.read_bytes() == content


def test_nothing_but_whole_files_is_left_behind(tmp_path: Path) -> None:
    name = Shelf(tmp_path, ROOM).put(b"photo", "jpg")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [name]


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(OSError, match="too large"):
            Shelf(tmp_path, ROOM).put(bytes(5000), "jpg")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_unknown_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="html"):
        Shelf(tmp_path, ROOM).put(b"<script>", "html")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        "../huiyin.db",
        "/etc/passwd",
        "a" * 64,
        "a" * 64 + ".html",
        "a" * 64 + ".jpg\n",
        "../" + "a" * 61 + ".jpg",
        "A" * 64 + ".jpg",
        "a" * 64 + ".jpg",  # a good name of nothing
        "a" * 64 + ".jpg\0",
        "a" * 64 + ".t.t.jpg",
    ],
)
def test_a_hostile_name_finds_nothing(tmp_path: Path, name: str) -> None:
    Shelf(tmp_path, ROOM).put(b"photo", "jpg")
    assert Shelf(tmp_path, ROOM).find(name) is None


def test_a_photo_lies_beside_its_thumbnail_and_either_stands_for_the_other(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, ROOM)
    name = shelf.put_photo(PHOTO)
    whole, small = shelf.find(name), shelf.find(name.replace(".jpg", ".t.jpg"))
    assert whole and small and (whole.read_bytes(), small.read_bytes()) == (b"whole", b"small")
    whole.unlink()
    assert shelf.find(name) == small
    alone = shelf.put(b"another", "jpg")
    assert shelf.find(alone.replace(".jpg", ".t.jpg")) == shelf.find(alone)


def test_what_has_no_room_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, 10)
    kept = shelf.put(b"12345678", "jpg")
    with pytest.raises(Full):
        shelf.put(b"123", "jpg")
    assert shelf.put(b"12345678", "jpg") == kept  # it is there already
    assert (shelf.used, shelf.refused) == (8, 1)
    assert Shelf(tmp_path, 10).used == 8


def test_a_sweep_takes_old_files_that_nobody_names(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, ROOM)
    named, strange, young = shelf.put(b"named", "jpg"), shelf.put(b"strange", "jpg"), shelf.put(b"young", "jpg")
    left_over = tmp_path / named[:2] / "tmp_of_a_crash"
    left_over.write_bytes(b"half")
    shelf.used += 4
    long_ago = time.time() - 7200
    for path in (shelf.find(named), shelf.find(strange), left_over):
        assert path
        os.utime(path, (long_ago, long_ago))
    assert shelf.sweep(lambda name: name == named) == 2
    assert [shelf.find(each) is not None for each in (named, strange, young)] == [True, False, True]
    assert shelf.used == len(b"named" + b"young")


def test_a_file_that_is_put_again_is_young_again(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, ROOM)
    path = shelf.find(shelf.put(b"photo", "jpg"))
    assert path
    os.utime(path, (1, 1))
    shelf.put(b"photo", "jpg")
    assert shelf.sweep(lambda name: False) == 0 and path.is_file()
