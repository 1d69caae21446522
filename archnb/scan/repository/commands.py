"""What a pipeline's command starts in turn: a make target, a script of the project, tox, nox, pre-commit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from posixpath import join, normpath

import msgspec

from archnb.scan.repository.pipelines import Step
from archnb.scan.repository.tools import Hook
from archnb.scan.repository.tree import File, Tree

__all__ = ["unfolded"]

#: A pipeline calls a target, which calls a script; further down nobody looks.
_DEEPEST = 3
#: Scripts that call each other on every line would otherwise unfold without end.
_MOST = 2_000
_MAKE = re.compile(r"\bmake\b((?:\s+[\w./=-]+)*)")
_TARGET = re.compile(r"^([\w./ -]+?)\s*::?(?!=)\s*([^#=]*)")
_NO_SCRIPT = (".yml", ".yaml", ".json", ".toml", ".txt", ".xml", ".md", ".lock", ".cfg", ".ini", "Dockerfile")
_SCRIPT = re.compile(r"(?:\./)?[\w.-]+(?:/[\w.-]+)*")


def unfolded(tree: Tree, steps: list[Step], hooks: list[Hook]) -> list[Step]:
    """Return the steps, each followed by what it starts; that has the step's job and its own place."""
    reader = _Unfolding(tree, hooks)
    return [found for step in steps for found in (step, *islice(reader.below(step, 0, frozenset()), _MOST))]


class _Unfolding:
    def __init__(self, tree: Tree, hooks: list[Hook]) -> None:
        self._tree = tree
        self._hooks = hooks
        self._scripts = tree.find("*.sh")
        self._makefiles = [f for f in tree.find("Makefile", "makefile", "GNUmakefile") if f.path.count("/") <= 1]

    def below(self, step: Step, depth: int, seen: frozenset[str]) -> Iterator[Step]:
        if depth >= _DEEPEST:
            return
        for place, text in self._started(step):
            if place in seen:
                continue
            child = msgspec.structs.replace(step, kind="command", text=text, place=place, data=None)
            yield child
            yield from self.below(child, depth + 1, seen | {place})

    def _started(self, step: Step) -> Iterator[tuple[str, str]]:
        text = step.text
        if found := _MAKE.search(text):
            targets = [word for word in found[1].split() if not word.startswith("-") and "=" not in word]
            for file in self._makefiles:
                yield from self._recipes(file, targets)
        if re.search(r"\b(pre-commit|prek)\b.*\brun\b|pre-commit/action|j178/prek-action", text):
            yield from ((hook.place, f"pre-commit hook {hook.id}") for hook in self._hooks)
        if re.search(r"(^|\s)tox\b", text):
            yield from self._lines("tox.ini")
        if re.search(r"(^|\s)nox\b", text):
            yield from self._lines("noxfile.py")
        for word in _SCRIPT.findall(text):
            if ("/" in word or word.endswith(".sh")) and not word.endswith(_NO_SCRIPT):
                yield from self._lines(self._script(word.removeprefix("./"), step))

    def _recipes(self, file: File, targets: list[str]) -> Iterator[tuple[str, str]]:
        wanted, inside = set(targets), False
        lines = self._tree.text(file).split("\n")
        for line in lines:  # prerequisites may stand below or above; one round is what makefiles need
            if (head := _TARGET.match(line)) and not wanted.isdisjoint(head[1].split()):
                wanted |= set(head[2].split())
        for number, line in enumerate(lines, 1):
            if head := _TARGET.match(line):
                inside = not wanted.isdisjoint(head[1].split())
            elif inside and line.startswith("\t") and line.strip():
                yield f"{file.path}:{number}", line.strip().lstrip("@-")

    def _script(self, path: str, step: Step) -> str:
        # It may be named from where the step works, or from the folder of the script that names it or the one above.
        own = step.place.rpartition("/")[0]
        works = str(step.data.get("working-directory", own)) if step.data else own
        for folder in (works, own, own.rpartition("/")[0], ""):
            if (found := normpath(join(folder, path))) in self._tree.files:
                return found
        below = [file.path for file in self._scripts if file.path.endswith(f"/{path}")]
        return below[0] if len(below) == 1 else ""

    def _lines(self, path: str) -> Iterator[tuple[str, str]]:
        file = self._tree.files.get(path)
        for number, line in enumerate(self._tree.text(file).split("\n") if file else (), 1):
            if (line := line.strip()) and not line.startswith("#"):
                yield f"{path}:{number}", line[:2_000]
