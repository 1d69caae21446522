"""A project's tests as a whole: which there are, how they enter, and how their coverage is measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from archnb.scan.repository.module import Call, Function
from archnb.scan.repository.pipelines import Step
from archnb.scan.repository.prose import Line
from archnb.scan.repository.repository import Repository
from archnb.scan.repository.tools import ToolConfig

__all__ = [
    "RUNS_TESTS",
    "client_calls",
    "coverage_limits",
    "coverage_runs",
    "coverage_settings",
    "is_mixed",
    "measures_branches",
    "refusals",
    "tests_of",
    "values_of",
]

RUNS_TESTS = (
    r"(?<![\w.-])(pytest|py\.test|run\b.* tests? .*--junitxml|manage\.py test|python\d? -m unittest"
    r"|django-admin test)(?![\w.-])"
)
_MEASURES = r"--cov\b|(?<![\w.-])coverage (run|report|xml)|codecov|coveralls|pytest-cov"
_CLIENT_CALL = re.compile(r"(^|\.)\w*[cC]lient\w*(\(\))?\.(get|post|put|patch|delete|request|open|post_\w+|execute)$")
_DENIED = re.compile(
    r"unauthori[sz]ed|forbidden|anonymous|unauthenticated|permission_denied|(no|without|lacks?|wrong)_permission|denied"
    r"|(login|auth|permission)\w*_required|not_logged_in|no_access|invalid_token|not_allowed|(other|another)_user|not_owner"
    r"|_40[13](_|$)"
)


def tests_of(repo: Repository) -> list[Function]:
    """Return the test functions and methods."""
    return repo.tests.functions(matching=lambda f: f.name.rpartition(".")[2].startswith("test"))


def coverage_settings(repo: Repository) -> list[ToolConfig]:
    """Return what configures coverage.py."""
    return repo.configured("coverage")


def values_of(data: dict[str, Any], key: str) -> Iterator[Any]:
    """Yield the values of a key, however deep it stands."""
    for name, value in data.items():
        if name == key:
            yield value
        elif isinstance(value, dict):
            yield from values_of(value, key)


def coverage_runs(repo: Repository) -> list[Step | ToolConfig]:
    """Return what measures coverage: commands of a pipeline, or options of pytest where a pipeline runs it."""
    by_command = [step for step in repo.runs(_MEASURES) if "install" not in step.text]
    options = [c for c in repo.configured("pytest") if any("--cov" in str(v) for v in values_of(c.data, "addopts"))]
    return [*by_command, *(options if repo.runs(RUNS_TESTS) else ())]


def measures_branches(repo: Repository) -> bool:
    """Whether coverage counts branches, by its settings or by a pipeline's command."""
    settings = [value for config in coverage_settings(repo) for value in values_of(config.data, "branch")]
    return any(str(value).lower() in ("true", "1") for value in settings) or bool(repo.runs(r"--cov-branch|--branch"))


def coverage_limits(repo: Repository) -> Iterator[tuple[float, str]]:
    """Yield the percentages below which coverage fails a build, and where they are written."""
    for config in coverage_settings(repo):
        for value in values_of(config.data, "fail_under"):
            yield from _limit(f"fail-under={value}", config.place)
    for step in repo.runs(r"fail-under[= ]\d"):
        yield from _limit(step.text, step.place)
    for config in repo.configured("pytest"):
        yield from _limit(str([*values_of(config.data, "addopts")]), config.place)


def _limit(text: str, place: str) -> Iterator[tuple[float, str]]:
    if found := re.search(r"fail-under[= ](\d+(\.\d+)?)", text):
        yield float(found[1]), place


def client_calls(repo: Repository) -> Iterator[Call]:
    """Return the calls of tests that enter through a client of HTTP or GraphQL."""
    return (call for module in repo.tests.modules for call in module.calls if _CLIENT_CALL.search(call.name))


def refusals(repo: Repository) -> list[Function | Line]:
    """Return tests that are named after refused access, or lines that expect its status."""
    named = [test for test in tests_of(repo) if _DENIED.search(test.name.lower())]
    status = r"^[^#]*(status|assert|expect)\w*\W.*(\b40[13]\b|HTTP_40[13])"
    return [*named, *repo.search(status, "*.py", roles=("test",))]


def is_mixed(text: str) -> bool:
    """Whether a command or options run tests in parallel or in random order."""
    return bool(
        re.search(
            r"(^|\s)(-n[ =]?(auto|\d+|logical)|--parallel|--shuffle|--numprocesses|-p random|--random-order)", text
        )
    )
