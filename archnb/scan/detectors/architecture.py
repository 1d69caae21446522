"""System architecture, as far as a repository shows it: parts, packages, frameworks, blocked event loops."""

from __future__ import annotations

import re

from packaging.version import InvalidVersion, Version

from archnb.scan.detectors.code import models_across_apps
from archnb.scan.proposal import Placed, Verdict, no, not_applicable, partial, unknown, yes
from archnb.scan.registry import detects
from archnb.scan.repository import Repository
from archnb.scan.updating import update_bots

_DECISIONS = ("adr/*.md", "*/adr/*.md", "*/adrs/*.md", "*/decisions/*.md", "*/decision-records/*.md")
_CALLERS = (
    "requests",
    "httpx",
    "aiohttp",
    "urllib3",
    "urllib.request",
    "grpc",
    "boto3",
    "smtplib",
    "emails",
    "fastapi_mail",
)
_SENDERS = ("celery", "dramatiq", "rq", "huey", "kombu", "pika", "kafka", "aiokafka", "confluent_kafka", "django_q")
#: The oldest series that gets security fixes in 2026 (djangoproject.com/download), and what was new in autumn 2023.
_OLDEST = {"django": "5.2", "fastapi": "0.103", "flask": "3.0"}
_TITLES = {"django": "Django", "fastapi": "FastAPI", "flask": "Flask"}
_BLOCKING = (
    *(f"requests.{verb}" for verb in ("get", "post", "put", "patch", "delete", "head", "request")),
    *("time.sleep", "urllib.request.urlopen", "subprocess.run", "subprocess.check_output", "subprocess.check_call"),
    *("psycopg2.connect", "pymysql.connect"),
)


@detects("architecture.style-fit")
def style_fit(repo: Repository) -> Verdict | None:
    """Expect a style that is written down; releases that had to go out in order, only people know."""
    if not repo.frameworks:
        return None
    folders = {file.path.rpartition("/")[0]: file for file in repo.dockerfiles}
    decided = repo.files(*_DECISIONS, roles=("docs",))
    if len(folders) > 3:
        return unknown("Several parts are deployed; ask whether releases had to go out in order.", folders.values())
    return partial(
        "One code base is released as one; load and team figures for it were not found.",
        *(folders.values(), decided[:1]),
        confidence="low",
    )


@detects("architecture.service-boundaries")
def service_boundaries(repo: Repository) -> Verdict | None:
    """Expect no part to import another part's models, and an owner for each."""
    owners = repo.files("CODEOWNERS", roles=("production", "docs", "tool"))
    checked = [s for s in repo.runs(r"\b(lint-imports|tach check)\b") if "install" not in s.text]
    if checked and owners:
        return partial(
            "Owners are stated, and the pipeline checks imports; read who reads whose tables.", owners, checked
        )
    crossing = [] if checked else models_across_apps(repo)
    if len(crossing) >= 5:
        return no(f"{len(crossing)} imports take models of another Django app.", crossing)
    return None


@detects("architecture.communication")
def communication(repo: Repository) -> Verdict | None:
    """Expect messages to leave after the commit; a process that talks to nobody needs no pattern."""
    if not repo.frameworks:
        return None
    messages = repo.code.uses(*_SENDERS)
    calls = repo.code.uses(*_CALLERS)
    if not messages and not calls and not repo.dependencies.declared("celery", "grpcio", "stripe", "redis", "openai"):
        return not_applicable("No client of another service and no queue is used.", sorted(_apps(repo))[:1])
    if not messages:
        return unknown("Other services are called; ask what the user sees while one is down.", calls[:4])
    after = repo.code.calls("*.delay_on_commit", "*.apply_async_on_commit")
    after += [c for c in repo.code.calls("django.db.transaction.on_commit") if _sends(repo, c.path, c.line)]
    if after:
        return partial("Messages are sent after the commit, at least in part; check the rest.", after, confidence="low")
    return unknown("Messages are sent; no code ties them to the commit.", messages[:4])


def _sends(repo: Repository, path: str, line: int) -> bool:
    text = "".join(repo.text(repo.tree.files[path]).split("\n")[line - 1 : line + 3])
    return bool(
        re.search(r"delay|apply_async|enqueue|send|publish|notif|trigger|event|webhook|task|queue|callback", text)
    )


def _apps(repo: Repository) -> set[str]:
    return {call.place for call in repo.code.calls("fastapi.FastAPI", "flask.Flask")}


