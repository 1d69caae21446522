"""Code organization, as far as tools check it: types, tests, style."""

from __future__ import annotations

import re

from archnb.scan.proposal import Placed, Verdict, no, partial, unknown, yes
from archnb.scan.registry import detects
from archnb.scan.repository import Repository
from archnb.scan.repository.module import Function
from archnb.scan.repository.pipelines import Step

_CHECKERS = (
    r"(^|[\s;&|/'\"])(mypy|dmypy|pyright|basedpyright|pyrefly|ty check|pyre check)\b|"
    r"pre-commit hook [\w-]*(mypy|pyright|pyrefly)\b"
)


@detects("code.type-hints")
def type_hints(repo: Repository) -> Verdict | None:
    """Expect a checker in the pipeline that rejects functions without hints."""
    running = [s for s in repo.runs(_CHECKERS) if not re.search(r"install|cache|\becho\b", s.text)]
    tools = repo.configured("mypy", "pyright", "basedpyright", "pyrefly", "ty")
    if not repo.code.lines:
        return None
    if not running:
        if not repo.steps and tools:
            return unknown("A type checker is configured; no pipeline of a known system runs it.", tools)
        reason = "No pipeline runs a type checker."
        return no(reason, tools or repo.steps[:1], confidence="high" if repo.steps and not tools else "medium")
    if all(step.optional for step in running):
        return partial("A type checker runs, but the pipeline goes on when it fails.", running, tools)
    bare = repo.search(r"#\s*type:\s*ignore\s*($|[^\[\s])", "*.py", roles=("production",))
    strict: list[Placed] = [t for t in tools if _rejects_unannotated(t.data)]
    strict += [s for s in running if re.search(r"\bmypy\b.* --(strict|disallow-untyped-defs)\b", s.text)]
    if strict and not bare:
        return yes("A type checker that rejects functions without hints runs in the pipeline.", running, strict)
    lacking = f"{len(bare)} ignores name no error" if strict else "it accepts functions without hints"
    return partial(f"A type checker runs in the pipeline, but {lacking}.", running, tools, bare)


def _rejects_unannotated(data: dict[str, object]) -> bool:
    wanted = ("strict", "disallow_untyped_defs", "reportMissingParameterType")
    return str(data.get("typeCheckingMode")) == "strict" or any(
        str(data.get(key)).lower() in ("true", "error") for key in wanted
    )


@detects("code.organized-tests")
def organized_tests(repo: Repository) -> Verdict | None:
    """Expect one configuration for pytest, or Django's runner, and a fast part that can be chosen."""
    tests = [m for m in repo.tests.modules if re.search(r"(^|[._])tests?([._]|$)", m.name) and m.functions]
    if not repo.code.lines:
        return None
    if not tests:
        return no("There are no tests in Python.", confidence="high")
    settings = [c for c in repo.configured("pytest") if c.data]
    by_pytest = settings or repo.tests.imports("pytest") or repo.tests.functions(decorator="pytest.fixture")
    if not by_pytest and "django" not in repo.frameworks:
        return no("Neither pytest nor Django's runner is in use.", tests[0].path + ":1")
    units = [m for m in tests if re.search(r"(^|/)units?(_tests?)?/", m.path)]
    marked = [c for c in settings if "markers" in str(c.data)]
    if len(settings) == 1 and (units or marked):
        return yes(
            "One configuration, and the fast tests can be chosen; measure how long they take.",
            *(settings, marked, units[0].path + ":1" if units else ()),
            confidence="low",
        )
    lacking = "no configuration of pytest" if not settings and by_pytest else "no way to choose the fast part"
    return partial(
        f"{len(tests)} files of tests have a common runner, but {lacking} was found.", settings, tests[0].path
    )


_LINTERS = (
    r"hook [\w-]*(ruff-check|flake8|pylint)|"
    r"(?<![\w.-])(ruff(-action)?(@[\w.]+)?(?! format)|flake8|pylint|pylama|prospector)(?![\w.])(?!-format)"
)
_FORMATTERS = (
    r"(?<![\w.-])(black|ruff format|yapf|autopep8|blue|darker)(?![\w.])|hook [\w-]*(ruff-format|black)|psf/black"
)


_TOLD = r"(?i)\b(format|lint)\w*\b.*\b(ruff|black|flake8|pylint)\b|\b(ruff|black|flake8|pylint)\b.*\b(format|lint)"


