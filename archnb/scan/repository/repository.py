"""A checkout as detectors see it: read lazily, never run, never written to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from archnb.scan.repository.code import Code
from archnb.scan.repository.commands import unfolded
from archnb.scan.repository.containers import (
    COMPOSE_FILES,
    DOCKERFILES,
    Dockerfile,
    Service,
    dockerfiles_in,
    services_in,
)
from archnb.scan.repository.dependencies import Dependencies
from archnb.scan.repository.digest import digest
from archnb.scan.repository.infrastructure import Manifest, Resource, manifests_in, resources_in
from archnb.scan.repository.located import Mapping
from archnb.scan.repository.module import Module
from archnb.scan.repository.naming import module_name
from archnb.scan.repository.pipelines import PIPELINE_FILES, Step, steps_in
from archnb.scan.repository.prose import Heading, Line, headings_in, lines_in
from archnb.scan.repository.roles import Role
from archnb.scan.repository.rooting import backend_of, check_root, visible_from
from archnb.scan.repository.tools import TOOL_FILES, Hook, ToolConfig, hooks_in, tools_in
from archnb.scan.repository.tree import File, Limits, Tree
from archnb.scan.repository.web import Route, frameworks_in, routes_in
from archnb.scan.repository.yaml_files import YamlFiles

__all__ = ["Repository"]

#: Evidence for how a project runs and is built; tests, examples, copies and front ends are none.
_OWN: tuple[Role, ...] = ("production", "development", "tool", "migration")


class Repository:
    """A checkout, or one backend in it.

    Parameters
    ----------
    path : str or Path
        The checkout.
    root : str, optional
        The backend's folder in a monorepo; found by itself where it is clear, and ``""`` for all.
    limits : Limits, optional
        What is never exceeded.

    Raises
    ------
    StoreError
        If the checkout or the folder cannot be read.
    """

    def __init__(self, path: str | Path, *, root: str | None = None, limits: Limits | None = None) -> None:
        self.tree = Tree(Path(path), limits)
        all_files = self.tree.files.values()
        self.root = backend_of(all_files) if root is None else check_root(root, all_files)
        self._visible = visible_from(self.root, all_files)
        self._visible_paths = {file.path for file in self._visible}
        self._yaml = YamlFiles(self.tree)

    # Files and text

    def files(self, *patterns: str, roles: tuple[Role, ...] = _OWN) -> list[File]:
        """Return the project's files that match: ``"*.tf"`` by name anywhere, ``"docs/*.md"`` by path.

        `roles` are those of production, development settings, tools and migrations unless others are named.
        """
        found = self.tree.find(*patterns) if patterns else self._visible
        return [file for file in found if file.role in roles and file.path in self._visible_paths]

    def text(self, file: File) -> str:
        """Return a file's text, empty if it cannot be read."""
        return self.tree.text(file)

    def search(self, regex: str, *patterns: str, roles: tuple[Role, ...] = _OWN) -> list[Line]:
        """Return the lines of matching files in which `regex` is found; for files that nothing here parses."""
        return lines_in(self.tree, self.files(*patterns, roles=roles), regex)

    def yaml(self, *patterns: str, roles: tuple[Role, ...] = _OWN) -> Iterator[Mapping]:
        """Yield the documents of matching YAML or JSON files that are mappings."""
        return (document for file in self.files(*patterns, roles=roles) for document in self._yaml.documents(file))

    # Python

    @cached_property
    def code(self) -> Code:
        """Production code; migrations, development settings, scripts and tests are not in it."""
        return self._code("production")

    @cached_property
    def tests(self) -> Code:
        """Test code."""
        return self._code("test")

    @cached_property
    def migrations(self) -> Code:
        """Database migrations."""
        return self._code("migration")

    @cached_property
    def tools(self) -> Code:
        """Scripts, build files, and settings for development."""
        return self._code("tool", "development")

    @cached_property
    def frameworks(self) -> frozenset[str]:
        """Which of ``django``, ``drf``, ``ninja``, ``fastapi``, ``flask`` and ``graphql`` production code uses."""
        return frameworks_in(self.code)

    @cached_property
    def routes(self) -> list[Route]:
        """Operations that decorators and routers declare, without the prefixes of routers."""
        return routes_in(self.code)

    @cached_property
    def dependencies(self) -> Dependencies:
        """Declared and locked packages."""
        return Dependencies(self.tree, self._visible)

    # Containers and infrastructure

    @cached_property
    def dockerfiles(self) -> list[Dockerfile]:
        """Dockerfiles, those for development and tests by name left out."""
        files = [file for file in self.files(*DOCKERFILES) if not _is_for_development(file)]
        return dockerfiles_in(self.tree, files)

    @cached_property
    def services(self) -> list[Service]:
        """Services of all compose files; whether a file is for production is told by its name only."""
        return services_in(self._yaml, self.files(*COMPOSE_FILES))

    @cached_property
    def manifests(self) -> list[Manifest]:
        """Kubernetes objects, Helm's templates among them."""
        return manifests_in(self.tree, self._yaml, self.files("*.yaml", "*.yml"))

    @cached_property
    def resources(self) -> list[Resource]:
        """Blocks of Terraform."""
        return resources_in(self.tree, self.files("*.tf"))

    # Building and checking

    @cached_property
    def steps(self) -> list[Step]:
        """What continuous integration runs, line by line."""
        return steps_in(self.tree, self._yaml, self.files(*PIPELINE_FILES))

    def runs(self, regex: str) -> list[Step]:
        """Return the steps whose text matches, with what they start: make targets, scripts, tox, nox, pre-commit."""
        search = re.compile(regex).search
        return [step for step in self._all_steps if search(step.text)]

    @cached_property
    def _all_steps(self) -> list[Step]:
        return unfolded(self.tree, self.steps, self.hooks)

    @cached_property
    def hooks(self) -> list[Hook]:
        """Hooks of pre-commit."""
        return hooks_in(self._yaml, self.files(".pre-commit-config.y*ml"))

    def configured(self, *tools: str) -> list[ToolConfig]:
        """Return what files say to these tools: ``"ruff"``, ``"mypy"``, ``"pytest"``, ``"coverage"``, ``"tox"``."""
        return [found for found in self._tools if found.tool in tools]

    # Documentation

    @cached_property
    def docs(self) -> list[File]:
        """Documentation files: Markdown, reStructuredText, AsciiDoc."""
        return self.files("*.md", "*.rst", "*.adoc", "*.mdx", roles=("docs",))

    @cached_property
    def headings(self) -> list[Heading]:
        """Headings of the documentation."""
        return headings_in(self.tree, self.docs)

    def mentioned(self, regex: str) -> list[Line]:
        """Return the lines of documentation in which `regex` is found: a word is a hint, never evidence of use."""
        return lines_in(self.tree, self.docs, regex)

    @cached_property
    def _tools(self) -> list[ToolConfig]:
        return tools_in(self.tree, self.files(*TOOL_FILES))

    def _code(self, *roles: Role) -> Code:
        files = self.files("*.py", roles=roles)
        inside = [file for file in files if not self.root or file.path.startswith(f"{self.root}/")]
        return Code(self._module(file) for file in inside)

    def _module(self, file: File) -> Module:
        roots = ("", "src", self.root, f"{self.root}/src".lstrip("/"))
        module = digest(file.path, module_name(file.path, roots), self.tree.data(file))
        if module.broken:
            self.tree.note(file.path, f"not parsed: {module.broken}")
        return module


def _is_for_development(file: File) -> bool:
    words = file.name.lower().replace("-", ".").replace("_", ".").split(".")
    return not {"dev", "development", "test", "tests", "local", "ci", "devcontainer"}.isdisjoint(words)
