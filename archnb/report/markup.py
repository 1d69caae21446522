"""Pieces of the page: cells, tables, pictures. What people wrote is escaped here, and nowhere else."""

from __future__ import annotations

import io
import warnings
from base64 import b64encode
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image

from archnb import charts, scoring
from archnb.answers import GLYPHS, WORDS
from archnb.charts.wording import span as _span
from archnb.guide.markup import text
from archnb.printable import printable

__all__ = ["Head", "badge", "cell", "counted", "evidence", "flag", "note", "picture", "pill", "share", "span", "table"]

#: Crisp in print, and still small.
_DPI = 150
_CSS_INCH = 96


class Head(NamedTuple):
    """A column's heading; `kind` is its class in the style sheet, such as "n" for numbers."""

    words: str
    kind: str = ""


def cell(said: object) -> str:
    """Return what somebody wrote as one line."""
    return text(printable(str(said), one_line=True))


def note(said: str, most: int = 200_000) -> str:
    """Return a note as a paragraph that keeps its lines, cut to `most` characters; nothing for an empty one."""
    shown = said if len(said) <= most else said[: most - 1].rstrip() + "…"
    return f'<p class="note" dir="auto">{text(shown)}</p>' if said.strip() else ""


def evidence(said: Iterable[str]) -> str:
    """Return what an answer rests on: links to the web and mail addresses as such, anything else as code."""
    shown = ", ".join(_link(one) if _leads_out(one) else f"<code>{cell(one)}</code>" for one in said)
    return f'<p class="evidence">{shown}</p>' if shown else ""


def _link(said: str) -> str:
    return f'<a href="{text(said)}" rel="noopener noreferrer">{cell(said)}</a>'


def _leads_out(said: str) -> bool:
    try:
        parts = urlsplit(said)
    except ValueError:
        return False
    # urlsplit overlooks controls, and so do browsers: an address that holds one is none.
    return parts.scheme in ("http", "https", "mailto") and said.isprintable() and " " not in said


def pill(status: str) -> str:
    """Return a status as a glyph and a word on its colour."""
    return f'<span class="pill {status}"><span aria-hidden="true">{GLYPHS[status]}</span> {WORDS[status]}</span>'


def badge(severity: str) -> str:
    """Return a severity as a word, which a frame or a fill stresses."""
    return f'<span class="severity {severity}">{severity}</span>'


def flag(said: str) -> str:
    """Return words that must not be overlooked."""
    return f'<strong class="flag">{text(said)}</strong>'


def share(value: float) -> str:
    """Return a share in per cent that does not break."""
    return scoring.percent(float(value)).replace(" ", "\u00a0")


def span(low: float, high: float) -> str:
    """Return two shares as ``41–78 %``, or one where they look alike."""
    ends = share(low), share(high)
    return (
        ends[0] if ends[0] == ends[1] else _span(float(low), float(high)).replace(" ", "\u00a0").replace("–", "–\u2060")
    )


def counted(count: int, noun: str, many: str = "") -> str:
    """Return a count with its noun, such as ``1 project`` or ``3,000 projects``."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


def table(heads: Sequence[Head], rows: Iterable[Sequence[str]], *, label: str, kind: str = "") -> str:
    """Return a table whose first cells name their rows.

    Parameters
    ----------
    heads : sequence of Head
        The columns.
    rows : iterable of sequences of str
        Cells as HTML.
    label : str
        What it shows, for those who hear the page.
    kind : str
        "cards" for rows of words, which stand one below the other on a narrow screen; the others scroll sideways.
    """
    top = "".join(f'<th scope="col"{_kind(head)}>{text(head.words)}</th>' for head in heads)
    body = "\n".join(f'<tr role="row">{_cells(heads, row, labelled=kind == "cards")}</tr>' for row in rows)
    return (
        f'<div class="scroll {kind}" role="region" tabindex="0" aria-label="{text(label)}">\n<table role="table">\n'
        f'<thead role="rowgroup"><tr role="row">{top}</tr></thead>\n<tbody role="rowgroup">\n{body}\n</tbody>\n'
        "</table>\n</div>"
    )


def _cells(heads: Sequence[Head], row: Sequence[str], *, labelled: bool) -> str:
    parts = []
    for place, (head, said) in enumerate(zip(heads, row, strict=True)):
        tag, role = ("th", ' scope="row" role="rowheader"') if place == 0 else ("td", ' role="cell"')
        shown = f' data-label="{text(head.words)}"' if labelled and said else ""
        parts.append(f"<{tag}{role}{_kind(head)}{shown}>{said}</{tag}>")
    return "".join(parts)


def _kind(head: Head) -> str:
    return f' class="{head.kind}"' if head.kind else ""


def picture(chart: Axes | Figure, caption: str) -> str:
    """Return a chart as a picture within the page, with its description and a line on how to read it."""
    figure = chart if isinstance(chart, Figure) else chart.get_figure(root=True)
    assert figure is not None  # a chart always draws on one
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        # A name in a script that no font here has shows as boxes; a warning per letter helps nobody.
        warnings.filterwarnings("ignore", message=r"Glyph \d+ .*missing from font")
        figure.savefig(buffer, dpi=_DPI, format="png")
    width, height = (round(side * _CSS_INCH) for side in figure.get_size_inches())
    source = b64encode(_smaller(buffer)).decode()
    description = printable(charts.alt_text(chart), one_line=True)
    image = f'<img src="data:image/png;base64,{source}" width="{width}" height="{height}" alt="{text(description)}">'
    return (
        f'<figure>\n<div class="paper" role="region" tabindex="0" aria-label="Chart: {text(caption)}">'
        f"{image}</div>\n"
        f"<figcaption>{text(caption)}</figcaption>\n</figure>"
    )


def _smaller(png: io.BytesIO) -> bytes:
    """Return a picture with a palette, a third of its size: a chart has few colours and their smooth edges."""
    palette = Image.open(png).convert("RGB").quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    kept = io.BytesIO()
    palette.save(kept, "png", optimize=True)
    return kept.getvalue()
