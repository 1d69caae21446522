"""Folders, logs, locks and slugs: the only place that knows how a review lies on disk."""

from archnb.store.folder import ChecklistRef, ReviewFolder, ReviewInfo
from archnb.store.log import Line, Log
from archnb.store.names import portable_name, slug
from archnb.store.reviewer import reviewer_name

__all__ = [
    "ChecklistRef",
    "Line",
    "Log",
    "ReviewFolder",
    "ReviewInfo",
    "portable_name",
    "reviewer_name",
    "slug",
]
