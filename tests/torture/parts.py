"""The parts of the torture, by name: how many rounds each has, how one is played, and what its figures must show."""

from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import postgres
from tests.torture import corrupt, days, kill, pair, points, power, trouble, year
from tests.torture.record import Round

DEATHS = 25  # on one database; then a fresh one


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of trouble."""

    name: str
    play: Callable[[Path, str], Coroutine[Any, Any, Round]]
    names: tuple[str, ...]  # of its rounds
    glass: bool = False  # it runs under glass: on one thread, in a time of its own
    must: str = ""  # a figure that must not stay 0: a control that shows nothing proves nothing

    def rounds(self) -> Iterator[str]:
        """The names of the rounds, which are their seeds too."""
        yield from self.names

    def missed(self, totals: dict[str, float]) -> str:
        """What the figures should have shown and did not."""
        return f"{self.must} 0" if self.must and not totals.get(self.must) else ""


def numbered(count: int) -> tuple[str, ...]:
    """So many rounds that differ by their seed alone."""
    return tuple(str(n) for n in range(1, count + 1))


def _killed(
    play: Callable[[Path, str, int], Coroutine[Any, Any, Round]],
) -> Callable[[Path, str], Coroutine[Any, Any, Round]]:
    return lambda folder, seed: play(folder, seed, DEATHS)


def _on_a_server(
    play: Callable[[Path, str, str, int], Coroutine[Any, Any, Round]],
) -> Callable[[Path, str], Coroutine[Any, Any, Round]]:
    return lambda folder, seed: play(folder, postgres.server().fresh(), seed, DEATHS)


PARTS = {
    part.name: part
    for part in (
        Part("kill-polling", _killed(kill.polling), numbered(20)),
        Part("kill-webhook", _killed(kill.webhook), numbered(20)),
        Part("points", points.play, points.names(), glass=True),
        Part("days", days.play, numbered(100), glass=True),
        Part("power", _killed(power.cut), numbered(8)),
        Part("power-normal", _killed(power.careless), numbered(2), must="lost"),
        Part("platform", trouble.platform, numbered(10)),
        Part("locked", trouble.locked, numbered(4)),
        Part("disk-full", trouble.full, numbered(8)),
        Part("corrupt", corrupt.play, numbered(10)),
        Part("year", year.play, numbered(1)),
        Part("two-processes", _on_a_server(pair.two), numbered(20)),
        Part("kill-usual", _killed(kill.usual), numbered(4), must="lost"),
    )
}
