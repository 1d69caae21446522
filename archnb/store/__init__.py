"""Folders, logs, locks and slugs: the only place that knows how a review lies on disk."""

from archnb.store.finding import find_reviews
from archnb.store.folder import INFO, ChecklistRef, ReviewFolder, ReviewInfo, check_new_folder
from archnb.store.log import BOM, Line, Log
from archnb.store.names import portable_name, slug
from archnb.store.reviewer import reviewer_name

__all__ = [
    "BOM",
    "INFO",
    "ChecklistRef",
    "Line",
    "Log",
    "ReviewFolder",
    "ReviewInfo",
    "check_new_folder",
    "find_reviews",
    "portable_name",
    "reviewer_name",
    "slug",
]
