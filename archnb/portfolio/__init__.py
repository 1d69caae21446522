"""Many reviews, as a notebook holds them in its hands."""

from archnb.portfolio.portfolio import Portfolio

__all__ = ["Portfolio"]
