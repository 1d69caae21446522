r'''Proposed answers from a project's repository: read, never run, with evidence for each.

`scan` returns proposals; a *detector* makes one. A detector is a function from the repository to a verdict, declared
with the items that it serves. It stands in the module of its section (``archnb/scan/detectors/security.py``), which
is found by itself::

    @detects("observability.error-tracking")
    def error_tracking(repo: Repository) -> Verdict | None:
        """Sentry, or a service like it, is set up in production code."""
        if started := repo.code.calls("sentry_sdk.init", "rollbar.init"):
            return yes("An error tracker is started in production code.", started, confidence="high")
        if repo.dependencies.declared("sentry-sdk", "rollbar"):
            return unknown("An error tracker is declared, but nothing starts it.")
        return unknown("No error tracker was found.")

**Answers** are ``yes``, ``partial``, ``no``, ``not_applicable`` ``(reason, *evidence, confidence="medium")`` and
``unknown(reason, *evidence)``, from `archnb.scan.proposal`; None is no proposal at all. Evidence is whatever a question
returned, single or in lists, or text such as ``"app/main.py:31"``; everything found has a ``place``.

- ``"high"`` only when the repository settles the question by itself.
- ``no`` without evidence only for what would stand in a repository if it existed (a lock file); else ``unknown``.
- Used beats declared, declared beats mentioned. Tests, comments, copies and front ends are no evidence of use.
- What a framework does by itself counts.

**Questions** of a `Repository`; an answer is a list, which is false when empty.

- ``repo.code``: production code; ``repo.tests``; ``repo.migrations``; ``repo.tools``: scripts and development settings.
  Of each, as a `Code`:

  - ``.calls("redis.Redis", keyword="ssl")``: calls by full name through imports; a pattern may be ``"requests.*"`` or
    ``"*.add_middleware"``. After ``app = FastAPI()``, ``app.get`` is ``fastapi.FastAPI().get``. A call has ``.args``,
    ``.get("ssl")`` (a `Value` or None), ``.scope``, ``.in_async``, ``.in_loop``, ``.awaited``.
  - ``.imports("celery")``; ``.uses("celery")``: imports and reads of what they bind, empty if it is never read;
    ``.references("rest_framework.status.*")``: reads of imported names.
  - ``.names("corsheaders")``: strings that are a dotted name, as Django's settings write them; ``.texts(r"regex")``:
    string constants, among which docstrings and comments are not.
  - ``.assigned("MIDDLEWARE", owner="")``: settings, class attributes (``owner="Meta"``) and ``app.config["X"]``
    (``owner="config"``), each with ``.value``, those that production uses first; ``.assignments(lambda a: ...)``.
  - ``.functions(decorator="*.fixture")``: ``.decorators``, ``.parameters`` with their hints, ``.annotated``,
    ``.documented``, ``.is_async``; ``.classes("django.db.models.Model")``: also through bases in the project.
  - ``.handlers()``: every ``except``, with ``.names``, ``.silent``, ``.reraises``; ``.modules``; ``.lines`` of code.

- ``repo.frameworks``: ``{"django", "drf", "fastapi", "flask", "graphql", "ninja"}``, those in use; ``repo.routes``:
  operations that decorators and routers declare, with ``.path``, ``.methods``, ``.segments``, ``.function``.
- ``repo.dependencies``: ``.declared("celery")``, ``.main``, ``.all``, ``.locked``, ``.lock_files``; a package has
  ``.specifier``, ``.group``, ``.is_pinned``, ``.is_development``.
- ``repo.files("*.tf", "deploy/*.conf")``: by name or by path, where ``*`` also matches slashes; ``roles=("test",)``
  asks for other than the project's own files.
- ``repo.search(r"regex", "*.conf")``: lines of files that nothing here parses.
- ``repo.yaml("values*.yaml")``: YAML and JSON as mappings that know their places (``.at(key)``, ``.mapping(key)``,
  ``.sequence(key)``).
- ``repo.dockerfiles``: ``.stages``, ``.named("USER", final=True)``; ``repo.services`` of compose files: ``.name``,
  ``.image``, ``.command``, ``.data``; ``repo.manifests``: Kubernetes objects by ``.kind``; ``repo.resources``:
  Terraform by ``.type``.
- ``repo.steps``: lines that CI runs, with ``.kind``, ``.text``, ``.on_changes``, ``.optional``;
  ``repo.runs(r"regex")``: such lines and what they start (make targets, scripts, tox, nox, pre-commit).
- ``repo.hooks`` of pre-commit; ``repo.configured("mypy")``: what pyproject.toml and the like say to a tool.
- ``repo.docs``: files; ``repo.headings``: with the count of words below; ``repo.mentioned(r"regex")``: lines.

A `Value` is an expression as data: ``value.kind``, ``.constant``, ``.name``, ``.items``, ``.get(key)``, ``.is_(True)``,
``.strings``, ``.names``, ``.literal``; kind ``"text"`` is a string put together, as unsafe SQL is.

Each detector has tests in ``tests/scan/test_<section>.py``: positive, negative, and the traps. The fixture
``said(item, files)`` writes a tree from a mapping of paths to texts and returns status, confidence and evidence of what
the item's detector says about it; ``proposed`` returns the whole `Proposal`, ``repo`` the `Repository`.
'''

from archnb.scan.proposal import Proposal, Verdict
from archnb.scan.registry import detects
from archnb.scan.repository import Limits, Repository
from archnb.scan.scanning import Result, scan

__all__ = ["Limits", "Proposal", "Repository", "Result", "Verdict", "detects", "scan"]
