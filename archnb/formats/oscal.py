"""OSCAL catalogs (https://pages.nist.gov/OSCAL), such as NIST SP 800-53: groups of controls and their enhancements."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from archnb.formats.document import Document
from archnb.formats.draft import Draft, under, without_empty
from archnb.formats.fields import Fields
from archnb.formats.oscal_prose import Prose, label_of, values_of

__all__ = ["matches", "read"]

_SEVERITIES = {"p1": "high", "p2": "medium", "p3": "low", "p0": "low"}  # NIST's priority codes
_KIN = ("related", "required")


class _Control(NamedTuple):
    fields: Fields
    id: str
    title: str
    upper: str  # the title of the control that it enhances
    section: dict[str, Any]
    withdrawn: bool


def matches(data: Any) -> bool:
    """Return whether decoded JSON or YAML is an OSCAL catalog."""
    catalog = data.get("catalog") if isinstance(data, dict) else None
    return isinstance(catalog, dict) and bool({"metadata", "groups", "controls"} & catalog.keys())


def read(data: Any, path: Path) -> Document:
    """Return the groups that hold controls as sections, and controls with their enhancements as items.

    A statement stands in the item's text, or, when it has several parts, under what counts as yes; guidance says why,
    and objectives and methods of an assessment say how to verify. A withdrawn control is skipped.
    """
    source = Fields(data, path)
    catalog = source.node("catalog")
    metadata = catalog.node("metadata")
    draft = Draft(path, title=metadata.text("title"), version=metadata.text("version"))
    reader = _Reader(draft, catalog)
    reader.walk(catalog, "", {})
    reader.add_controls()
    return draft.document(without_empty({"metadata": metadata.rest(), **catalog.rest(), **source.rest()}))


class _Reader:
    """One pass over the groups finds controls and parameters, a second one makes the items."""

    def __init__(self, draft: Draft, catalog: Fields) -> None:
        self._draft, self._prose = draft, Prose()
        self._controls: list[_Control] = []
        back = catalog.kept().node("back-matter")
        self._resources = {f"#{resource.text('uuid')}": _reference(resource) for resource in back.nodes("resources")}

    def walk(self, group: Fields, title: str, upper: dict[str, Any]) -> None:
        """Find the controls of a group and of the groups in it; `upper` is what the group above says."""
        groups, has_controls, controls = group.nodes("groups"), group.has("controls"), group.nodes("controls")
        self._prose.learn(group)
        id_ = group.text("id")
        about = without_empty({**group.rest(), "group": upper}) if title else {}
        if has_controls:
            section = self._draft.section(title or "Controls", id=id_, extra=about)
            for control in controls:
                self._find(control, "", section)
        told = {"id": id_, **about} if title else {}
        for below in groups:
            self.walk(below, under(title, below.text("title") or below.kept().text("id") or "Group"), told)
            told = {"id": id_} if title else {}  # what the group above says is said once

    def _find(self, control: Fields, upper: str, section: dict[str, Any]) -> None:
        self._prose.learn(control)
        title = control.text("title")
        withdrawn = "withdrawn" in (value.casefold() for value in values_of(control, "status"))
        self._controls.append(_Control(control, control.text("id"), title, upper, section, withdrawn))
        for below in control.nodes("controls"):
            self._find(below, title, section)

    def add_controls(self) -> None:
        """Make an item of every control that is not withdrawn."""
        known = {f"#{control.id}": control.id for control in self._controls if not control.withdrawn}
        for control in self._controls:
            if control.withdrawn:
                self._draft.skip(control.fields, f"{control.id} {control.title} is withdrawn{_whereto(control.fields)}")
            else:
                self._add(control, known)

    def _add(self, control: _Control, known: dict[str, str]) -> None:
        parts = self._prose.parts(control.fields)
        priority = next(iter(values_of(control.fields, "priority")), "").casefold()
        related, references, links = self._links(control.fields, known)
        name = _named(label_of(control.fields), control)
        alone = len(parts.statement) == 1
        self._draft.add(
            control.section,
            control.fields,
            id=control.id,
            text=": ".join(part for part in (name, *parts.statement[:1]) if part) if alone else name,
            severity=_SEVERITIES.get(priority, "medium"),
            notes=[] if priority in _SEVERITIES else ["no priority: severity medium assumed"],
            why="\n".join(parts.guidance),
            verify=parts.checks,
            improve="\n".join(parts.examples),
            yes="" if alone else "\n".join(parts.statement),
            references=references,
            related=related,
            extra=without_empty({**control.fields.rest(), "links": links, "parts": parts.rest}),
        )

    def _links(self, control: Fields, known: dict[str, str]) -> tuple[list[str], list[dict[str, str]], list[Any]]:
        """Return ids of related controls, references, and the links that are neither."""
        related, references, rest = [], [], []
        for link in control.nodes("links"):
            href, rel, said = link.text("href"), link.text("rel"), link.text("text")
            found = self._resources.get(href) or link.links("href", said)
            kin = href in known and rel in _KIN
            references += found
            related += [known[href]] if kin else []
            if (left := link.rest()) or not (found or kin):
                rest.append(without_empty({"href": href, "rel": rel, "text": said, **left}))
        return related, references, rest


def _named(label: str, control: _Control) -> str:
    """Return ``AC-2(1) Account Management › Automated Management``; a label that says the title stands for it."""
    title = label if control.title in label else control.title
    path = under(control.upper, title)
    return path if label in title else f"{label} {path}"


def _reference(resource: Fields) -> list[dict[str, str]]:
    """Return the first web address of a back matter's resource under its title."""
    title = resource.text("title") or resource.node("citation").text("text")
    for link in resource.nodes("rlinks"):
        if found := link.links("href", title):
            return found
    return []


def _whereto(control: Fields) -> str:
    """Return ``: incorporated into ac-2`` where a control says so."""
    links = [(link.text("rel"), link.text("href")) for link in control.nodes("links")]
    said = [f"{rel.replace('-', ' ')} {href.removeprefix('#')}" for rel, href in links if rel.endswith(("into", "to"))]
    return f": {', '.join(said)}" if said else ""