@detects("architecture.single-points-of-failure")
def single_points_of_failure(repo: Repository) -> Verdict | None:
    """Expect more than one instance of the application, and a database that fails over."""
    running = [m for m in repo.manifests if m.kind in ("Deployment", "StatefulSet")]
    scaled = [m for m in repo.manifests if m.kind in ("HorizontalPodAutoscaler", "PodDisruptionBudget")]
    standby = repo.search(r"^[^#]*(multi_az\s*=\s*true|REGIONAL|automatic_failover_enabled\s*=\s*true)", "*.tf")
    if scaled or standby:
        return partial("Some parts run more than once or fail over; ask for the list of all.", scaled, standby)
    if running:
        return unknown("Kubernetes runs the application; read how many replicas production has.", running)
    return None


@detects("architecture.dependency-management")
def dependency_management(repo: Repository) -> Verdict | None:
    """Expect one manifest, a check that it names what is imported, and a routine for updates."""
    declared = repo.dependencies.main
    if not repo.code.lines:
        return None
    if not declared:
        imported = repo.code.imports("django", "flask", "fastapi", "requests", "sqlalchemy")
        return (
            no("Packages are imported, and nothing declares them.", imported, confidence="high") if imported else None
        )
    bots = update_bots(repo)
    checked = [s for s in repo.runs(r"\b(deptry|fawltydeps|creosote)\b") if "install" not in s.text]
    if bots and checked:
        return yes("A bot proposes updates, and the pipeline compares manifest and imports.", bots, checked)
    if bots:
        return partial(
            "Packages are declared and a bot proposes updates; no check of imports runs.", declared[:1], bots
        )
    return partial("Packages are declared, but no routine for updates was found.", declared[:2])


@detects("architecture.framework-choice")
def framework_choice(repo: Repository) -> Verdict | None:
    """Expect a series with security fixes, and a decision that is written down."""
    used = [name for name in _OLDEST if name in repo.frameworks]
    for name in used:
        version, place = _version(repo, name)
        if version is not None and version < Version(_OLDEST[name]):
            oldest = f"the oldest series known here to get security fixes is {_OLDEST[name]}"
            return no(f"{_TITLES[name]} {version} is declared, and {oldest}.", place)
    if not used:
        return None
    decided = [f for f in repo.files(*_DECISIONS, roles=("docs",)) if re.search("|".join(used), f.name.lower())]
    if decided:
        return yes("A decision record names the framework; read whether its reasons still hold.", decided)
    places = repo.dependencies.declared(*used)
    return (
        partial(f"{' and '.join(_TITLES[name] for name in used)}: no decision record gives the reasons.", places)
        if places
        else None
    )


def _version(repo: Repository, name: str) -> tuple[Version | None, str]:
    """Return the version that is locked, or the only one that is allowed, and where that stands."""
    locked = repo.dependencies.locked.get(name)
    pinned = [package for package in repo.dependencies.declared(name) if package.is_pinned]
    text, place = (locked.version, locked.place) if locked else ("", "")
    if not locked and pinned:
        text, place = pinned[0].specifier.lstrip("="), pinned[0].place
    try:
        return Version(text.replace(".*", "")), place
    except InvalidVersion:
        return None, ""


@detects("architecture.async-patterns")
def async_patterns(repo: Repository) -> Verdict | None:
    """Expect nothing that blocks inside ``async def``."""
    running = repo.code.functions(matching=lambda function: function.is_async)
    if not repo.frameworks:
        return None
    if not running:
        return not_applicable("Production code has no async def: it is synchronous throughout.", confidence="high")
    blocking: list[Placed] = [call for call in repo.code.calls(*_BLOCKING) if call.in_async and not call.awaited]
    if blocking:
        return no(f"{len(blocking)} calls block the event loop inside async def.", blocking)
    sessions = ("sqlalchemy.orm.Session", "sqlmodel.Session")
    waiting = [
        route.function
        for route in repo.routes
        if route.function
        and route.function.is_async
        and any(name in sessions for parameter in route.function.parameters for name in parameter.annotations)
    ]
    if waiting:
        return no("Async endpoints use a session that blocks the event loop.", waiting)
    rules = [t for t in repo.configured("ruff") if "'ASYNC" in str(t.data) or "'ALL'" in str(t.data)]
    if rules and repo.runs(r"(?<![\w.-])ruff\b"):
        return yes("No blocking call was found in async def, and Ruff's ASYNC rules run.", rules)
    return partial("No blocking call was found in async def; no rule in the pipeline looks for one.", running[:3])
