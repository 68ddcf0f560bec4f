"""Two invented communities for tests: the sample, and a smaller one that has some of the same places."""

import shutil
from pathlib import Path

from config.settings import HERE

WILLOW = Path(__file__).parent / "willow.toml"


def two(folder: Path) -> Path:
    """A folder that holds both files, for ``HUIYIN_COMMUNITY``; the sample comes first."""
    homes = folder / "communities"
    homes.mkdir()
    shutil.copy(HERE / "sample" / "community.toml", homes / "1-ginkgo.toml")
    shutil.copy(WILLOW, homes / "2-willow.toml")
    return homes
