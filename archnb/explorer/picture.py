"""A chart as a picture in a page: PNG bytes, their description, and HTML that holds both."""

from __future__ import annotations

import base64
import io
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from archnb.charts import alt_text
from archnb.explorer.markup import text

__all__ = ["DPI", "Picture"]

#: Pixels to the inch; a chart of ten inches fills a notebook's width.
DPI = 110


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawn chart, or the sentence that stands in its place (then there are no bytes).

    Attributes
    ----------
    png : bytes
        Empty where there is only a sentence.
    words : str
        The description of the chart for those who cannot see it, or the sentence.
    width : int
        Pixels at which a reader sees it best.
    """

    png: bytes
    words: str
    width: int = 0

    @classmethod
    def of(cls, chart: Any) -> Picture:
        """Draw what a chart function returned: Axes, a Figure, or a sentence."""
        if isinstance(chart, str):
            return cls(png=b"", words=chart)
        figure = chart.get_figure(root=True) if hasattr(chart, "get_figure") else chart
        figure.set_dpi(DPI)
        canvas: Any = FigureCanvasAgg(figure)
        with warnings.catch_warnings():
            # A name in a script that no font here has shows as boxes; a warning per letter helps nobody.
            warnings.filterwarnings("ignore", message=r"Glyph \d+ .*missing from font")
            canvas.draw()  # savefig draws twice: once for the layout alone
        buffer = io.BytesIO()
        Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB").save(buffer, "png", compress_level=1)
        return cls(png=buffer.getvalue(), words=alt_text(chart), width=round(figure.get_figwidth() * 100))

    @property
    def html(self) -> str:
        """The picture with its description, or the sentence."""
        if not self.png:
            return f'<div class="archnb-x-sentence">{text(self.words)}</div>'
        data = base64.b64encode(self.png).decode("ascii")
        size = f'class="archnb-x-picture" style="width:{self.width}px;max-width:100%;height:auto"'
        return f'<img {size} alt="{text(self.words)}" src="data:image/png;base64,{data}">'
