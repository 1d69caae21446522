"""Azure review checklists (https://github.com/Azure/review-checklists), and the dialect of The AKS Checklist.

The dialect says title, priority, documentation and tools for text, severity, link and training.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from archnb.formats.document import Document
from archnb.formats.draft import Draft, under, without_empty
from archnb.formats.fields import Fields

__all__ = ["matches", "read"]

_SEVERITIES = ("high", "medium", "low")
_LINKS = ("documentation", "tools", "learnMoreLink")
_SIGNS = {"guid", "category", "subcategory", "waf", "checklist"}


def matches(data: Any) -> bool:
    """Return whether decoded JSON is such a checklist: a flat list of items, each with a GUID or a category."""
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list) or "sections" in data:
        return False
    return any(isinstance(item, dict) and len(_SIGNS & item.keys()) >= 2 for item in items[:20])


def read(data: Any, path: Path) -> Document:
    """Return categories with their subcategories as sections; the id of an item is its GUID.

    The local ids of items are numbers that change whenever one is moved: they are kept as `extra`.
    """
    source = Fields(data, path)
    metadata = source.node("metadata")
    draft = Draft(path, title=metadata.text("name"), version=metadata.text("timestamp"))
    severities = _severities(source)
    # A list that is made of several lists says of each item which of them it came from.
    several = len({item.text("checklist") for item in source.kept().nodes("items")}) > 1
    for item in source.nodes("items"):
        origin = item.text("checklist") if several else ""
        title = under(origin, item.text("category"), item.text("subcategory")) or item.text("waf")
        section = draft.within(title)
        _add(draft, section, item, severities)
    return draft.document(without_empty({**source.rest(), "metadata": metadata.rest()}))


def _add(draft: Draft, section: dict[str, Any], item: Fields, severities: dict[str, str]) -> None:
    told = item.text("severity", "priority")
    severity = severities.get(told.casefold())
    doubt = f"severity '{told}' is not known: medium assumed" if told else "no severity: medium assumed"
    queries = (item.text("graph"), item.text("query"))
    references = [*item.links("link", "Documentation"), *item.links("training", "Training")]
    no_links = {}
    for name in _LINKS:
        nodes = [(node, node.text("title", "name")) for node in item.nodes(name)]
        references += [found for node, title in nodes for found in node.links("url", title)]
        no_links[name] = [{"title": title, **rest} for node, title in nodes if (rest := node.rest())]
    draft.add(
        section,
        item,
        id=item.text("guid"),
        text=item.text("text", "title"),
        severity=severity or "medium",
        notes=[] if severity else [doubt],
        why=item.text("description", "detail", "details"),
        verify=[f"Run this Azure Resource Graph query: `{query}`" for query in queries if query],
        references=references,
        extra=without_empty({"severity": "" if severity else told, **no_links, **item.rest()}),
    )


def _severities(source: Fields) -> dict[str, str]:
    """Return what each word for a severity means; a translation lists its words from high to low."""
    words = [node.text("name").casefold() for node in source.kept().nodes("severities")]
    known = {word: word for word in _SEVERITIES}
    if len(words) == len(_SEVERITIES) and not known.keys() & set(words):
        known |= dict(zip(words, _SEVERITIES, strict=True))
    return known
