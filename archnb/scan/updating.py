"""Bots that propose updates of Python packages."""

from __future__ import annotations

from archnb.scan.proposal import Placed
from archnb.scan.repository import Repository

__all__ = ["update_bots"]

_RENOVATE = ("renovate.json*", ".renovaterc*", ".github/renovate.json*")
_ECOSYSTEMS = ("pip", "uv", "conda")


def update_bots(repo: Repository) -> list[Placed | str]:
    """Return what makes a bot propose updates; Dependabot that watches actions or npm alone is left out."""
    watched = [
        entry.at("package-ecosystem")
        for document in repo.yaml(".github/dependabot.y*ml")
        for entry in document.sequence("updates").mappings()
        if entry.get("package-ecosystem") in _ECOSYSTEMS
    ]
    return [*watched, *repo.files(*_RENOVATE)]
