"""One sticker as a picture (PNG), for print shops and for screens."""

from html import escape

from bot.stickers.design import BOLD, HIGH, WIDE, Box, Code, Label, Part, Say, Words, sticker

PIXELS = 1240  # across: A6 at 300 dots per inch


def picture(label: Label, say: Say) -> bytes:
    """The PNG."""
    import resvg_py  # only here: it is loaded when something is drawn
    from pylopdf_fonts_zh_cn import sans_path

    parts = "".join(_drawn(part) for part in sticker(label, say))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" width="{PIXELS}" '
        f'height="{round(PIXELS * HIGH / WIDE)}"><rect width="{WIDE}" height="{HIGH}" fill="#fff"/>{parts}</svg>'
    )
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, font_files=[str(sans_path())], skip_system_fonts=True))


def _drawn(part: Part) -> str:
    match part:
        case Words():
            bold = f' stroke="{part.colour}" stroke-width="{part.size * BOLD:.3f}"' if part.bold else ""
            return (
                f'<text x="{part.left:.3f}" y="{part.y}" font-family="Noto Sans SC" font-size="{part.size:.3f}" '
                f'fill="{part.colour}"{bold}>{escape(part.text)}</text>'
            )
        case Box():
            return (
                f'<rect x="{part.x:.3f}" y="{part.y}" width="{part.w:.3f}" height="{part.h}" rx="{part.radius}" '
                f'fill="{part.colour}"/>'
            )
        case Code():
            path = "".join(f"M{x:.3f} {y:.3f}h{wide:.3f}v{high:.3f}h-{wide:.3f}z" for x, y, wide, high in part.runs())
            return f'<path d="{path}" fill="#000" shape-rendering="crispEdges"/>'
