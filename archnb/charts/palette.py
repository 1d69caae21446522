"""Colours in pairs that read on light and on dark pages; a status also has a glyph, a hatch and an outline."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from matplotlib import font_manager
from matplotlib.colors import LinearSegmentedColormap, to_rgb

__all__ = ["HATCHES", "THEMES", "Theme", "fonts", "ink_on", "scale_of_scores", "theme_of"]

#: Hatches of the statuses that have no value: they stay apart from the others in print and for every eye.
HATCHES = {"yes": "", "partial": "", "no": "", "na": "////", "unanswered": ""}

# DejaVu Sans comes with matplotlib and has every glyph of a status; the others lend it East Asian and Indic letters.
_FALLBACKS = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Source Han Sans SC", "WenQuanYi Micro Hei", "PingFang SC", "Hiragino Sans",
    "Microsoft YaHei", "Yu Gothic", "Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans Devanagari", "Noto Sans Thai",
    "Nirmala UI", "Arial Unicode MS",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Theme:
    """Colours of a page and of what is drawn on it.

    `dataclasses.replace(charts.THEMES["light"], yes="#1b7837")` makes one of your own.

    Attributes
    ----------
    background, foreground : str
        The page and its text; their contrast is at least 13 : 1.
    muted, line : str
        Secondary text (at least 4.5 : 1 on the page), and grid lines.
    accent : str
        One curve or mark that is not a status.
    yes, partial, no, na, unanswered : str
        Fill of a status. The first three are colour-blind safe: minimum ΔE 30.7, from Okabe and Ito (2008).
    weak_to_strong : tuple of str
        Colours of scores from 0 to 1, of strictly changing lightness: a weak cell stands out from the page.
    """

    background: str = "#ffffff"
    foreground: str = "#1b1f24"
    muted: str = "#57606a"
    line: str = "#d0d7de"
    accent: str = "#0b63b0"
    yes: str = "#0072B2"
    partial: str = "#F0E442"
    no: str = "#D55E00"
    na: str = "#c9ced6"
    unanswered: str = "#ffffff"
    weak_to_strong: tuple[str, ...] = field(default=("#7a2600", "#c95200", "#f0ab75", "#fae6d5", "#eef4f9"))

    def status(self, name: str) -> str:
        """Return the fill of a status."""
        return str(getattr(self, name))


THEMES: dict[str, Theme] = {
    "light": Theme(),
    "dark": Theme(
        background="#111418",
        foreground="#e6edf3",
        muted="#a3adb8",
        line="#3a424c",
        accent="#6cb6ff",
        na="#57606a",
        unanswered="#111418",
        weak_to_strong=("#ffd9a0", "#f58d3d", "#b4541a", "#5c3420", "#1c2733"),
    ),
}


def theme_of(theme: Literal["light", "dark"] | str | Theme) -> Theme:
    """Return the theme of that name, or the theme itself.

    Raises
    ------
    ValueError
        If no theme has this name.
    """
    if isinstance(theme, Theme):
        return theme
    if theme not in THEMES:
        raise ValueError(f"theme '{theme}' is not one of {', '.join(THEMES)}. Pass one of these, or a charts.Theme.")
    return THEMES[theme]


@cache
def fonts() -> list[str]:
    """Return the font families for text: matplotlib's own, then those of this machine that add scripts to it."""
    known = {font.name for font in font_manager.fontManager.ttflist}
    return ["DejaVu Sans", *(name for name in _FALLBACKS if name in known)]


def ink_on(fill: str | tuple[float, float, float, float]) -> str:
    """Return black or white, whichever reads better on a fill (WCAG's relative luminance)."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(fill))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#111418" if (luminance + 0.05) ** 2 > 1.05 * 0.05 else "#ffffff"


def scale_of_scores(theme: Theme) -> LinearSegmentedColormap:
    """Return the colour map of scores: 0 stands out from the page, 1 is calm; its lightness is monotone."""
    return LinearSegmentedColormap.from_list("archnb-scores", theme.weak_to_strong)
