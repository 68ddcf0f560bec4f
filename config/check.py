"""The plain messages by which is seen whether what a community taught harms anything: check.txt."""

from functools import lru_cache
from pathlib import Path

from config.errors import ConfigError

FILE = Path(__file__).parent / "check.txt"


@lru_cache(maxsize=1)
def load(path: Path = FILE) -> tuple[tuple[str, str], ...]:
    """Category and text of each message; no category for what is no report.  Raises ``ConfigError``."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(path, "", f"cannot be read ({error})") from error
    found = []
    for number, line in enumerate(lines, start=1):
        code, bar, text = line.partition(" | ")
        if not bar or not text:
            raise ConfigError(path, f"line {number}", "should look like this: light | 3号楼2单元楼道灯坏了")
        found.append(("" if code == "-" else code, text))
    return tuple(found)
