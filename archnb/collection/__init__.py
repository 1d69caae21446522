"""Many reviews found, read and cached; what cannot be read is listed and stops nothing.

::

    source ─ finding ─▶ places ─ cache ─▶ reviews that are as they were (rows; texts when asked for)  ─┐
                           └── reading ─▶ opened reviews ─ batches ─┬ plain: logs as archnb writes them ┼▶ Collection
                                                                    └ journal: whatever is unusual ─────┘
"""

from archnb.collection.asked import Asked, Row
from archnb.collection.collection import Collection
from archnb.collection.finding import Source
from archnb.collection.held import Held
from archnb.collection.loading import collect

__all__ = ["Asked", "Collection", "Held", "Row", "Source", "collect"]
