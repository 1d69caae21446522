"""Plan an upgrade of a review, and carry it out."""

from __future__ import annotations

from collections.abc import Mapping

from archnb.answers import Milestone
from archnb.checklist import Checklist
from archnb.errors import ChecklistError
from archnb.journal import Journal
from archnb.journal.opening import keep_checklist
from archnb.upgrade.planning import UpgradePlan, plan

__all__ = ["carry_out", "plan_for"]


def plan_for(journal: Journal, to: Checklist, matches: Mapping[str, str] | None = None) -> UpgradePlan:
    """Return what an upgrade of the review to the checklist `to` would do.

    Raises
    ------
    ChecklistError
        As `plan` does, or if the version that the review was answered against is not here.
    """
    journal.refresh()
    before, ref = journal.checklist, journal.folder.info.checklist
    if before.version != ref.version:
        raise ChecklistError(
            f"the wording of {ref} is not here, so nobody can say what changed since",
            path=journal.folder.path,
            remedy=f"Put the file of that version into {journal.folder.path.parent / 'checklists'}; git may have it.",
        )
    known = [pair for upgrade in journal.versions.upgrades for pair in upgrade.renamed.items()]
    return plan(before, to, answers=journal.state().answers, matches=matches, known=known)


def carry_out(journal: Journal, plan: UpgradePlan) -> Milestone | None:
    """Upgrade the review as planned, and return the milestone that was set just before; None if it was done already.

    Raises
    ------
    ChecklistError
        If ids are doubtful, or another checklist has the new one's id and version.
    AnswerError
        If somebody else upgraded the review meanwhile.
    StoreError
        If it could not be written.
    """
    if plan.is_done:
        return None
    if plan.doubtful:
        some = ", ".join(f"'{id_}'" for id_ in plan.doubtful[:3]) + ", …" * (len(plan.doubtful) > 3)
        raise ChecklistError(
            f"{len(plan.doubtful)} of the ids stand for the text of another item now: {some}",
            remedy="Ids that are counted anew cannot be followed: give items ids that stay, "
            "or confirm each that is right as its own match, such as a.1=a.1.",
        )
    for checklist in (plan.before, plan.after):
        keep_checklist(checklist, journal.folder.path, built_in=checklist is plan.before)
    if journal.complete_upgrade(plan.after):
        return None
    return journal.upgrade(plan.after, renamed=plan.renamed, check_again=plan.check_again)
