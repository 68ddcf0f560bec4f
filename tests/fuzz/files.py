"""Settings: the community, categories, roster and WeCom files, by chance; the error is always one that explains."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from config import categories, community, settings, wecom
from config.errors import ConfigError
from config.settings import HERE
from config.table import Table, read
from tests.fuzz.chance import Chance, Watch, told
from tests.fuzz.doors import AES, CORP, KF, TOKEN
from tests.torture.record import Round

EACH = 800
WECOM = (
    f'[[corp]]\nid = "{CORP}"\n[[corp.app]]\nagent = 1000002\nsecret = "s"\ntoken = "{TOKEN}"\naes_key = "{AES}"\n'
    f'[[corp.app.kf]]\nid = "{KF}"\ncommunity = "ginkgo"\n[[corp.bot]]\nid = "b"\nsecret = "s"\ncommunity = "ginkgo"\n'
    '[[corp.push]]\nkey = "k"\ncommunity = "ginkgo"\n'
)
NAMES = [name.upper() for name in settings.Settings.model_fields]


def _sources() -> list[tuple[str, Callable[[Table], object], bytes]]:
    return [
        ("community", community.understood, (HERE / "sample" / "community.toml").read_bytes()),
        ("categories", categories.understood, (HERE / "categories.toml").read_bytes()),
        ("wecom", lambda file: wecom.understood(file, ("ginkgo",)), WECOM.encode()),
    ]


async def read_all(folder: Path, seed: str) -> Round:
    """Values spoilt one by one, and files as bytes."""
    chance, watch = Chance(seed), Watch()
    sources = _sources()
    for number in range(EACH):
        name, understood, content = chance.choice(sources[::2] if number % 20 else sources)  # categories take longer
        if chance.maybe(0.6):
            values = chance.spoilt(tomllib.loads(content.decode()))
            for _ in range(chance.randrange(3)):
                values = chance.spoilt(values)
            if isinstance(values, dict):
                file = Table(folder / f"{name}.toml", "", values)
                watch.tried(lambda u=understood, f=file: u(f), lambda f=file: told(_brief(f.values)), ConfigError)  # type: ignore[misc]
            continue
        path = folder / f"{name}.toml"
        path.write_bytes(_spoilt(chance, content))
        watch.tried(
            lambda u=understood, p=path: u(read(p)),  # type: ignore[misc]
            lambda p=path: told(p.read_bytes().decode("latin-1")),  # type: ignore[misc]
            ConfigError,
        )
    return Round(watch.figures(), watch.wrong)


def _brief(values: Any) -> Any:
    return values


def _spoilt(chance: Chance, content: bytes) -> bytes:
    what = chance.randrange(10)
    if what == 0:
        return b"a = " + b"[" * chance.choice((100, 5_000, 100_000))
    if what == 1:
        return b"a = " + b"{a=" * chance.choice((100, 5_000))
    if what == 2:
        return b".".join([b"a"] * chance.choice((100, 5_000))) + b" = 1"
    if what == 3:
        return b"a = " + b"9" * 20_000
    if what == 4:
        return chance.randbytes(300)
    return chance.noise(content)


async def environment(folder: Path, seed: str) -> Round:
    """The variables."""
    chance, watch = Chance(seed), Watch()
    for _ in range(EACH // 4):
        said = {f"HUIYIN_{chance.choice(NAMES)}": chance.text(500).replace("\x00", "") for _ in range(3)}
        watch.tried(lambda said=said: _loaded(folder, said), lambda said=said: told(said), ConfigError)  # type: ignore[misc]
    return Round(watch.figures(), watch.wrong)


def _loaded(folder: Path, said: dict[str, str]) -> object:
    import os

    own = {name: value for name, value in os.environ.items() if name.startswith("HUIYIN_")}
    for name in own:
        del os.environ[name]
    try:
        os.environ.update({name: value.encode("utf-8", "replace").decode() for name, value in said.items()})
        return settings.load()
    finally:
        for name in said:
            os.environ.pop(name, None)
        os.environ.update(own)
