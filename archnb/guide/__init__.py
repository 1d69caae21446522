"""A checklist's guidance as one HTML page, readable on its own."""

from archnb.guide.page import to_html

__all__ = ["to_html"]
