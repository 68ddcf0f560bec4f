"""The file of the learned model: read as it was written, and a clear answer when it cannot be."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from config import model
from config.errors import ConfigError
from domain.understanding import signs
from domain.understanding.model import Model, Rows
from training import looking

SMALL = Model(
    outputs=("report", "light"),
    base=(-0.5, 0.25),
    stretches=Rows({"灯": 0, " no water": 1}, bytes([255, 130, 0, 128]), (0.01, 0.02)),
    marks=Rows({"#place": 0}, bytes([129, 127]), (0.5, 0.5)),
)


def test_what_was_written_is_read_and_the_same_model_is_the_same_file(tmp_path: Path) -> None:
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    model.save(SMALL, one)
    model.save(model.load(one), two)
    assert model.load(one) == SMALL
    assert one.read_bytes() == two.read_bytes()


def test_a_sign_adds_its_row() -> None:
    found = SMALL.weigh({"灯", "not known"}, {"#place"})
    share = 1 / 2**0.5
    assert found["report"] == pytest.approx(-0.5 + 127 * 0.01 * share + 0.5)
    assert found["light"] == pytest.approx(0.25 + 2 * 0.02 * share - 0.5)
    assert SMALL.weigh((), ()) == {"report": -0.5, "light": 0.25}


def broken(tmp_path: Path, **parts: bytes) -> Path:
    whole, path = tmp_path / "whole.zip", tmp_path / "broken.zip"
    model.save(SMALL, whole)
    with zipfile.ZipFile(whole) as archive:
        names = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {**names, **{key.replace("_", "."): value for key, value in parts.items()}}.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({"model_json": json.dumps({"format": 2}).encode()}, "format 2"),
        ({"model_json": b"[]"}, "cannot be read"),
        ({"model_json": b"{"}, "cannot be read"),
        ({"stretches_bin": b"123"}, "3 weights for 2 signs"),
        ({"stretches_txt": b"\xff"}, "cannot be read"),
    ],
)
def test_a_broken_file_says_so(parts: dict[str, bytes], problem: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=problem) as error:
        model.load(broken(tmp_path, **parts))
    assert "make model" in str(error.value)


def test_no_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="make model"):
        model.load(tmp_path / "none.zip")


def test_the_shipped_file_is_small_and_knows_every_category() -> None:
    shipped = model.load()
    assert model.FILE.stat().st_size < 10_000_000
    assert {"report", "emergency", "urgent", "light", "other", "danger=fire"} <= set(shipped.outputs)


def test_the_shipped_file_was_made_of_what_is_in_the_repository() -> None:
    assert model.made_of() == looking.digest(looking.taught()), "run `make model`: what it is taught has changed"


def test_another_message_another_label_and_another_sign_make_another_number(monkeypatch: pytest.MonkeyPatch) -> None:
    told = looking.taught()[:400]
    number = looking.digest(told)
    assert looking.digest(told) == number
    assert looking.digest(told[1:]) != number
    assert looking.digest([replace(told[0], codes=("other",), urgency="urgent"), *told[1:]]) != number
    monkeypatch.setattr(signs, "marks", lambda *seen: {"#new"})
    assert looking.digest(told) != number
