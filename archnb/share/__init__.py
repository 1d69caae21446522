"""Executed notebooks as documents: shared, kept up to date, and read back into logs."""

from archnb.share.collecting import Collected, collect
from archnb.share.hiding import REDACTABLE
from archnb.share.sharing import FORMATS, Shared, share
from archnb.share.stamping import Stamped, notebooks_in, stamp

__all__ = ["FORMATS", "REDACTABLE", "Collected", "Shared", "Stamped", "collect", "notebooks_in", "share", "stamp"]
