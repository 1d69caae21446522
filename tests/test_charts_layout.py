"""Every text lies inside the figure and on no other, whatever the projects are called."""

from itertools import combinations

import pytest
from charted import many, stamps, texts
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from archnb import charts

LONG = [
    "payments-gateway-for-the-european-market-with-settlement-and-reconciliation-v0001",
    "payments-gateway-for-the-european-market-with-settlement-and-reconciliation-v0002",
    "W" * 80,
    "שירות תשלומים ראשי",
    "خدمة المدفوعات",
    "支付服务-网关-生产环境-核心交易处理平台-第二代-支付服务-网关-生产环境-核心交易处理平台",
    "cost in $x^2$ and $\\alpha$ per_req",
]
DRAWN = {
    "weak_items": lambda frame, name: charts.weak_items(frame),
    "section_profile": lambda frame, name: charts.section_profile(frame),
    "items": lambda frame, name: charts.section_profile(frame, items=True),
    "section_heatmap": lambda frame, name: charts.section_heatmap(frame),
    "review_map": lambda frame, name: charts.review_map(frame, project=name),
    "change": lambda frame, name: charts.change({"2026-03-31": frame, "2026-06-30": frame}),
    "trend": lambda frame, name: charts.change({"2026-03-31": frame, "2026-06-30": frame, "2026-09-30": frame}),
    "rate_vs_reach": lambda frame, name: charts.rate_vs_reach(frame),
    "standing": lambda frame, name: charts.standing(frame, project=name),
    "trust": lambda frame, name: charts.trust(frame),
}
SIZES = {"24": [*LONG, *(f"service-{n}" for n in range(17))], "301": 301}

# A name in a script that no font here has is drawn as boxes of the same width.
pytestmark = pytest.mark.filterwarnings("ignore:Glyph .* missing from font")


def extents(chart: Axes | Figure) -> list[tuple[str, Text]]:
    written = [(text.get_text(), Text.get_window_extent(text)) for text in texts(chart)]
    return [*written, *(pair for marks in stamps(chart) for pair in zip(marks.texts, marks.boxes(), strict=True))]


@pytest.fixture(scope="module", params=[(name, size) for name in DRAWN for size in SIZES], ids=lambda p: "-".join(p))
def drawn(request):
    name, size = request.param
    projects = SIZES[size]
    frame = many(projects, sections=12, each=8)
    return DRAWN[name](frame, projects[len(projects) // 2] if isinstance(projects, list) else "service-0007").figure


def test_texts_lie_inside_the_figure(drawn):
    paper, written = drawn.bbox.padded(1), extents(drawn)
    assert len(written) > 10
    outside = [text for text, box in written if not (paper.contains(*box.min) and paper.contains(*box.max))]
    assert outside == []


def test_texts_do_not_overlap(drawn):
    boxes = [(text, box.padded(-1.5)) for text, box in extents(drawn)]
    assert [
        (one, other) for (one, a), (other, b) in combinations(boxes, 2) if a.overlaps(b) and upright(one, other)
    ] == []


def upright(*said: str) -> bool:
    """Whether the boxes are those of the texts: a slanted heading's box is mostly empty."""
    return not any(text.startswith(("Section ", "all", "answered")) for text in said)
