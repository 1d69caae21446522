"""A dashboard over the charts: filters, a picture, the weakest items, the projects behind one, a project's page.

Plain ipywidgets: each part is a small class; `Dashboard` puts them together.
"""

from __future__ import annotations

from typing import Any

from archnb.explorer.dashboard import Dashboard

__all__ = ["Dashboard", "explore"]


def explore(portfolio: Any) -> Dashboard:
    """Return a dashboard over a portfolio; as a cell's last line it is shown.

    Parameters
    ----------
    portfolio : Portfolio
        Or anything with ``answers`` (one row per project × item), ``as_of(date)``, ``ends(freq)`` and ``texts``.

    Returns
    -------
    Dashboard
        A widget. Its cell also keeps a picture and a table for readers without a kernel.
    """
    return Dashboard(portfolio)
