"""Figures about the code that are worth seeing beside the proposals."""

from __future__ import annotations

from typing import Any

from archnb.scan.databases import databases_in
from archnb.scan.repository import Repository
from archnb.scan.repository.graph import circles_in, imports_between

__all__ = ["facts_of"]


def facts_of(repo: Repository) -> dict[str, Any]:
    """Return figures as plain data.

    ``root`` is the backend's folder; ``lines_of_code`` and ``lines_of_tests`` count lines on which a statement begins;
    ``annotated`` and ``documented`` are shares of the functions of production code in [0, 1], None without functions;
    ``dependencies`` counts what production installs; ``frameworks`` and ``databases`` are names of those in use, by
    alphabet; ``endpoints`` counts the routes that decorators, routers and Django's URL patterns declare;
    ``import_cycles`` are circles of modules that import each other, at most 20, each a path that ends where it began.
    """
    functions = repo.code.functions()
    public = [function for function in functions if function.is_public]
    return {
        "root": repo.root,
        "lines_of_code": repo.code.lines,
        "lines_of_tests": repo.tests.lines,
        "annotated": _share(sum(function.annotated for function in functions), len(functions)),
        "documented": _share(sum(function.documented for function in public), len(public)),
        "dependencies": len({package.name for package in repo.dependencies.main}),
        "frameworks": sorted(repo.frameworks),
        "databases": databases_in(repo),
        "import_cycles": [[*circle.modules, circle.modules[0]] for circle in circles_in(imports_between(repo.code))],
        "endpoints": len(repo.routes) + _views(repo),
    }


def _views(repo: Repository) -> int:
    """Count Django's URL patterns that lead to a view; those that include others are no endpoints."""
    patterns = repo.code.calls("django.urls.path", "django.urls.re_path", "django.conf.urls.url")
    return sum(len(call.args) > 1 and call.args[1].name != "django.urls.include" for call in patterns)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
