"""What an image holds in the end: its last stage, and the stages that this one is built on."""

from __future__ import annotations

import re

from archnb.scan.repository.containers import Dockerfile, Instruction

__all__ = ["build_tools", "effective", "is_for_python", "keeps_dependencies", "runs_unprivileged"]

_COMPILERS = re.compile(
    r"\b(apt|apt-get|apk|yum|dnf|microdnf)\b.*\b(install|add)\b.*(?<![\w-])"
    r"(build-essential|build-base|gcc|g\+\+|clang|make|musl-dev|[\w.+-]+-dev(el)?)(?![\w-])"
)
_INSTALLS = re.compile(
    r"\b(pip3? (install|wheel)|uv (pip |sync)|poetry install|pipenv (install|sync)|pdm (install|sync))"
)
_OF_TOOLS = re.compile(r"pip3? install\s+((-\S+|--upgrade)\s+)*['\"]?(pip|uv|poetry|pipenv|pdm|setuptools|wheel)\b")
_DECLARES = re.compile(r"requirements|pyproject|poetry\.lock|uv\.lock|Pipfile|pdm\.lock|setup\.(py|cfg)|constraints")
_PYTHON = re.compile(r"\b(python3?|pip3?|uv|poetry|pipenv|gunicorn|uvicorn|manage\.py|celery)\b")


def is_for_python(file: Dockerfile) -> bool:
    """Whether an image is built on Python, installs packages of it, or starts it."""
    return any(_PYTHON.search(i.value) for i in file.named("FROM", "RUN", "CMD", "ENTRYPOINT"))


def effective(file: Dockerfile) -> list[Instruction]:
    """Return the instructions that shape the last stage, those of the stages below it first."""
    names = {_alias(i): i.stage for i in file.named("FROM") if _alias(i)}
    stage = file.instructions[-1].stage if file.instructions else -1
    found: list[Instruction] = []
    while stage >= 0:
        inside = [i for i in file.instructions if i.stage == stage]
        found = [*inside, *found]
        below = names.get(_image(inside[0]), -1)
        stage = below if below < stage else -1
    return found


def build_tools(file: Dockerfile) -> list[Instruction]:
    """Return what installs compilers or development packages into the last stage and leaves them there."""
    runs = [i for i in effective(file) if _COMPILERS.search(_command(i))]
    return [i for i in runs if not re.search(r"\b(purge|autoremove|apk del|remove)\b", i.value)]


def runs_unprivileged(file: Dockerfile) -> list[Instruction]:
    """Return the last ``USER`` of the last stage, or nothing if that is root or missing."""
    users = [i for i in effective(file) if i.name == "USER"][-1:]
    return [i for i in users if i.value.split(":")[0] not in ("root", "0")]


def keeps_dependencies(file: Dockerfile) -> list[Instruction]:
    """Return what installs packages before the source is copied, so that its layer outlives a change of source."""
    if _installs_wheels_late(file):
        return []
    for stage in range(file.stages):
        inside = [i for i in file.instructions if i.stage == stage]
        for i in inside:
            if i.name in ("COPY", "ADD") and _is_source(i):
                break
            if _INSTALLS.search(_OF_TOOLS.sub("", _command(i))) and _has_list(i, inside):
                return [i]
    return []


def _installs_wheels_late(file: Dockerfile) -> bool:
    """Whether the last stage installs wheels of another stage after the source, and so again with each change."""
    last = file.instructions[-1].stage if file.instructions else -1
    inside = [i for i in file.instructions if i.stage == last]
    copies = [i.line for i in inside if i.name in ("COPY", "ADD") and _is_source(i)]
    late = [i for i in inside if i.name == "RUN" and copies and i.line > copies[0]]
    return any(re.search(r"pip3? install\b.*(wheels?/|\.whl)", i.value) for i in late)


def _command(i: Instruction) -> str:
    # The lines of a heredoc come as instructions of their own, with the command for a name.
    return i.value if i.name == "RUN" else f"{i.name.lower()} {i.value}"


def _has_list(run: Instruction, inside: list[Instruction]) -> bool:
    copied = [i for i in inside if i.name in ("COPY", "ADD") and i.line < run.line and _DECLARES.search(i.value)]
    return bool(copied) or ("--mount=type=bind" in run.value and bool(_DECLARES.search(run.value)))


def _is_source(copy: Instruction) -> bool:
    if "--from" in copy.value or _DECLARES.search(copy.value):
        return False
    sources = [part for part in copy.value.split() if not part.startswith("--")][:-1]
    return any("." not in part.rpartition("/")[2] or part in (".", "./") for part in sources)


def _alias(start: Instruction) -> str:
    found = re.search(r"\s[aA][sS]\s+(\S+)$", start.value)
    return found[1].lower() if found else ""


def _image(start: Instruction) -> str:
    return next((part.lower() for part in start.value.split() if not part.startswith("--")), "")
