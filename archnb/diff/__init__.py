"""What is different between two moments of a review, or between two reviews."""

from archnb.diff.comparing import Change, Difference, compare
from archnb.diff.sources import read_journal, read_revision

__all__ = ["Change", "Difference", "compare", "read_journal", "read_revision"]
