"""Read and write the learned model: a zip archive that anybody can open and read.

``model.json`` holds the outputs and their scales, ``stretches.txt`` and ``marks.txt`` the signs, one a line, and
the ``.bin`` beside each its weights, a row of bytes for every sign; ``made_of.txt`` a number for what it was taught
(training/looking.py), by which the tests see whether it has to be made anew.
"""

import json
import zipfile
from functools import lru_cache
from pathlib import Path

from config.errors import ConfigError
from domain.understanding.model import Model, Rows

FILE = Path(__file__).parent / "model.zip"
FORMAT = 1
_MADE_OF = "made_of.txt"
_WHEN = (2026, 1, 1, 0, 0, 0)  # the same model is the same file, whenever it was made


@lru_cache(maxsize=1)  # one process needs one, however many desks it runs
def load(path: Path = FILE) -> Model:
    """The model of this file.  Raises ``ConfigError``."""
    try:
        with zipfile.ZipFile(path) as archive:
            about = json.loads(archive.read("model.json"))
            if about["format"] != FORMAT:
                raise ValueError(f"has format {about['format']}; this version reads {FORMAT}")
            parts = {part: _rows(archive, part, tuple(about[part])) for part in ("stretches", "marks")}
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise ConfigError(path, "", f"cannot be read as a model ({error}); `make model` makes it anew") from error
    return Model(tuple(about["outputs"]), tuple(about["base"]), parts["stretches"], parts["marks"])


def made_of(path: Path = FILE) -> str:
    """The number for what the model of this file was taught."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(_MADE_OF).decode()


def save(model: Model, path: Path = FILE, made_of: str = "") -> None:
    """Write the model; the same model gives the same bytes."""
    about = {"format": FORMAT, "outputs": model.outputs, "base": model.base}
    about |= {"stretches": model.stretches.steps, "marks": model.marks.steps}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "model.json", json.dumps(about, indent=1).encode())
        _put(archive, _MADE_OF, made_of.encode())
        for part, rows in (("stretches", model.stretches), ("marks", model.marks)):
            _put(archive, f"{part}.txt", "\n".join(rows.names).encode())
            _put(archive, f"{part}.bin", rows.weights)


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _WHEN), content, zipfile.ZIP_DEFLATED, 9)


def _rows(archive: zipfile.ZipFile, part: str, steps: tuple[float, ...]) -> Rows:
    names = archive.read(f"{part}.txt").decode().split("\n")
    weights = archive.read(f"{part}.bin")
    if len(weights) != len(names) * len(steps):
        raise ValueError(f"{part}: {len(weights)} weights for {len(names)} signs and {len(steps)} outputs")
    return Rows(dict(zip(names, range(len(names)), strict=True)), weights, steps)
