"""Stickers on sheets of A4, as PDF: text stays text, codes are drawn, only the glyphs in use are embedded."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.stickers.design import BOLD, HIGH, WIDE, Box, Code, Label, Part, Say, Words, sticker

if TYPE_CHECKING:
    from fpdf import FPDF

A4 = (210.0, 297.0)  # mm
MARGIN = 5.0  # mm; what most printers leave white
POINT = 25.4 / 72  # mm
CUT = "#b5bcbd"


@dataclass(frozen=True, slots=True)
class Layout:
    """How many stand beside and under each other on a sheet."""

    across: int
    down: int

    @property
    def cell(self) -> tuple[float, float]:
        """mm of one."""
        return (A4[0] - 2 * MARGIN) / self.across, (A4[1] - 2 * MARGIN) / self.down


LAYOUTS = {"a4": Layout(1, 1), "a6": Layout(2, 2), "small": Layout(3, 3)}


def sheets(labels: Sequence[Label], layout: Layout, say: Say, lang: str, title: str) -> bytes:
    """The whole PDF."""
    from fpdf import FPDF  # only here: it takes a second to load
    from pylopdf_fonts_zh_cn import sans_path

    pdf = FPDF(unit="mm", format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_title(title)
    pdf.set_lang(lang)
    pdf.add_font("sc", fname=str(sans_path()))
    (wide, high), many = layout.cell, layout.across * layout.down
    for at, label in enumerate(labels):
        row, column = divmod(at % many, layout.across)
        if at % many == 0:
            pdf.add_page()
            _cuts(pdf, layout)
        for part in sticker(label, say):
            _draw(pdf, part, MARGIN + column * wide, MARGIN + row * high, min(wide / WIDE, high / HIGH))
    return bytes(pdf.output())


def _cuts(pdf: "FPDF", layout: Layout) -> None:
    """Where to cut."""
    wide, high = layout.cell
    pdf.set_draw_color(CUT)
    pdf.set_line_width(0.15)
    pdf.set_dash_pattern(dash=1.5, gap=1.5)
    for column in range(1, layout.across):
        pdf.line(MARGIN + column * wide, 0, MARGIN + column * wide, A4[1])
    for row in range(1, layout.down):
        pdf.line(0, MARGIN + row * high, A4[0], MARGIN + row * high)
    pdf.set_dash_pattern()


def _draw(pdf: "FPDF", part: Part, left: float, top: float, unit: float) -> None:
    match part:
        case Words():
            pdf.set_font("sc", size=part.size * unit / POINT)
            pdf.set_text_color(part.colour)
            x, y = left + part.left * unit, top + part.y * unit
            if not part.bold:
                pdf.text(x, y, part.text)
                return
            pdf.set_draw_color(part.colour)
            pdf.set_line_width(part.size * unit * BOLD)
            with pdf.local_context(text_mode="FILL_STROKE"):
                pdf.text(x, y, part.text)
        case Box():
            pdf.set_fill_color(part.colour)
            where = (left + part.x * unit, top + part.y * unit, part.w * unit, part.h * unit)
            pdf.rect(*where, style="F", round_corners=bool(part.radius), corner_radius=part.radius * unit)
        case Code():
            pdf.set_fill_color("#000000")
            for x, y, wide, high in part.runs():
                # A hair taller than a row, so that no screen shows a seam.
                pdf.rect(left + x * unit, top + y * unit, wide * unit, high * unit + 0.01, style="F")
