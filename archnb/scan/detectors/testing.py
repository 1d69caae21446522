"""Testing: what runs, where, and how it is built."""

from __future__ import annotations

from archnb.scan.proposal import Verdict, no, partial, unknown, yes
from archnb.scan.registry import detects
from archnb.scan.repository import Repository

_RUNS_TESTS = r"(?<![\w.-])(pytest|py\.test|manage\.py test|python\d? -m unittest|django-admin test)(?![\w.-])"


@detects("testing.ci")
def ci(repo: Repository) -> Verdict | None:
    """Expect tests to start by themselves on each pull request, and to fail the pipeline when they fail."""
    if not repo.steps:
        return unknown("No pipeline of a known system was found; tests may be run elsewhere.")
    running = [step for step in repo.runs(_RUNS_TESTS) if "install" not in step.text and step.kind == "command"]
    on_changes = [step for step in running if step.on_changes]
    if not running:
        return no("The pipelines run no tests that are known here.", repo.steps[:1])
    if not on_changes:
        return no("Tests run in a pipeline, but none that starts on pull requests.", running)
    if all(step.optional for step in on_changes):
        return partial("Tests run on each pull request, but the pipeline goes on when they fail.", on_changes)
    return yes("Tests run on each pull request; whether a failure blocks merging is set outside.", on_changes)
