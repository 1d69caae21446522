"""Charts that answer one question each: answers in, Axes out.

Every chart takes a frame of answers, a Portfolio or a Review, draws on ``ax`` or on a new figure of its own (never
through pyplot), and returns the Axes; one with many panels takes ``fig`` and returns the Figure. The numbers come from
`archnb.charts.tables`, the words for those who cannot see from `alt_text`.
"""

from archnb.charts import tables
from archnb.charts.bullets import trust
from archnb.charts.dumbbell import change
from archnb.charts.ecdf import standing
from archnb.charts.frontier import rate_vs_reach
from archnb.charts.heatmap import section_heatmap
from archnb.charts.palette import THEMES, Theme
from archnb.charts.paper import alt_text
from archnb.charts.profile import section_profile
from archnb.charts.strips import review_map
from archnb.charts.weak import weak_items

__all__ = [
    "THEMES",
    "Theme",
    "alt_text",
    "change",
    "rate_vs_reach",
    "review_map",
    "section_heatmap",
    "section_profile",
    "standing",
    "tables",
    "trust",
    "weak_items",
]
