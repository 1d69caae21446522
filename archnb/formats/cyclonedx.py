"""Standards in CycloneDX JSON (https://cyclonedx.org), as ASVS, SAMM, BSIMM, SSDF, MASVS and SCVS are published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from archnb.formats.document import Document
from archnb.formats.draft import Draft, under, without_empty
from archnb.formats.fields import Fields

__all__ = ["matches", "read"]

_PLACES = ("declarations", "definitions")
_SEVERITIES = ("high", "medium", "low")  # of what the first level asks for, the second, and the others
_DEEPEST = 8


def matches(data: Any) -> bool:
    """Return whether decoded JSON is a CycloneDX document that states standards."""
    if not isinstance(data, dict) or data.get("bomFormat") != "CycloneDX":
        return False
    holders = [data.get(place) for place in _PLACES]
    return any(isinstance(holder, dict) and isinstance(holder.get("standards"), list) for holder in holders)


def read(data: Any, path: Path) -> Document:
    """Return requirements that no other stands under as items, and those above them as sections.

    The lowest level that asks for a requirement says its severity: the first is high, the second medium.
    """
    source = Fields(data, path)
    standards = [each for place in _PLACES for each in source.kept().node(place).nodes("standards")]
    first = standards[0] if standards else source
    draft = Draft(path, title=first.text("name"), version=first.text("version"), description=first.text("description"))
    headings = []
    for standard in standards:
        name = standard.kept().text("name") if len(standards) > 1 else ""
        headings.append(_add_standard(draft, standard, name=name))
    for place in _PLACES:
        source.node(place)
    rest = [
        without_empty({"name": standard.kept().text("name"), "headings": above, **standard.rest()})
        for standard, above in zip(standards, headings, strict=True)
    ]
    others = {place: left for place in _PLACES if (left := _others(source.kept().node(place)))}
    return draft.document({**source.rest(), **others, "standards": rest})


def _others(holder: Fields) -> dict[str, Any]:
    holder.nodes("standards")
    return holder.rest()


def _add_standard(draft: Draft, standard: Fields, *, name: str) -> list[dict[str, Any]]:
    """Add what a standard asks; return what stands above it."""
    requirements = {each.kept().text("bom-ref"): each for each in standard.kept().nodes("requirements")}
    above = {ref: each.kept().text("parent") for ref, each in requirements.items()}
    levels = _levels(standard)
    parents = set(above.values())
    for each in standard.nodes("requirements"):
        ref = each.text("bom-ref")
        if ref in parents:
            continue
        chain = _chain(above.get(ref, ""), above, requirements)
        title, said = each.text("title"), each.text("text")
        asked = levels.get(ref, [])
        severity = _SEVERITIES[min(asked[0][0], 2)] if asked else "medium"
        draft.add(
            draft.within(under(name, *chain)),
            each,
            id=each.text("identifier") or ref,
            text=title or said,
            severity=severity,
            notes=[] if asked else ["no level: severity medium assumed"],
            why="\n".join([*([said] if title else []), *each.texts("descriptions")]),
            references=[
                found
                for link in each.kept().nodes("externalReferences")
                for found in link.links("url", link.text("comment") or link.text("type"))
            ],
            maps=without_empty({"opencre": list(each.texts("openCre"))}),
            extra=without_empty({"levels": [level for _, level in asked], "bom-ref": ref, **each.rest()}),
        )
    return [each.rest() for ref, each in requirements.items() if ref in parents]


def _levels(standard: Fields) -> dict[str, list[tuple[int, str]]]:
    """Return by requirement the levels that ask for it, the lowest first; the levels stay for the standard's rest."""
    found: dict[str, list[tuple[int, str]]] = {}
    for index, level in enumerate(standard.kept().nodes("levels")):
        for ref in level.texts("requirements"):
            found.setdefault(ref, []).append((index, level.text("identifier", "bom-ref")))
    return found


def _chain(ref: str, above: dict[str, str], requirements: dict[str, Fields]) -> list[str]:
    """Return the titles above a requirement, the uppermost first; a circle of parents ends."""
    titles: list[str] = []
    while ref in requirements and len(titles) < _DEEPEST:
        holder = requirements[ref].kept()
        titles.insert(0, holder.text("title") or holder.text("identifier") or ref)
        ref = above[ref]
    return titles
