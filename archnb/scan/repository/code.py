"""Questions about a set of Python files, such as all production code or all tests."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TypeVar

from archnb.scan.repository.module import Assignment, Call, Class, Function, Handler, Import, Module, Reference, Text

__all__ = ["Code"]

_Named = TypeVar("_Named", Import, Reference, Call)

#: A setting is read from the module that production uses, where that can be told.
_PRODUCTION_SETTINGS = re.compile(r"(^|[/_.])(prod|production|live)[_./]")


class Code:
    """Python files of one kind, and what can be asked of them.

    Every answer is a list of facts, in the order of the files; each has a ``place``, and an empty list is
    false. Names are full dotted names through the files' imports. A pattern is an exact name
    (``"sentry_sdk.init"``), all names below one (``"requests.*"``), or all names that end so
    (``"*.add_middleware"``).

    Parameters
    ----------
    modules : iterable of Module
        The files' facts.
    """

    def __init__(self, modules: Iterable[Module]) -> None:
        self.modules = tuple(modules)

    @property
    def lines(self) -> int:
        """Lines on which a statement begins."""
        return sum(module.code_lines for module in self.modules)

    def imports(self, *packages: str) -> list[Import]:
        """Return the imports of these packages, modules or names (``"redis"``, ``"django.contrib.gis"``)."""
        patterns = [pattern for package in packages for pattern in (package, f"{package}.*")]
        return [found for found in self._imports.match(patterns) if not found.typing_only]

    def uses(self, *packages: str) -> list[Import | Reference]:
        """Return the imports of these packages and where what they bind is read; empty if it is never read.

        An import in an ``__init__.py`` counts as read: it is there for others. Django's settings name
        packages as text; ask `names` for those.
        """
        imports = self.imports(*packages)
        patterns = [pattern for package in packages for pattern in (package, f"{package}.*")]
        read = self._references.match(patterns)
        exported = [found for found in imports if found.path.endswith("__init__.py")]
        return [*imports, *read] if read or exported else []

    def references(self, *patterns: str) -> list[Reference]:
        """Return where imported names are read, such as ``"rest_framework.status.HTTP_429*"`` without the star."""
        return self._references.match(patterns)

    def calls(self, *patterns: str, keyword: str = "") -> list[Call]:
        """Return the calls of what matches, with `keyword` among the named arguments if it is given."""
        return [call for call in self._calls.match(patterns) if not keyword or call.get(keyword) is not None]

    def assigned(self, *names: str, owner: str | None = None) -> list[Assignment]:
        """Return where a setting of one of these names is set; what production uses comes first.

        Parameters
        ----------
        *names : str
            Such as ``"MIDDLEWARE"``.
        owner : str, optional
            Ending of the owner: ``""`` for the top level alone, ``"config"`` for ``app.config["X"]``.
        """
        found = [a for name in names for a in self._assignments.get(name, ())]
        if owner is not None:
            found = [a for a in found if (a.owner.rpartition(".")[2] if owner else a.owner) == owner]
        return sorted(found, key=lambda a: not _PRODUCTION_SETTINGS.search(a.path))

    def assignments(self, matching: Callable[[Assignment], bool]) -> list[Assignment]:
        """Return the settings, class attributes and the like of which `matching` is true."""
        return [a for module in self.modules for a in module.assignments if matching(a)]

    def names(self, *dotted: str) -> list[Text]:
        """Return the strings that are just such a dotted name or lie below it, as Django's settings write them."""
        wanted = tuple(dotted)
        below = tuple(f"{name}." for name in dotted)
        return [text for text in self._texts if text.text in wanted or text.text.startswith(below)]

    def texts(self, regex: str) -> list[Text]:
        """Return the string constants (no docstrings, no comments) in which `regex` is found."""
        search = re.compile(regex).search
        return [text for text in self._texts if search(text.text)]

    def functions(self, *, decorator: str = "", matching: Callable[[Function], bool] | None = None) -> list[Function]:
        """Return the functions and methods, those alone with a decorator that matches the pattern if given."""
        is_named = _matcher(decorator)
        return [
            function
            for module in self.modules
            for function in module.functions
            if (not decorator or any(is_named(d.name) for d in function.decorators))
            and (matching is None or matching(function))
        ]

    def classes(self, *bases: str) -> list[Class]:
        """Return the classes with one of these bases, also through bases in this code; without bases all."""
        if not bases:
            return [found for _, found in self._classes]
        is_base = [_matcher(base) for base in bases]
        taken: dict[str, Class] = {}
        waiting = list(self._classes)
        grown = True
        while grown:
            grown, rest = False, []
            for name, found in waiting:
                if any(base in taken or any(is_(base) for is_ in is_base) for base in found.bases):
                    taken[name] = found
                    grown = True
                else:
                    rest.append((name, found))
            waiting = rest
        return list(taken.values())

    def handlers(self) -> list[Handler]:
        """Return every ``except``."""
        return [handler for module in self.modules for handler in module.handlers]

    @cached_property
    def _imports(self) -> _Index[Import]:
        return _Index(found for module in self.modules for found in module.imports)

    @cached_property
    def _references(self) -> _Index[Reference]:
        return _Index(found for module in self.modules for found in module.references)

    @cached_property
    def _calls(self) -> _Index[Call]:
        return _Index(found for module in self.modules for found in module.calls)

    @cached_property
    def _texts(self) -> list[Text]:
        return [text for module in self.modules for text in module.texts]

    @cached_property
    def _classes(self) -> list[tuple[str, Class]]:
        return [(f"{module.name}.{found.name}", found) for module in self.modules for found in module.classes]

    @cached_property
    def _assignments(self) -> dict[str, list[Assignment]]:
        by_name: dict[str, list[Assignment]] = defaultdict(list)
        for module in self.modules:
            for assignment in module.assignments:
                by_name[assignment.name].append(assignment)
        return by_name


class _Index(dict[str, list[_Named]]):
    """Facts by full name; the names by their first and by their last part, so that no pattern reads them all."""

    def __init__(self, facts: Iterable[_Named]) -> None:
        self._first: dict[str, list[str]] = defaultdict(list)
        self._last: dict[str, list[str]] = defaultdict(list)
        for fact in facts:
            if fact.name not in self:
                self[fact.name] = []
                self._first[re.split(r"[.(\[]", fact.name, maxsplit=1)[0]].append(fact.name)
                self._last[fact.name.rpartition(".")[2]].append(fact.name)
            self[fact.name].append(fact)

    def match(self, patterns: Iterable[str]) -> list[_Named]:
        names = dict.fromkeys(name for pattern in patterns for name in self._matching(pattern))
        return [fact for name in names for fact in self[name]]

    def _matching(self, pattern: str) -> list[str]:
        if pattern.startswith("*."):
            candidates = self._last.get(pattern.rpartition(".")[2], [])
        elif pattern.endswith(".*"):
            candidates = self._first.get(pattern.partition(".")[0], [])
        else:
            return [pattern] if pattern in self else []
        is_matching = _matcher(pattern)
        return [name for name in candidates if is_matching(name)]


def _matcher(pattern: str) -> Callable[[str], bool]:
    if pattern.startswith("*."):
        return lambda name: name.endswith(pattern[1:]) or name == pattern[2:]
    if pattern.endswith(".*"):
        # Below it is also what its result has: "redis.Redis().get" and "redis.Redis.from_url" below "redis.Redis".
        return lambda name: (
            name.startswith(pattern[:-2]) and name[len(pattern) - 2 : len(pattern) - 1] in (".", "(", "[")
        )
    return lambda name: name == pattern
