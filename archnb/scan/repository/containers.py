"""Dockerfiles and compose files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import msgspec
from dockerfile_parse import DockerfileParser

from archnb.scan.repository.located import Mapping
from archnb.scan.repository.tree import File, Tree
from archnb.scan.repository.yaml_files import YamlFiles

__all__ = ["COMPOSE_FILES", "DOCKERFILES", "Dockerfile", "Instruction", "Service", "dockerfiles_in", "services_in"]

DOCKERFILES = ("Dockerfile", "Dockerfile.*", "*.Dockerfile", "Containerfile", "Containerfile.*")
COMPOSE_FILES = ("docker-compose*.y*ml", "compose*.y*ml")


class Instruction(msgspec.Struct, frozen=True, kw_only=True):
    """One instruction: its name in capitals (``"RUN"``), its value with continued lines joined, its place.

    ``stage`` counts the ``FROM`` so far: 0 is the first stage, -1 stands above it.
    """

    name: str
    value: str
    stage: int
    path: str
    line: int

    @property
    def place(self) -> str:
        """Path and line."""
        return f"{self.path}:{self.line}"


class Dockerfile(msgspec.Struct, frozen=True, kw_only=True):
    """A Dockerfile's instructions in order, comments left out."""

    path: str
    instructions: tuple[Instruction, ...]

    @property
    def place(self) -> str:
        """The file's beginning."""
        return f"{self.path}:1"

    @property
    def stages(self) -> int:
        """How many ``FROM`` it has."""
        return len(self.named("FROM"))

    def named(self, *names: str, final: bool = False) -> list[Instruction]:
        """Return the instructions of these names (``"RUN"``, ``"USER"``); with `final`, of the last stage alone."""
        last = self.instructions[-1].stage if self.instructions else 0
        return [i for i in self.instructions if i.name in names and (not final or i.stage == last)]


class Service(msgspec.Struct, frozen=True, kw_only=True):
    """A service of a compose file: its name, its table, its place."""

    name: str
    data: Mapping
    place: str

    @property
    def image(self) -> str:
        """The image, such as ``"postgres:16"``; empty if it is built."""
        return str(self.data.get("image") or "")

    @property
    def command(self) -> str:
        """The command as one line."""
        return " ".join(str(part) for part in self.data.sequence("command"))


def dockerfiles_in(tree: Tree, files: Iterable[File]) -> list[Dockerfile]:
    """Return the Dockerfiles among `files`, with a note instead of one that cannot be read."""
    found = []
    for file in files:
        parser = DockerfileParser(fileobj=BytesIO(tree.text(file).encode("utf-8", "replace")))
        try:
            found.append(Dockerfile(path=file.path, instructions=tuple(_instructions(file.path, parser.structure))))
        except (ValueError, KeyError, IndexError, TypeError) as error:
            tree.note(file.path, f"Dockerfile not read: {error}")
    return found


def _instructions(path: str, structure: list[dict[str, Any]]) -> Iterator[Instruction]:
    stage = -1
    for part in structure:
        name = part["instruction"].upper()
        stage += name == "FROM"
        if name != "COMMENT":
            yield Instruction(
                name=name, value=" ".join(part["value"].split()), stage=stage, path=path, line=part["startline"] + 1
            )


def services_in(yaml: YamlFiles, files: Iterable[File]) -> list[Service]:
    """Return the services of the compose files among `files`."""
    found = []
    for file in files:
        for document in yaml.documents(file):
            services = document.mapping("services")
            found += [
                Service(name=name, data=data, place=services.at(name))
                for name, data in services.items()
                if isinstance(data, Mapping)
            ]
    return found
