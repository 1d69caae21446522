"""A checklist as custom lenses for the AWS Well-Architected Tool.

The format: https://docs.aws.amazon.com/wellarchitected/latest/userguide/lenses-format-specification.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from archnb.authoring.converted import Converted, counted
from archnb.checklist import Checklist, Item, Section
from archnb.printable import printable, well_formed

__all__ = ["to_lenses"]

# What AWS takes: pillars in a lens, questions in a pillar, bytes, and characters.
PILLARS, QUESTIONS, BYTES, TITLE, TEXT = 10, 20, 500_000, 128, 2048
#: An id has up to 128 characters, of which a choice's own takes some.
_ID = 100

_RISKS = {"critical": "HIGH_RISK", "high": "HIGH_RISK", "medium": "MEDIUM_RISK", "low": "MEDIUM_RISK"}


def to_lenses(checklist: Checklist) -> Converted:
    """Return as many lenses as the checklist needs: sections are pillars, and items questions with three choices.

    A section of more than 20 items becomes several pillars. *Yes* is no risk, *partial* a medium one, and neither of
    them a high one for what is critical or high.
    """
    writer = _Writer()
    lenses: list[list[dict[str, Any]]] = [[]]
    size = 0
    for pillar in writer.pillars(checklist):
        length = len(json.dumps(pillar, indent=2, ensure_ascii=False).encode()) * 5 // 4  # it is indented further
        if lenses[-1] and (len(lenses[-1]) == PILLARS or size + length > BYTES - 4 * TEXT):
            lenses.append([])
            size = 0
        lenses[-1].append(pillar)
        size += length
    documents = tuple(
        writer.lens(checklist, pillars, _part(number, len(lenses))) for number, pillars in enumerate(lenses, start=1)
    )
    return Converted(documents, tuple(_left_out(checklist, writer.cut)))


def _left_out(checklist: Checklist, cut: int) -> Iterator[str]:
    yield "the difference between critical and high, and between medium and low: AWS knows two risks"
    if cut:
        yield f"the end of {counted(cut, 'text')}, longer than AWS takes: a title has {TITLE} characters, others {TEXT}"
    unsaid = ("severity_reason", "weight", "no", "na", "effort", "maps", "related", "extra")
    plain = Item(id="x", text="x")
    given = [n for n in unsaid if any(getattr(item, n) != getattr(plain, n) for item in checklist.items.values())]
    if given:
        yield f"what the items say under {', '.join(given)}"
    if any(len(item.references) > 1 for item in checklist.items.values()):
        yield "all but the first reference of each item"


def _part(number: int, of: int) -> str:
    return f" ({number} of {of})" if of > 1 else ""


class _Writer:
    """Makes a lens's parts; remembers which ids are taken, and how many texts were cut."""

    def __init__(self) -> None:
        self.cut = 0
        self._taken: set[str] = set()

    def lens(self, checklist: Checklist, pillars: list[dict[str, Any]], part: str) -> str:
        """Return a lens as JSON."""
        data = {
            "schemaVersion": "2021-11-01",
            "name": self._within(checklist.title, TITLE - len(part)) + part,
            "description": self._within(checklist.description or checklist.title, TEXT),
            "pillars": pillars,
        }
        return json.dumps(data, indent=2, ensure_ascii=False) + "\n"

    def pillars(self, checklist: Checklist) -> Iterator[dict[str, Any]]:
        """Yield a pillar, or several, for each section."""
        for section in checklist.sections:
            starts = range(0, len(section.items), QUESTIONS)
            for number, start in enumerate(starts, start=1):
                part = _part(number, len(starts))
                yield self._pillar(section, section.items[start : start + QUESTIONS], part)

    def _pillar(self, section: Section, items: tuple[Item, ...], part: str) -> dict[str, Any]:
        return {
            "id": self._id(section.id),
            "name": self._within(section.title, TITLE - len(part)) + part,
            "questions": [self._question(item) for item in items],
        }

    def _question(self, item: Item) -> dict[str, Any]:
        id_ = self._id(item.id)
        steps = "\n".join(f"{number}. {step}" for number, step in enumerate(item.verify, start=1))
        long = item.text if len(item.text) > TITLE else ""
        said = "\n\n".join(part for part in (long, item.why, steps) if part)
        risk = _RISKS[item.severity]
        return {
            "id": id_,
            "title": self._within(item.text, TITLE),
            **({"description": self._within(said, TEXT)} if said else {}),
            "choices": [
                self._choice(f"{id_}_yes", "Yes", item.yes or f"It holds: {item.text}", item),
                self._choice(f"{id_}_partial", "Partial", item.partial or f"It holds in part: {item.text}", item),
                {
                    "id": f"{id_}_no",  # by this ending AWS knows the choice that excludes the others
                    "title": "None of these",
                    "helpfulResource": {"displayText": "Choose this if it does not hold."},
                },
            ],
            "riskRules": [
                {"condition": f"{id_}_yes", "risk": "NO_RISK"},
                {"condition": f"{id_}_partial", "risk": "MEDIUM_RISK"},
                {"condition": "default", "risk": risk},
            ],
        }

    def _choice(self, id_: str, title: str, said: str, item: Item) -> dict[str, Any]:
        url = {"url": item.references[0].url} if item.references else {}
        advice = item.improve or f"See to it that it holds: {item.text}"
        return {
            "id": id_,
            "title": title,
            "helpfulResource": {"displayText": self._within(said, TEXT), **url},
            "improvementPlan": {"displayText": self._within(advice, TEXT), **url},
        }

    def _id(self, id_: str) -> str:
        """Return letters, digits and underscores, three at least, as no other part of the lenses has them."""
        plain = re.sub(r"[^A-Za-z0-9_]", "_", id_)[:_ID].ljust(3, "_")
        unique, number = plain, 1
        while unique.casefold() in self._taken:
            number += 1
            unique = f"{plain}_{number}"
        self._taken.add(unique.casefold())
        return unique

    def _within(self, text: str, most: int) -> str:
        shown = printable(well_formed(text)).strip() or "–"
        if len(shown) <= most:
            return shown
        self.cut += 1
        return f"{shown[: most - 1].rstrip()}…"
