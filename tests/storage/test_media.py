"""Photos and voice messages are written whole, under a name that their content gives."""

import resource
from pathlib import Path

import pytest

from storage import media


def test_the_same_content_has_the_same_name_and_is_kept_once(tmp_path: Path) -> None:
    name = media.put(tmp_path, b"photo", "jpg")
    assert media.put(tmp_path, b"photo", "jpg") == name
    assert media.put(tmp_path, b"another", "jpg") != name
    assert len(list(tmp_path.rglob("*.jpg"))) == 2


def test_what_was_put_is_found_whole(tmp_path: Path) -> None:
    content = bytes(range(256)) * 1000
    path = media.find(tmp_path, media.put(tmp_path, content, "ogg"))
    assert path is not None and path.read_bytes() == content


def test_nothing_but_whole_files_is_left_behind(tmp_path: Path) -> None:
    name = media.put(tmp_path, b"photo", "jpg")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [name]


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(OSError, match="too large"):
            media.put(tmp_path, bytes(5000), "jpg")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_unknown_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="html"):
        media.put(tmp_path, b"<script>", "html")


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
    ],
)
def test_a_hostile_name_finds_nothing(tmp_path: Path, name: str) -> None:
    media.put(tmp_path, b"photo", "jpg")
    assert media.find(tmp_path, name) is None
