"""A scan as SARIF 2.1.0, which code hosts show beside the code."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from archnb.checklist import Checklist, Item
from archnb.scan.proposal import Proposal, Proposed
from archnb.scan.scanning import Result

__all__ = ["to_sarif"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: What a reviewer must look at is open; what holds is no warning.
_KINDS: dict[Proposed | None, str] = {
    "yes": "pass",
    "partial": "fail",
    "no": "fail",
    "na": "notApplicable",
    None: "open",
}
_LEVELS = {"critical": "error", "high": "error", "medium": "warning", "low": "note"}


def to_sarif(result: Result, checklist: Checklist, *, version: str) -> dict[str, Any]:
    """Return a log of one run: a rule for each item with a proposal, and the proposals as results.

    Parameters
    ----------
    result : Result
        What the scan found; proposals for other checklists' items are passed over.
    checklist : Checklist
        Texts and severities of the items.
    version : str
        Archnb's.
    """
    proposals = [proposal for proposal in result.proposals if proposal.item in checklist.items]
    index = {item: number for number, item in enumerate(dict.fromkeys(p.item for p in proposals))}
    driver = {
        "name": "archnb",
        "semanticVersion": version,
        "rules": [_rule(checklist.items[item]) for item in index],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(p, checklist.items[p.item], index[p.item]) for p in proposals],
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "note", "message": {"text": str(note)}} for note in result.notes
                ],
            }
        ],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(item: Item) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": item.id, "shortDescription": {"text": item.text}}
    if item.why:
        rule["fullDescription"] = {"text": item.why}
    return rule | {"defaultConfiguration": {"level": _LEVELS[item.severity]}}


def _result(proposal: Proposal, item: Item, rule: int) -> dict[str, Any]:
    kind = _KINDS[proposal.status]
    return {
        "ruleId": proposal.item,
        "ruleIndex": rule,
        "kind": kind,
        "level": _LEVELS[item.severity] if kind == "fail" else "none",  # the standard asks for none beside a pass
        "message": {"text": proposal.reason},
        "locations": [_location(place) for place in proposal.evidence[:1]],
        "relatedLocations": [_location(place) for place in proposal.evidence[1:]],
        "properties": {"status": proposal.status, "confidence": proposal.confidence},
    }


def _location(place: str) -> dict[str, Any]:
    path, _, line = place.rpartition(":")
    if not path or not line.isdecimal():
        path, line = place, "1"
    physical = {"artifactLocation": {"uri": quote(path)}, "region": {"startLine": max(int(line), 1)}}
    return {"physicalLocation": physical}
