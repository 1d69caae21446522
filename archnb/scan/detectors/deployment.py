"""Deployment and infrastructure: what is built, from what, and where it runs."""

from __future__ import annotations

from archnb.scan.proposal import Verdict, no, partial, yes
from archnb.scan.registry import detects
from archnb.scan.repository import Repository


@detects("deployment.pinned-dependencies")
def pinned_dependencies(repo: Repository) -> Verdict | None:
    """Expect a lock file, which would stand in the repository if there were one, and a bot that renews it."""
    declared = repo.dependencies.main
    if locks := repo.dependencies.lock_files:
        updates = repo.files(".github/dependabot.y*ml", "renovate.json*", ".renovaterc*")
        if updates:
            return yes(
                "A lock file covers all packages, and a bot proposes updates.", locks, updates, confidence="high"
            )
        return partial("A lock file covers all packages, but nothing proposes updates.", locks)
    if not declared:
        return None
    if hashed := repo.search(r"--hash=sha(256|384|512):", "*requirements*.txt", "requirements/*.txt"):
        return partial("Requirements are pinned with hashes.", hashed[:3])
    if all(package.is_pinned for package in declared):
        return partial("Each declared package has one version; whether these are all is not to be seen.", declared[:3])
    return no("No lock file, so that nothing pins what the declared packages need.", declared[:3], confidence="high")
