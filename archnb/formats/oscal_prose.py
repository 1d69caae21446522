"""What the parts of an OSCAL control say, with the values of parameters in their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from archnb.formats.fields import Fields

__all__ = ["Parts", "Prose", "label_of", "values_of"]

_INSERT = re.compile(r"\{\{\s*(?:insert:\s*param\s*,\s*)?([^\s{},]+)\s*\}\}")
# So that parameters that name each other cannot make a small file into a huge text.
_LONGEST, _DEEPEST = 1_000, 4
_STATEMENT = ("statement", "item")
_OBJECTIVES = ("objective", "assessment-objective")
_METHODS = ("assessment", "assessment-method")


class Parts(NamedTuple):
    """A control's parts by what they are for, as lines of text, and the fields that have no place in a line."""

    statement: list[str]
    guidance: list[str]
    examples: list[str]
    checks: list[str]
    rest: list[dict[str, Any]]


class Prose:
    """The catalog's parameters, and the parts of its controls with each parameter's value in its place."""

    def __init__(self) -> None:
        self._params: dict[str, Fields] = {}
        self._values: dict[tuple[str, int], str] = {}

    def learn(self, holder: Fields) -> None:
        """Remember the parameters of a catalog, a group or a control."""
        for param in holder.kept().nodes("params"):
            self._params.setdefault(param.text("id"), param)

    def parts(self, control: Fields) -> Parts:
        """Return what a control's parts say, each under its use."""
        found = Parts([], [], [], [], [])
        uses = {"example": found.examples} | dict.fromkeys(_STATEMENT, found.statement)
        uses |= dict.fromkeys(_OBJECTIVES, found.checks)
        for part in control.nodes("parts"):
            name = part.text("name")
            if name in _METHODS:
                found.checks.append(self._method(part, found.rest))
            else:
                uses.get(name, found.guidance).extend(self._lines(part, found.rest))
        return found

    def _lines(self, part: Fields, rest: list[dict[str, Any]]) -> Iterator[str]:
        """Yield a line for the part and each part in it that says something."""
        said = ": ".join(words for words in (part.text("title").rstrip(":"), self.filled(part.text("prose"))) if words)
        if said:
            yield " ".join(words for words in (label_of(part), said) if words)
        part.text("name")
        below = part.nodes("parts")
        if left := part.rest():
            rest.append(left)
        for each in below:
            yield from self._lines(each, rest)

    def _method(self, part: Fields, rest: list[dict[str, Any]]) -> str:
        """Return ``Examine: access control policy; procedures`` for a method of assessment and its objects."""
        name = " ".join(values_of(part, "method")).capitalize() or "Assess"
        objects = [line for below in self._lines(part, rest) for line in below.splitlines() if line.strip()]
        return f"{name}: {'; '.join(line.strip() for line in objects)}" if objects else name

    def filled(self, prose: str, depth: int = 0) -> str:
        """Return `prose` with the values of its parameters; one that has none yet stands in brackets."""
        grown = sum(len(self._value(insert[1], depth)) for insert in _INSERT.finditer(prose))
        if grown > 20 * len(prose) + _LONGEST:
            return prose
        return _INSERT.sub(lambda insert: self._value(insert[1], depth), prose)

    def _value(self, id_: str, depth: int) -> str:
        known = self._values.get((id_, depth))
        if known is None:
            said = self._said(self._params[id_], depth) if id_ in self._params and depth < _DEEPEST else ""
            known = said if said and len(said) <= _LONGEST else f"[{id_[:_LONGEST]}]"
            self._values[id_, depth] = known
        return known

    def _said(self, param: Fields, depth: int) -> str:
        """Return a parameter's values, else its choices or its label in brackets."""
        if values := param.texts("values"):
            return self.filled(", ".join(values), depth + 1)
        select = param.node("select")
        if choices := select.texts("choice"):
            many = select.text("how-many").replace("-", " ")
            return f"[{many or 'one'}: {'; '.join(self.filled(choice, depth + 1) for choice in choices)}]"
        bounds = [said for constraint in param.nodes("constraints") if (said := constraint.text("description"))]
        said = ": ".join(words for words in (self.filled(param.text("label"), depth + 1), "; ".join(bounds)) if words)
        return f"[{said}]" if said else ""


def label_of(holder: Fields) -> str:
    """Return how people call a control or a part, such as ``AC-2(1)`` or ``a.``."""
    labels = [prop for prop in holder.kept().nodes("props") if prop.text("name") == "label"]
    # 800-53 has a label of each of several classes; the one for people has none.
    labels.sort(key=lambda prop: prop.text("class") != "")
    return labels[0].text("value") if labels else ""


def values_of(holder: Fields, name: str) -> list[str]:
    """Return the values of the properties of that name."""
    return [prop.text("value") for prop in holder.kept().nodes("props") if prop.text("name") == name]
