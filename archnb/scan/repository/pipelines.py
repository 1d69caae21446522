"""What continuous integration runs: GitHub, GitLab, CircleCI, Azure, Bitbucket, Drone/Woodpecker, Travis, Jenkins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from archnb.scan.repository.located import Mapping, Sequence
from archnb.scan.repository.tree import File, Tree
from archnb.scan.repository.yaml_files import YamlFiles

__all__ = ["PIPELINE_FILES", "Step", "steps_in"]

PIPELINE_FILES = tuple(
    ".github/workflows/*.y*ml .github/actions/*/action.y*ml .gitlab-ci.y*ml .gitlab/*.y*ml .circleci/*.y*ml "
    "azure-pipelines*.y*ml .azure-pipelines/*.y*ml bitbucket-pipelines.y*ml .drone.y*ml .woodpecker.y*ml "
    ".woodpecker/*.y*ml .travis.yml Jenkinsfile* .buildkite/*.y*ml cloudbuild.y*ml appveyor.yml "
    ".forgejo/workflows/*.y*ml .gitea/workflows/*.y*ml".split()
)

#: Keys whose values are commands, and keys whose values name a ready-made step, in any of the dialects.
_COMMANDS = frozenset(
    "run script before_script after_script install before_install command commands bash pwsh sh test".split()
)
_READY_MADE = frozenset("uses orb image task plugin pipe".split())


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One line that a pipeline runs, or a ready-made step that it takes.

    Attributes
    ----------
    kind : {"command", "action"}
        ``"action"`` is such as ``"actions/setup-python@v5"`` or an image.
    text : str
        One line of a command, or the action's name.
    job : str
        Path in the file, such as ``"jobs.test.steps"``; empty in a Jenkinsfile.
    on_changes : bool
        Whether it starts by itself for each pull request; GitHub says so, the others do unless told otherwise.
    optional : bool
        Whether the pipeline goes on when it fails (``continue-on-error``, ``allow_failure``, ``|| true``).
    data : Mapping or None
        The table that the step stands in, for its ``with`` and ``if``.
    path : str
        The pipeline's file.
    place : str
        Path and line.
    """

    kind: str
    text: str
    job: str
    on_changes: bool
    optional: bool
    data: Mapping | None
    path: str
    place: str


def steps_in(tree: Tree, yaml: YamlFiles, files: Iterable[File]) -> list[Step]:
    """Return the steps of all pipelines among `files`, in order."""
    found: list[Step] = []
    for file in files:
        if file.name.startswith("Jenkinsfile"):
            found += _jenkins(file.path, tree.text(file))
        else:
            for document in yaml.documents(file):
                reader = _Reader(document.path, on_changes=_on_changes(document))
                found += reader.steps(document, (), optional=False)
    return _called(found)


def _on_changes(document: Mapping) -> bool:
    if not document.path.startswith((".github/", ".forgejo/", ".gitea/")):
        return True
    triggers = document.get("on")
    names = {triggers} if isinstance(triggers, str) else set(triggers or ())
    return not names.isdisjoint({"pull_request", "pull_request_target", "merge_group"})


def _called(steps: list[Step]) -> list[Step]:
    # A reusable workflow or a local action starts with whoever uses it.
    used = {step.text.removeprefix("./") for step in steps if step.kind == "action" and step.on_changes}
    started = {step.path for step in steps if step.path in used or step.path.rpartition("/")[0] in used}
    return [msgspec.structs.replace(step, on_changes=True) if step.path in started else step for step in steps]


def _jenkins(path: str, text: str) -> Iterator[Step]:
    reader = _Reader(path, on_changes=True)
    for number, line in enumerate(text.split("\n"), 1):
        if (line := line.strip()) and not line.startswith(("//", "*", "/*")):
            yield reader.step("command", line, (), None, number, optional=False)


class _Reader:
    """Reads one file, in whichever dialect."""

    def __init__(self, path: str, *, on_changes: bool) -> None:
        self._path = path
        self._on_changes = on_changes

    def steps(self, data: Mapping, job: tuple[str, ...], *, optional: bool) -> Iterator[Step]:
        optional = optional or data.get("continue-on-error") is True or data.get("allow_failure") is True
        for key, value in data.items():
            if key in _COMMANDS:
                yield from self._commands(data, key, job, optional=optional)
            elif key in _READY_MADE and isinstance(value, str):
                yield self.step("action", value, job, data, data.lines.get(key, data.line), optional=optional)
            parts = [value] if isinstance(value, Mapping) else value.mappings() if isinstance(value, Sequence) else []
            for part in parts:
                yield from self.steps(part, (*job, key), optional=optional)

    def _commands(self, data: Mapping, key: str, job: tuple[str, ...], *, optional: bool) -> Iterator[Step]:
        for place, text in data.sequence(key).placed():
            if not isinstance(text, str):
                continue
            first = int(place.rpartition(":")[2]) + ("\n" in text)  # a block begins on the line below its key
            for number, line in _joined(text):
                yield self.step("command", line, job, data, first + number, optional=optional)

    def step(
        self, kind: str, text: str, job: tuple[str, ...], data: Mapping | None, line: int, *, optional: bool
    ) -> Step:
        return Step(
            kind=kind,
            text=text,
            job=".".join(job),
            on_changes=self._on_changes,
            optional=optional or text.endswith(("|| true", "|| :", "|| exit 0")),
            data=data,
            path=self._path,
            place=f"{self._path}:{line}",
        )


def _joined(text: str) -> Iterator[tuple[int, str]]:
    """Yield a script's commands with the number of their first line; continued lines are one."""
    begun, first = "", 0
    for number, line in enumerate(text.split("\n")):
        first = first if begun else number
        begun = f"{begun} {line.strip()}".strip()
        if begun.endswith("\\"):
            begun = begun[:-1]
            continue
        if begun and not begun.startswith("#"):
            yield first, begun
        begun = ""
