"""Charts are valid SVG with a name and a description, whatever the numbers and the names."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from domain.community import Point
from web import charts
from web.charts import Area, Bar, Spot

SVG = {"class", "viewBox", "role", "aria-labelledby", "aria-hidden", "focusable", "preserveAspectRatio"}
NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
POINTS = st.builds(Point, st.floats(-80, 80), st.floats(-179, 179))


def read(drawn: str) -> ElementTree.Element:
    svg = ElementTree.fromstring(drawn)
    assert svg.tag == "svg" and set(svg.attrib) <= SVG
    assert " style=" not in drawn and "<script" not in drawn
    return svg


@given(st.lists(st.builds(Bar, NAMES, st.tuples(*[st.integers(0, 10**6)] * 3)), max_size=12), NAMES)
def test_a_trend_has_a_bar_for_each_value_and_none_leaves_the_chart(bars: list[Bar], name: str) -> None:
    svg = read(charts.trend(bars, ("a", "b", "c"), name, "about", "x"))
    rects = svg.findall("rect")
    assert len(rects) == 3 * len(bars)
    for rect in rects:
        top, height = float(rect.get("y", "")), float(rect.get("height", ""))
        assert 0 <= top <= charts.HIGH and 0 <= height <= charts.HIGH
    assert (svg.findtext("title"), svg.findtext("desc")) == (name, "about")


def test_bars_are_as_high_as_their_values() -> None:
    svg = read(charts.trend([Bar("1", (5, 10, 0))], ("a", "b", "c"), "n", "d", "x"))
    heights = [float(rect.get("height", "")) for rect in svg.findall("rect")]
    assert heights[1] == 2 * heights[0] > 0 == heights[2]


@given(st.lists(st.builds(Spot, POINTS, NAMES, st.integers(0, 2000), st.integers(0, 3), NAMES, NAMES), max_size=9))
def test_a_plan_names_every_spot_inside_its_frame(spots: list[Spot]) -> None:
    areas = [Area(tuple(spot.at for spot in spots), "<g1>")]
    drawn = charts.plan(spots, areas, "n", "d", "x")
    if not spots:
        assert drawn is None
        return
    svg = read(drawn or "")
    _, _, wide, high = map(float, svg.get("viewBox", "").split())
    boxes = [rect for rect in svg.iter("rect")]
    assert len(boxes) == len(spots)
    for box in boxes:
        assert 0 <= float(box.get("x", "")) <= wide and 0 <= float(box.get("y", "")) <= high
    assert len(list(svg.iter("circle"))) == sum(spot.count > 0 for spot in spots)


def test_north_is_on_top_and_east_on_the_right() -> None:
    north, east = Spot(Point(40.001, 116.0), "n"), Spot(Point(40.0, 116.001), "e")
    svg = read(charts.plan([north, east], [], "n", "d", "x") or "")
    first, second = svg.iter("rect")
    assert float(first.get("y", "")) < float(second.get("y", ""))
    assert float(first.get("x", "")) < float(second.get("x", ""))


@given(st.none() | st.floats(0, 1))
def test_a_share_is_filled_as_far_as_it_goes(part: float | None) -> None:
    svg = read(charts.share(part, "fill", "n"))
    filled = [float(rect.get("width", "")) for rect in svg.findall("rect") if rect.get("class") == "fill"]
    assert filled == ([] if part is None else [round(part * 100, 1)]) or abs(filled[0] - (part or 0) * 100) <= 0.051
