"""Which modules of the project import which, and the circles among them."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator

import msgspec

from archnb.scan.repository.code import Code
from archnb.scan.repository.module import Import

__all__ = ["Circle", "circles_in", "imports_between"]

#: More circles than a person mends in a week are one finding.
_MOST = 20

_Graph = dict[str, dict[str, Import]]


class Circle(msgspec.Struct, frozen=True, kw_only=True):
    """Modules that import each other: ``modules`` in order, each importing the next, with the ``imports``."""

    modules: tuple[str, ...]
    imports: tuple[Import, ...]


def imports_between(code: Code, *, in_functions: bool = False) -> _Graph:
    """Return for each module the project's modules that it imports, with the import that does it.

    Imports for type checkers alone are left out, and those inside functions unless asked for. A name that two files
    share is left out, for which of them is meant is not to be seen.
    """
    names = Counter(module.name for module in code.modules)
    graph: _Graph = {name: {} for name, count in names.items() if count == 1}
    known = {**_below_a_source_folder(graph), **{name: name for name in graph}}
    for module in code.modules:
        for found in module.imports if module.name in graph else ():
            if not found.typing_only and (in_functions or not found.scope):
                target = _module_of(found.name, known)
                if target and target != module.name:
                    graph[module.name].setdefault(target, found)
    return graph


def circles_in(graph: _Graph) -> list[Circle]:
    """Return the shortest circle through each module that lies on one, at most 20, the shortest first."""
    core = _core(graph)
    found: dict[frozenset[str], Circle] = {}
    for start in core:
        if path := _way_back(core, start):
            imports = tuple(core[a][b] for a, b in zip(path, [*path[1:], start], strict=True))
            found.setdefault(frozenset(path), Circle(modules=tuple(path), imports=imports))
        if len(found) >= _MOST:
            break
    return sorted(found.values(), key=lambda circle: len(circle.modules))


def _module_of(name: str, known: dict[str, str]) -> str:
    while name and name not in known:
        name = name.rpartition(".")[0]
    return known.get(name, "")


def _below_a_source_folder(graph: _Graph) -> dict[str, str]:
    """Return modules by the name that they have where a folder of the top level is on Python's path."""
    folders = {name.partition(".")[0] for name in graph} - set(graph)
    return {
        rest: name for name in graph if (parts := name.partition(".")) and (rest := parts[2]) and parts[0] in folders
    }


def _core(graph: _Graph) -> _Graph:
    """Leave out, again and again, what imports nothing or is imported by nothing: the rest holds all circles."""
    core = graph
    while True:
        imported = {target for targets in core.values() for target in targets}
        kept = {name for name, targets in core.items() if targets and name in imported}
        if len(kept) == len(core):
            return core
        core = {name: {t: i for t, i in core[name].items() if t in kept} for name in core if name in kept}


def _way_back(graph: _Graph, start: str) -> list[str]:
    before: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for target in graph[here]:
            if target == start:
                return [*_way(before, start, here)][::-1]
            if target not in before:
                before[target] = here
                waiting.append(target)
    return []


def _way(before: dict[str, str], start: str, here: str) -> Iterator[str]:
    while here != start:
        yield here
        here = before[here]
    yield start
