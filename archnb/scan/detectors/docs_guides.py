"""Documentation of how to set the project up, configure it and release it."""

from __future__ import annotations

import re

from archnb.scan.detectors.docs import kept_elsewhere, pages
from archnb.scan.proposal import Placed, Verdict, no, partial, unknown
from archnb.scan.registry import detects
from archnb.scan.repository import Repository

_SETUP = r"install|set ?-?up|getting started|quick ?-?start|development|local|run(ning)?\b|hacking|contribut"
_DEPLOY = r"deploy|in(to)? production|releasing|upgrading|self-?host|runbook|rollback"
_COMMAND = (
    r"^\s*(\$ |> |sudo |`)*"
    r"(pip3? install|uv (sync|run|pip)|poetry |pipenv |docker[ -]compose|docker |make \w|\./\w|python3? )"
)


@detects("docs.setup")
def setup(repo: Repository) -> Verdict | None:
    """Expect a page with the commands from a clone to a running app and its tests."""
    if not repo.frameworks and not repo.docs:
        return None
    written = pages(repo, _SETUP, words=15)
    paths = {heading.path for heading in written}
    commands = [line for line in repo.mentioned(_COMMAND) if line.path in paths]
    if written and commands:
        same = repo.files(".devcontainer/*.json", ".env*example*", "*.env.sample", "justfile", "Makefile")
        return partial(
            "A page gives the commands for setting up; follow it from a clean clone.", commands[:4], same[:2]
        )
    if elsewhere := kept_elsewhere(repo):
        return unknown("Setting up is not explained here; the documentation is on another site.", elsewhere)
    if written:
        return unknown("Pages about setting up exist, without commands that are known here.", written)
    return no("No page explains how to set the project up.")


@detects("docs.configuration")
def configuration(repo: Repository) -> Verdict | None:
    """Expect each variable that the code reads to be explained, in the documentation or in a sample file."""
    read = _variables(repo)
    if len(read) < 3:
        return None
    samples = repo.files(".env*", "*.env", "*.env.*", "env.*", "*env*example*", "*env*sample*")
    texts = [repo.text(file) for file in [*repo.docs, *samples]]
    words = {word for text in texts for word in re.findall(r"\b[A-Z][A-Z0-9_]{2,}\b", text)}
    missing = [name for name in read if name not in words]
    said = (
        f"{len(read) - len(missing)} of {len(read)} variables that the code reads are in the documentation or a sample"
    )
    places = [read[name] for name in missing]
    if len(missing) <= 0.2 * len(read):
        return partial(f"{said}.", samples, places)
    if (elsewhere := kept_elsewhere(repo)) and len(missing) < len(read):
        return no(f"{said}; another site may explain more.", places[:4], elsewhere[:2], confidence="low")
    return unknown(f"{said}; another site may explain them.", elsewhere) if elsewhere else no(f"{said}.", places)


def _variables(repo: Repository) -> dict[str, Placed]:
    """Return the environment variables that production code reads by name, each with its first place."""
    found: dict[str, Placed] = {}
    for call in repo.code.calls(
        "os.getenv", "os.environ.get", "environ.Env().*", "environs.Env().*", "decouple.config"
    ):
        name = call.args[0].constant if call.args else None
        if isinstance(name, str) and re.fullmatch(r"[A-Z][A-Z0-9_]{2,}", name):
            found.setdefault(name, call)
    owners = {(c.path, c.name) for c in repo.code.classes("pydantic_settings.BaseSettings", "pydantic.BaseSettings")}
    for setting in repo.code.assignments(lambda a: (a.path, a.owner) in owners and a.name.isupper()):
        found.setdefault(setting.name, setting)
    return found


@detects("docs.deployment")
def deployment(repo: Repository) -> Verdict | None:
    """Expect a page that tells how a release goes out, what is checked, and the way back."""
    if not repo.frameworks:
        return None
    # Pages for users tell how they deploy something of their own.
    written = [page for page in pages(repo, _DEPLOY, words=40) if "/user" not in page.path]
    files = [
        f
        for f in repo.docs
        if re.search(r"(?i)deploy|runbook|rollback|upgrading", f.path) and not re.search(r"^\.|/user", f.path)
    ]
    if written or files:
        paths = {heading.path for heading in written} | {file.path for file in files}
        back = [line for line in repo.mentioned(r"(?i)\broll(ing)?[ -]?back|\brestore\b") if line.path in paths]
        lacking = "ask who has released from it" if back else "the way back was not found in it"
        return partial(f"Deploying is explained; {lacking}.", written[:3], files[:3], back[:1])
    if elsewhere := kept_elsewhere(repo):
        return unknown("Deploying is not explained here; the documentation is on another site.", elsewhere)
    return no("No page explains how the service is deployed.")
