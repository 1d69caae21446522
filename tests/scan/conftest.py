"""Small repositories, written where a test says what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from archnb.scan import Proposal, Repository
from archnb.scan.registry import detectors

Files = Mapping[str, str]


@pytest.fixture
def tree(tmp_path: Path) -> Callable[[Files], Path]:
    """Write files (path to text, indentation removed) and return the checkout."""

    def tree(files: Files) -> Path:
        for path, text in files.items():
            file = tmp_path / "checkout" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(dedent(text), encoding="utf-8")
        return tmp_path / "checkout"

    return tree


@pytest.fixture
def repo(tree: Callable[[Files], Path]) -> Callable[..., Repository]:
    """Write files and return the repository as detectors see it."""

    def repo(files: Files, root: str | None = None) -> Repository:
        return Repository(tree(files), root=root)

    return repo


@pytest.fixture
def proposed(repo: Callable[[Files], Repository]) -> Callable[[str, Files], Proposal | None]:
    """Write files and return what the detector of an item says about them."""

    def proposed(item: str, files: Files) -> Proposal | None:
        [detector] = [detector for detector in detectors() if item in detector.items]
        verdict = detector.rule(repo(files))
        return verdict.about(item) if verdict else None

    return proposed


@pytest.fixture
def said(
    proposed: Callable[[str, Files], Proposal | None],
) -> Callable[..., tuple[str | None, str, tuple[str, ...]] | None]:
    """Return status, confidence and evidence of what the detector of an item says."""

    def said(item: str, files: Files) -> tuple[str | None, str, tuple[str, ...]] | None:
        proposal = proposed(item, files)
        return (proposal.status, proposal.confidence, proposal.evidence) if proposal else None

    return said
