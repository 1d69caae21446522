"""The façade of one review."""

from archnb.review.review import Review

__all__ = ["Review"]
