"""The figures as a page: docs/understanding/figures.md, with a confusion table and a calibration plot."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from domain.classification import OFFER, REPORT
from training import fit
from training.days import MESSAGES, SHARES, Days, simulate
from training.measure import Judged, figures

FOLDER = Path(__file__).parent.parent / "docs" / "understanding"
CROSSED = "Training messages"
BINS = 10
SIZE, MARGIN = 320, 40  # of the plot, in pixels


def write(sets: Sequence[tuple[str, str, Sequence[Judged]]]) -> None:
    """Write the page; each set has a title, a line of words about it, and what was understood of it."""
    FOLDER.mkdir(exist_ok=True)
    parts = [
        "# How well it understands\n",
        "Written by `make measure`; what the figures mean: [understanding](README.md).\n",
    ]
    for title, about, judged in sets:
        parts += [f"## {title}\n", f"{about}\n", *_table(judged), ""]
    tests = [each for title, _, judged in sets for each in judged if title != CROSSED]
    crossed = [each for title, _, judged in sets for each in judged if title == CROSSED]
    parts += [
        "## Confusions\n",
        "All but the training messages. Rows: the label. Columns: what was understood, by the number of the row.\n",
    ]
    parts += [
        *_confusions(tests),
        "",
        "## Emergencies that were missed\n",
        "Of the test messages.\n",
        *_missed(tests),
        "",
    ]
    days = simulate(crossed, OFFER)
    parts += ["## Wrong offers in a group\n", _days(days), ""]
    whole = tests
    parts += [
        "## Calibration\n",
        "How often a message was a report, by how sure the desk was; all but the training messages.\n",
    ]
    parts += ["![Calibration: said against true](calibration.svg)\n", *_reliability(whole)]
    (FOLDER / "figures.md").write_text("\n".join(parts) + "\n", encoding="utf-8")
    (FOLDER / "calibration.svg").write_text(_plot(whole), encoding="utf-8")


def _days(days: Days) -> str:
    shares = ", ".join(f"{share:.0%} {kind}" for kind, share in SHARES.items())
    return (
        f"Of {MESSAGES:,} messages that are no reports, {days.mean:.0f} would be met with an offer (one group in "
        f"twenty: {days.often} or more). Drawn from our own files, judged by a model that had not seen them: {shares}. "
        "These were written to be mistaken; ordinary talk is easier, and only a real group can say by how much."
    )


def _table(judged: Sequence[Judged]) -> Iterator[str]:
    yield "| | |"
    yield "|---|---|"
    yield from (f"| {name} | {figure} |" for name, figure in figures(judged))


def _confusions(judged: Sequence[Judged]) -> Iterator[str]:
    reports = [each for each in judged if each.message.is_report]
    counted = Counter((each.message.codes[0], each.best) for each in reports)
    numbers = range(1, len(fit.CODES) + 1)
    yield "| | | " + " | ".join(map(str, numbers)) + " |"
    yield "|---|---" + "|---" * len(fit.CODES) + "|"
    for number, code in zip(numbers, fit.CODES, strict=True):
        cells = (str(counted[code, other] or "") for other in fit.CODES)
        yield f"| {number} | {code} | " + " | ".join(cells) + " |"


def _missed(judged: Sequence[Judged]) -> Iterator[str]:
    missed = [each.message for each in judged if each.message.danger and not each.found.danger]
    yield from (f"- {' '.join(message.text.split())}" for message in missed)
    if not missed:
        yield "None."


def _binned(judged: Sequence[Judged]) -> list[tuple[int, float, float]]:
    """How many, how sure on average, and how many of them were reports: a row for each tenth."""
    bins: list[list[Judged]] = [[] for _ in range(BINS)]
    for each in judged:
        bins[min(int(each.found.is_report * BINS), BINS - 1)].append(each)
    return [
        (
            len(found),
            sum(each.found.is_report for each in found) / len(found),
            sum(each.message.is_report for each in found) / len(found),
        )
        for found in bins
        if found
    ]


def _reliability(judged: Sequence[Judged]) -> Iterator[str]:
    yield "| messages | said | true |"
    yield "|---|---|---|"
    yield from (f"| {count} | {said:.2f} | {true:.2f} |" for count, said, true in _binned(judged))


def _plot(judged: Sequence[Judged]) -> str:
    def at(x: float, y: float) -> tuple[float, float]:
        return MARGIN + x * SIZE, MARGIN + (1 - y) * SIZE

    whole = SIZE + 2 * MARGIN
    dots = []
    for count, said, true in _binned(judged):
        x, y = at(said, true)
        radius = 3 + min(count, 400) / 40
        dots.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius:.1f}" fill="#1f6f5c"/>')
    (x0, y0), (x1, y1), (xr, yr) = at(0, 0), at(1, 1), at(REPORT, 0)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" width="{whole}" height="{whole}">',
            "<title>Calibration: how sure the desk was against how often it was right</title>",
            f'<rect width="{whole}" height="{whole}" fill="#fff"/>',
            f'<path d="M{x0} {y0}H{x1}M{x0} {y0}V{y1}" stroke="#444" fill="none"/>',
            f'<path d="M{x0} {y0}L{x1} {y1}" stroke="#aaa" stroke-dasharray="4 4"/>',
            f'<path d="M{xr} {yr}V{y1}" stroke="#ddd"/>',
            *dots,
            f'<text x="{whole / 2}" y="{whole - 10}" font-size="13" text-anchor="middle">said</text>',
            f'<text x="14" y="{whole / 2}" font-size="13" text-anchor="middle"'
            f' transform="rotate(-90 14 {whole / 2})">true</text>',
            "</svg>\n",
        ]
    )