@detects("code.linting")
def linting(repo: Repository) -> Verdict | None:
    """Expect a linter and a formatter in the pipeline, each at one version."""
    if not repo.code.lines:
        return None
    lints, formats = _running(repo, _LINTERS), _running(repo, _FORMATTERS)
    hooks = [h for h in repo.hooks if re.search(r"ruff|flake8|pylint|black|yapf|autopep8", h.id)]
    settings = repo.configured("ruff", "flake8", "pylint", "black", "yapf", "pycodestyle")
    if not (lints or formats or hooks or settings):
        return _style_unchecked(repo)
    if lints and formats:
        if all(step.optional for step in [*lints, *formats]):
            return partial("Linter and formatter run in the pipeline, which goes on when they fail.", lints, formats)
        return yes(
            "Linter and formatter run in the pipeline; whether they block is set outside.", lints[:2], formats[:2]
        )
    if lints or formats:
        kind = "linter" if lints else "formatter"
        other = "formatter" if lints else "linter"
        return partial(f"The pipeline runs a {kind}, but no {other}.", lints, formats, confidence="high")
    bots = [d.at("ci") for d in repo.yaml(".pre-commit-config.y*ml") if "ci" in d]
    if bots and hooks:
        return yes(
            "The hooks of pre-commit, which pre-commit.ci runs on each pull request, check the code.", bots, hooks
        )
    tools = re.compile(f"{_LINTERS}|{_FORMATTERS}")
    if late := [s for s in repo.steps if tools.search(s.text) and "install" not in s.text]:
        return partial("A pipeline runs linter or formatter, but not on pull requests.", late, settings)
    return partial("Linter or formatter are configured, but no pipeline here runs them.", hooks, settings)


def _style_unchecked(repo: Repository) -> Verdict:
    if declared := repo.dependencies.declared("ruff", "flake8", "pylint", "black", development=True):
        return partial("A linter or formatter is declared, and nothing runs it by itself.", declared, confidence="low")
    if other := repo.runs(r"\b(lint|pre-commit|prek)\b"):
        return unknown("A pipeline checks style, with settings that do not stand here.", other)
    if told := repo.mentioned(_TOLD):
        return no("People are told to run a linter or formatter; neither is configured here.", told[:2])
    return no("No linter and no formatter is configured or run.", repo.steps[:1], confidence="high")


def _running(repo: Repository, regex: str) -> list[Step]:
    found = [s for s in repo.runs(regex) if not re.search(r"\b(install|apt-get|echo|cache|add)\b", s.text)]
    return [s for s in found if s.on_changes or s.place.startswith("Jenkins")]


@detects("code.pep8")
def pep8(repo: Repository) -> Verdict | None:
    """Count names against PEP 8, star imports, trailing blanks and suppressions for each 1,000 lines."""
    lines = sum(module.lines for module in repo.code.modules)
    if lines < 500:
        return None
    odd: list[Placed] = [
        *repo.search(r"#\s*(noqa|ruff: ?noqa|fmt: ?off)|[ \t]+\r?$|^ *\t", "*.py", roles=("production",)),
        *repo.code.functions(matching=_is_camel),
        *(found for found in repo.code.classes() if re.search(r"(^|\.)_*[a-z]\w*$", found.name)),
        *(found for found in repo.code.imports() if found.name.endswith(".*")),
    ]
    figure = 1000 * len(odd) / lines
    said = f"At least {figure:.1f} findings and suppressions in 1,000 lines"
    if figure > 15:
        return no(f"{said}: names, blanks and suppressions alone.", odd)
    if figure > 5:
        return partial(f"{said}: names, blanks and suppressions alone.", odd)
    formats = _running(repo, _FORMATTERS) and _running(repo, _LINTERS)
    if formats:
        return yes(f"{said} that show without a linter; linter and formatter run in the pipeline.", formats, odd[:2])
    return unknown(f"{said} that show without a linter; run one for the rest.", odd[:3])


def _is_camel(function: Function) -> bool:
    name = function.name.rpartition(".")[2]
    return bool(re.match(r"_*[a-z]+[A-Z]", name)) and not re.match(
        r"(setUp|tearDown|assert|visit_|do_[A-Z]|max|log)", name
    )
