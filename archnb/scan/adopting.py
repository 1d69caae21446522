"""What a scan is sure of, written into a review as answers that anybody may change."""

from __future__ import annotations

from typing import NamedTuple

from archnb.answers import Answer, parse_patch
from archnb.journal import Journal
from archnb.scan.proposal import Proposal
from archnb.scan.scanning import Result

__all__ = ["Adopted", "adopt"]


class Adopted(NamedTuple):
    """What became of the proposals.

    Attributes
    ----------
    written : list of Proposal
        Those that are answers now.
    differing : list of (Proposal, Answer)
        Those of any confidence that say another status than the answer that holds, which stays.
    """

    written: list[Proposal]
    differing: list[tuple[Proposal, Answer]]


def adopt(result: Result, journal: Journal, *, version: str, commit: str = "") -> Adopted:
    """Record the high-confidence proposals for items that nobody ever answered, in the name of `journal`'s reviewer.

    Parameters
    ----------
    result : Result
        Proposals; those for items that the journal's checklist does not have are passed over.
    journal : Journal
        Open for writing.
    version, commit : str
        Archnb's version, and the commit that was scanned.

    Raises
    ------
    StoreError
        If an answer could not be written; those before it are.
    """
    written, differing = [], []
    for proposal in result.proposals:
        if proposal.status is None or proposal.item not in journal.checklist.items:
            continue
        held = journal.state().answers.get(proposal.item)
        if held is None and proposal.confidence == "high":
            patch = parse_patch(
                {"status": proposal.status, "note": proposal.reason, "evidence": list(proposal.evidence)}
            )
            if journal.record_first(proposal.item, patch, by="scan", version=version, commit=commit):
                written.append(proposal)
                continue
            held = journal.state().answers.get(proposal.item)  # somebody was quicker
        if held is not None and held.status not in ("unanswered", proposal.status):
            differing.append((proposal, held))
    return Adopted(written, differing)
