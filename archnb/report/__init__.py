"""A portfolio or a project as one HTML page for people who decide: words, charts, tables, findings, method."""

from archnb.report.given import Given, Moment, Texts
from archnb.report.history import earlier
from archnb.report.portfolio import portfolio_page
from archnb.report.project import project_page

__all__ = ["Given", "Moment", "Texts", "earlier", "portfolio_page", "project_page"]
