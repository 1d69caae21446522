"""The DevSecOps Maturity Model's YAML (https://dsomm.owasp.org): dimensions, subdimensions, activities.

Its generated ``model.yaml`` has two documents: what it is, and the model. A source file has one dimension.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from archnb.formats.document import Document
from archnb.formats.draft import Draft, under, without_empty
from archnb.formats.fields import Fields

__all__ = ["matches", "read"]

# Usefulness goes from 1 (very low) to 5 (very high): what one does without when the activity is missing.
_SEVERITIES = {"1": "low", "2": "low", "3": "medium", "4": "high", "5": "critical"}
# Knowledge, time and resources go from 1 (very low) to 5 (very high); the hardest of them decides.
_EFFORTS = {"1": "S", "2": "S", "3": "M", "4": "L", "5": "L"}
_ABOUT = ("meta", "_meta")


def matches(data: Any) -> bool:
    """Return whether decoded YAML, one document or a list of them, has activities with a risk or a measure."""
    documents = data if isinstance(data, list) else [data]
    return any(_is_activity(activity) for document in documents for activity in _third_level(document))


def read(data: Any, path: Path) -> Document:
    """Return the subdimensions as sections, with the dimension before each title, and the activities as items.

    The id of an activity is its UUID; its measure says what counts as yes.
    """
    documents = [Fields(each, path) for each in (data if isinstance(data, list) else [data]) if each is not None]
    about = [document.node(name) for document in documents for name in _ABOUT if document.has(name)]
    versions = [found for each in about if (found := each.text("version"))]
    draft = Draft(path, id="dsomm", title="DevSecOps Maturity Model (DSOMM)", version=" ".join(versions))
    draft.note("severity is the usefulness: 5 is critical, 4 high, 3 medium, 1 and 2 low")
    # One depends on others by their names or by their ids.
    ids = {name: found.text("uuid") for each in documents for _, name, found in _activities(each) if found.has("uuid")}
    ids |= {id_: id_ for id_ in ids.values()}
    for document in documents:
        for title, name, activity in _activities(document):
            _add(draft, draft.within(title), name, activity, ids)
    return draft.document({name: value for each in about for name, value in each.rest().items()})


def _third_level(document: Any) -> Iterator[Any]:
    for dimension in document.values() if isinstance(document, dict) else ():
        for subdimension in dimension.values() if isinstance(dimension, dict) else ():
            yield from subdimension.values() if isinstance(subdimension, dict) else ()


def _is_activity(found: Any) -> bool:
    return isinstance(found, dict) and "uuid" in found and ("measure" in found or "risk" in found)


def _activities(document: Fields) -> Iterator[tuple[str, str, Fields]]:
    for dimension, below in document.named():
        if dimension not in _ABOUT:
            for subdimension, activities in below.named():
                for name, activity in activities.named():
                    yield under(dimension, subdimension), name, activity


def _add(draft: Draft, section: dict[str, Any], name: str, activity: Fields, ids: dict[str, str]) -> None:
    why = dict.fromkeys((activity.text("risk"), activity.text("description")))
    guide, usefulness = activity.node("meta"), activity.text("usefulness")
    how = (guide.text("implementationGuide"), activity.text("comment"), activity.text("comments"))
    needs = activity.texts("dependsOn")
    maps, links, notes = _maps(activity.node("references"))
    tools, tools_rest = _tools(activity)
    effort, difficulty = _effort(activity.node("difficultyOfImplementation"))
    checks = activity.text("assessment").splitlines()
    draft.add(
        section,
        activity,
        id=activity.text("uuid"),
        text=name,
        severity=_SEVERITIES.get(usefulness, "medium"),
        notes=notes if usefulness in _SEVERITIES else [*notes, "no usefulness from 1 to 5: severity medium assumed"],
        why="\n\n".join(part for part in why if part),
        verify=[check for line in checks if (check := line.strip().removeprefix("- "))],
        yes=activity.text("measure"),
        improve="\n\n".join(part for part in how if part),
        effort=effort,
        references=[*tools, *links],
        maps=maps,
        related=[ids[need] for need in needs if need in ids],
        extra=without_empty(
            {
                "usefulness": usefulness,
                "difficultyOfImplementation": difficulty,
                "implementation": tools_rest,
                "dependsOn": [need for need in needs if need not in ids],
                "meta": guide.rest(),
                **activity.rest(),
            }
        ),
    )


def _effort(difficulty: Fields) -> tuple[str, dict[str, Any]]:
    parts = {part: difficulty.text(part) for part in ("knowledge", "time", "resources")}
    return _EFFORTS.get(max(parts.values()), ""), without_empty({**parts, **difficulty.rest()})


def _maps(references: Fields) -> tuple[dict[str, list[str]], list[dict[str, str]], list[str]]:
    """Return the identifiers in other frameworks, as references those that are links, and notes."""
    maps, links, notes = {}, [], []
    for framework in references.names():
        if references.has_fractions(framework):
            notes.append(f"{framework} is written as numbers without quotes, where 8.10 reads as 8.1")
        found = references.links(framework, framework)
        links += found
        if not found:
            maps[framework] = list(references.texts(framework))
    return without_empty(maps), links, notes


def _tools(activity: Fields) -> tuple[list[dict[str, str]], list[dict[str, Any]]]:
    """Return the tools with a link as references, and what else is said of them."""
    tools = [(tool.text("name"), tool) for tool in activity.nodes("implementation")]
    links = [found for name, tool in tools for found in tool.links("url", name)]
    rest = [(name, tool.rest()) for name, tool in tools]
    return links, [{"name": name, **left} for name, left in rest if left]
