"""archnb: architecture reviews as notebooks.

Fill a checklist in JupyterLab, compare projects, share the executed notebook. Start with `Review.open`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from archnb import charts as charts
    from archnb.checklist import Checklist as Checklist
    from archnb.errors import ArchnbError as ArchnbError
    from archnb.errors import ArchnbWarning as ArchnbWarning
    from archnb.portfolio import Portfolio as Portfolio
    from archnb.review import Review as Review

# Imported on first use, so that `import archnb` and `archnb status` start fast.
_HOMES = {
    "ArchnbError": "archnb.errors",
    "ArchnbWarning": "archnb.errors",
    "Checklist": "archnb.checklist",
    "Portfolio": "archnb.portfolio",
    "Review": "archnb.review",
}

__all__ = ["ArchnbError", "ArchnbWarning", "Checklist", "Portfolio", "Review", "__version__", "charts"]


def __getattr__(name: str) -> Any:
    if name == "charts":
        return import_module("archnb.charts")
    if name not in _HOMES:
        raise AttributeError(f"module 'archnb' has no attribute '{name}'")
    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
