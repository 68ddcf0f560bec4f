"""Charts as SVG, made from numbers: pure, with a name and a description for whoever does not see them.

Colours come from the style sheet by class.  A table with the same numbers stands beside each chart.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians

from markupsafe import Markup, escape

from domain.community import Point

WIDE, HIGH, LEFT, FOOT, HEAD = 720, 260, 44, 34, 12  # of the trend, in its own units


@dataclass(frozen=True, slots=True)
class Bar:
    """One week: what came, what was done, and how many promises were broken."""

    label: str
    values: tuple[int, ...]


def trend(bars: Sequence[Bar], classes: Sequence[str], name: str, about: str, id_: str) -> Markup:
    """Groups of bars side by side over a common scale; each value stands over its bar where there is room."""
    top = _round_up(max((value for bar in bars for value in bar.values), default=0))
    span = (WIDE - LEFT) / max(len(bars), 1)
    width = span * 0.76 / max(len(classes), 1)
    parts = [_scale(top)]
    for n, bar in enumerate(bars):
        x = LEFT + n * span + span * 0.12
        for which, (value, kind) in enumerate(zip(bar.values, classes, strict=True)):
            height = (HIGH - FOOT - HEAD) * value / top
            parts.append(
                f'<rect class="{escape(kind)}" x="{x + which * width:.1f}" y="{HIGH - FOOT - height:.1f}" '
                f'width="{width * 0.9:.1f}" height="{height:.1f}" rx="2"/>'
            )
        middle = x + span * 0.38
        parts.append(
            f'<text class="tick" x="{middle:.1f}" y="{HIGH - 10}" text-anchor="middle">{escape(bar.label)}</text>'
        )
    return _svg(WIDE, HIGH, "".join(parts), name, about, id_, "trend")


def share(part: float | None, kind: str, name: str) -> Markup:
    """A bar that is filled to a share between 0 and 1."""
    filled = (
        ""
        if part is None
        else f'<rect class="{escape(kind)}" width="{max(0.0, min(part, 1.0)) * 100:.1f}" height="8" rx="4"/>'
    )
    return Markup(
        f'<svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<title>{escape(name)}</title><rect class="rest" width="100" height="8" rx="4"/>{filled}</svg>'
    )


def _scale(top: int) -> str:
    lines = []
    for value in sorted({0, top // 2, top}):
        y = HIGH - FOOT - (HIGH - FOOT - HEAD) * value / top
        lines.append(
            f'<line class="rule" x1="{LEFT}" x2="{WIDE}" y1="{y:.1f}" y2="{y:.1f}"/>'
            f'<text class="tick" x="{LEFT - 8}" y="{y + 5:.1f}" text-anchor="end">{value}</text>'
        )
    return "".join(lines)


def _round_up(most: int) -> int:
    """The next number that ends the scale well: 4, 6, 8, 10, 20, 40, 60 …"""
    step = 1
    while True:
        for times in (2, 4, 6, 8):
            if most <= step * times and step * times >= 4:
                return step * times
        step *= 10


def _svg(wide: float, high: float, content: str, name: str, about: str, id_: str, kind: str) -> Markup:
    return Markup(
        f'<svg class="{escape(kind)}" viewBox="0 0 {wide:.0f} {high:.0f}" role="img" '
        f'aria-labelledby="{escape(id_)}-name {escape(id_)}-about">'
        f'<title id="{escape(id_)}-name">{escape(name)}</title><desc id="{escape(id_)}-about">{escape(about)}</desc>'
        f"{content}</svg>"
    )


# --- a plan ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Spot:
    """A building or another spot of the plan: where, its name, and how much is open there."""

    at: Point
    name: str
    count: int = 0
    late: int = 0
    link: str = ""
    said: str = ""  # for whoever does not see it


@dataclass(frozen=True, slots=True)
class Area:
    """A grid as somebody drew it."""

    corners: tuple[Point, ...]
    name: str


SIDE, EDGE = 1000.0, 90.0  # of the plan: its width, and what is left free around it
BOX = (46.0, 118.0)  # the smallest and the largest side of a building
SMALLEST = 25.0  # letters


def plan(spots: Sequence[Spot], areas: Sequence[Area], name: str, about: str, id_: str) -> Markup | None:
    """The community from above, north on top; None where nothing has a position."""
    points = [spot.at for spot in spots] + [corner for area in areas for corner in area.corners]
    if not points:
        return None
    project, high = _projection(points)
    placed = [(spot, *project(spot.at)) for spot in spots]
    drawn = [_spot(spot, x, y, _room(n, placed)) for n, (spot, x, y) in enumerate(placed)]
    content = "".join(_area(area, project) for area in areas if area.corners) + "".join(drawn)
    return Markup(
        f'<svg class="plan" viewBox="0 0 {SIDE:.0f} {high:.0f}" role="group" '
        f'aria-labelledby="{escape(id_)}-name {escape(id_)}-about">'
        f'<title id="{escape(id_)}-name">{escape(name)}</title><desc id="{escape(id_)}-about">{escape(about)}</desc>'
        f"{content}</svg>"
    )


Project = Callable[[Point], tuple[float, float]]


def _projection(points: Sequence[Point]) -> tuple[Project, float]:
    """Degrees to units of the plan, and how high it becomes; a degree of longitude is shorter than one of latitude."""
    lats, lons = [point.lat for point in points], [point.lon for point in points]
    shrink = cos(radians((min(lats) + max(lats)) / 2))
    wide, tall = (max(lons) - min(lons)) * shrink, max(lats) - min(lats)
    scale = (SIDE - 2 * EDGE) / max(wide, tall / 1.3, 1e-6)
    left = (SIDE - wide * scale) / 2

    def project(point: Point) -> tuple[float, float]:
        return left + (point.lon - min(lons)) * shrink * scale, EDGE + (max(lats) - point.lat) * scale

    return project, tall * scale + 2 * EDGE


def _area(area: Area, project: Project) -> str:
    corners = [project(corner) for corner in area.corners]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
    x, y = sum(x for x, _ in corners) / len(corners), min(y for _, y in corners) + 30
    return (
        f'<polygon class="area" points="{points}"/>'
        f'<text class="area-name" x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{escape(area.name)}</text>'
    )


def _room(n: int, placed: Sequence[tuple[Spot, float, float]]) -> tuple[float, bool]:
    """How large a building is drawn, as its nearest neighbour leaves room; and whether that one stands below it."""
    _, x, y = placed[n]
    others = [(hypot(x - a, y - b), b) for m, (_, a, b) in enumerate(placed) if m != n]
    gap, below = min(others, default=(BOX[1] * 2, 0.0))
    side = max(BOX[0], min(gap * 0.62, BOX[1]))
    return side, below > y and gap < side * 2.4


def _spot(spot: Spot, x: float, y: float, room: tuple[float, bool]) -> str:
    side, crowded = room
    kind = "late" if spot.late else "some" if spot.count else "calm"
    long = sum(1.0 if ord(each) > 0x2E80 else 0.58 for each in spot.name)  # in widths of a Chinese character
    size = min(30.0, side * 0.88 / max(long, 1))
    inside = size >= SMALLEST
    size = max(size, SMALLEST)
    beside = y - side / 2 - 9 if crowded else y + side / 2 + SMALLEST * 1.05
    at = y + size * 0.36 if inside else beside
    box = (
        f'<rect class="spot {kind}" x="{x - side / 2:.1f}" y="{y - side / 2:.1f}" width="{side:.1f}" '
        f'height="{side:.1f}" rx="{side * 0.18:.1f}"/>'
    )
    label = (
        f'<text class="spot-name" x="{x:.1f}" y="{at:.1f}" font-size="{size:.0f}" text-anchor="middle">'
        f"{escape(spot.name)}</text>"
    )
    drawn = (
        box
        + label
        + (
            _badge(spot, x + side / 2 - 2, y + (side / 2 - 2) * (1 if crowded and not inside else -1), kind)
            if spot.count
            else ""
        )
    )
    return f'<a href="{escape(spot.link)}" aria-label="{escape(spot.said)}">{drawn}</a>' if spot.link else drawn


def _badge(spot: Spot, x: float, y: float, kind: str) -> str:
    return (
        f'<circle class="badge {kind}" cx="{x:.1f}" cy="{y:.1f}" r="22"/>'
        f'<text class="badge-count" x="{x:.1f}" y="{y + 9:.1f}" font-size="25" text-anchor="middle">'
        f"{min(spot.count, 999)}</text>"
    )
