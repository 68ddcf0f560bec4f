"""The figures as a page: docs/understanding/figures.md, with a confusion table and a calibration plot."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from domain.understanding.classification import OFFER, REPORT
from training import days as ordinary
from training import fit
from training.measure import TESTED, Judged, figures

FOLDER = Path(__file__).parent.parent / "docs" / "understanding"
CROSSED = "Training messages"
LANGUAGES = {"zh": "Chinese", "en": "English"}
THRESHOLDS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
WRONG, REPORTS = 3, 20  # what a wrong offer costs, in reports that are missed; reports among a thousand messages
BINS = 10
SIZE, MARGIN = 320, 40  # of the plot, in pixels


def write(sets: Sequence[tuple[str, str, Sequence[Judged]]], talk: Sequence[Judged]) -> None:
    """Write the page; each set has a title, a line of words about it, and what was understood of it.

    ``talk`` is what a group says on ordinary days.
    """
    FOLDER.mkdir(exist_ok=True)
    parts = [
        "# How well it understands\n",
        "Written by `make measure`; what the figures mean: [understanding](README.md).\n",
    ]
    for title, about, judged in sets:
        parts += [f"## {title}\n", f"{about}\n", *_table(judged), ""]
    tests = [each for title, _, judged in sets for each in judged if title != CROSSED]
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
    tested = [each for title, about, judged in sets for each in judged if about == TESTED]
    parts += ["## Wrong offers in a group\n", *_days(talk, tested), ""]
    whole = tests
    parts += [
        "## Calibration\n",
        "How often a message was a report, by how sure the desk was; all but the training messages.\n",
    ]
    parts += ["![Calibration: said against true](calibration.svg)\n", *_reliability(whole)]
    (FOLDER / "figures.md").write_text("\n".join(parts) + "\n", encoding="utf-8")
    (FOLDER / "calibration.svg").write_text(_plot(whole), encoding="utf-8")


def _days(talk: Sequence[Judged], tested: Sequence[Judged]) -> Iterator[str]:
    """What an offer costs and what a missed one, at several thresholds, on ordinary days and on test reports."""
    for lang, shares in ordinary.SHARES.items():
        counted = Counter(each.message.source for each in talk)
        kinds = ", ".join(f"{share:.0%} {kind} (of {counted[f'{lang}_{kind}']})" for kind, share in shares.items())
        reports = [each for each in tested if each.message.is_report and each.message.source.endswith(lang)]
        yield f"{LANGUAGES[lang]}, of {ordinary.MESSAGES:,} messages that are no reports, drawn from {kinds}:\n"
        yield "| offered from | wrong offers | one group in twenty: more than | reports offered | cost |"
        yield "|---|---|---|---|---|"
        for least in sorted({*THRESHOLDS, OFFER}):
            days = ordinary.simulate(talk, lang, least)
            offered = sum(each.found.is_report >= least for each in reports) / len(reports)
            cost = WRONG * days.expected + REPORTS * (1 - offered)
            mark = " (ours)" if least == OFFER else ""
            yield f"| {least:.2f}{mark} | {days.expected:.1f} | {days.often} | {offered:.3f} | {cost:.1f} |"
        yield ""
    yield (
        "The talk was written apart, is never taught, and its shares are ours: no public figure was found. "
        f"The cost counts {REPORTS} reports among {ordinary.MESSAGES:,} messages, and a wrong offer as {WRONG} reports "
        "that are not offered, since their author can still say the desk's name."
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
