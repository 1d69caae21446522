"""Many reviews found, read and cached; what cannot be read is listed and stops nothing."""

from archnb.collection.asked import Asked, Row
from archnb.collection.collection import Collection
from archnb.collection.finding import Source
from archnb.collection.held import Held
from archnb.collection.loading import collect

__all__ = ["Asked", "Collection", "Held", "Row", "Source", "collect"]
