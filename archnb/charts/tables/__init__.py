"""The table behind each chart, one function per chart, built on `archnb.metrics` alone.

Every function takes a frame of answers (one row per project × item), or anything with such a frame as ``.answers``.
"""

from __future__ import annotations

from archnb.charts.given import answers_of, moments_of, total
from archnb.charts.tables.items import item_profile, rate_vs_reach, weak_items
from archnb.charts.tables.moments import change, trend
from archnb.charts.tables.projects import review_map, section_heatmap, standing
from archnb.charts.tables.sections import section_profile, trust

__all__ = [
    "answers_of", "change", "item_profile", "moments_of", "rate_vs_reach", "review_map", "section_heatmap",
    "section_profile", "standing", "total", "trend", "trust", "weak_items",
]  # fmt: skip
