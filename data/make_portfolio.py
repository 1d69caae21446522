"""Make `data/portfolio`, the fictional portfolio, from the tables in `portfolio_story`.

Every run writes the same bytes, through archnb's own journal. The company is in `portfolio_story`, what its
reviewers write in `portfolio_words` and portfolio-phrases.toml.

Usage: ``python data/make_portfolio.py [FOLDER]``
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import portfolio_story as story
from portfolio_story import Project
from portfolio_words import answer, draw, friday, pick, slipped

from archnb import Checklist
from archnb.answers import parse_patch
from archnb.checklist import Item
from archnb.journal import Journal, create_journal
from archnb.store import ChecklistRef, ReviewFolder, ReviewInfo

HERE = Path(__file__).parent

_WORDS = {"y": "yes", "p": "partial", "n": "no"}


class Entry(NamedTuple):
    """What one reviewer says at one moment: about an item, or a milestone's name."""

    at: datetime
    reviewer: str
    item: str = ""
    fields: Mapping[str, Any] = {}
    milestone: str = ""


class Clock:
    """A clock that shows what it was set to."""

    now = datetime.min.replace(tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the moment."""
        return self.now


# --- What is answered ------------------------------------------------------------------------------------------


def is_not_applicable(project: Project, item: str) -> bool:
    """Whether a trait, the framework or the kind of item makes it N/A."""
    traits = (*project.traits, project.framework)
    only_for = story.ONLY_FOR.get(item)
    if only_for is not None:
        return only_for not in (*traits, project.name)
    return any(item in story.NOT_APPLICABLE.get(trait, ()) for trait in traits)


def status(project: Project, item: str, quarter: int) -> str:
    """Return the status that the item of `project` deserves in that quarter."""
    if is_not_applicable(project, item):
        return "na"
    if (event := story.EVENTS.get((project.name, item))) is not None:
        return _WORDS[event[quarter]]
    section = item.split(".")[0]
    team = story.TEAMS[project.team]
    moved = team.levels[quarter] - team.levels[0]
    speed = 1.5 if section in team.focus else 0.6 if team.focus else 1.0
    chance = sum(draw(project.name, item, part) for part in range(3)) - 1.5
    merit = team.levels[0] + speed * moved + 1.2 * chance
    merit += story.EASE.get(item, 0.0) + story.LEANING[project.framework].get(section, 0.0)
    return "yes" if merit > 0.1 else "no" if merit < -0.35 else "partial"


def begins(project: Project, item: str) -> int:
    """Return the quarter in which the item was first answered; 4 for never."""
    if draw(project.name, item, "skipped") < story.SKIPPED.get(project.name, 0.0):
        return len(story.QUARTERS)
    sections = story.BEGINS.get(project.name, {"*": 0})
    return sections.get(item.split(".")[0], sections["*"])


def vote(said: str, *names: object) -> str:
    """Return what a second reviewer says where the first says `said`."""
    item = str(names[1])
    if draw(*names, "vote") < (0.5 if item in story.AMBIGUOUS else 0.92):
        return said
    other = {"yes": ("partial",), "partial": ("yes", "no"), "no": ("partial",), "na": ("yes",)}
    return pick(other[said], *names, "other")


# --- When ------------------------------------------------------------------------------------------------------


def workday(day: date) -> date:
    """Return `day` or the Monday after it."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def round_day(project: Project, quarter: int) -> date:
    """Return the day of the project's review in that quarter."""
    return workday(story.ROUNDS[quarter] + timedelta(days=2 * (story.PROJECTS.index(project) % 13)))


def sitting(day: date, reviewer: str, *names: object) -> Iterator[datetime]:
    """Yield the moments at which a reviewer answers one item after the other, from the morning on."""
    now = datetime.combine(day, time(7, 30), UTC) + timedelta(minutes=int(90 * draw(day, reviewer, *names)))
    turn = 0
    while True:
        turn += 1
        now += timedelta(microseconds=int(1e6 * (20 + 130 * draw(day, reviewer, *names, turn))))
        yield now


# --- One project's log -----------------------------------------------------------------------------------------


def changes(project: Project, items: Sequence[Item], quarter: int) -> Iterator[tuple[Item, str, str | None]]:
    """Yield each item that is answered anew in that quarter, with its status and the one before."""
    for item in items:
        first = begins(project, item.id)
        if first > quarter:
            continue
        now = status(project, item.id, quarter)
        before = status(project, item.id, quarter - 1) if first < quarter else None
        if now != before:
            yield item, now, before


def votes(project: Project, changed: Sequence[tuple[Item, str, str | None]], quarter: int) -> Iterator[Entry]:
    """Yield what the second reviewers say, the days before the first."""
    for days, (reviewer, sections) in enumerate(story.SECOND_VOTES.get(project.name, {}).items(), start=1):
        day = workday(round_day(project, quarter) - timedelta(days=days + 3))
        moments = sitting(day, reviewer, project.name)
        for item, said, before in changed:
            if item.id.split(".")[0] in sections:
                voted = vote(said, project.name, item.id, reviewer, quarter)
                fields = answer(project, item, voted, reviewer, day, before=before, turn=quarter + days, shared=True)
                yield Entry(next(moments), reviewer, item.id, fields)


def rounds(project: Project, items: Sequence[Item], quarter: int) -> Iterator[Entry]:
    """Yield all entries of a quarter: votes, improvements told early, the review itself, and its milestone."""
    changed = list(changes(project, items, quarter))
    yield from votes(project, changed, quarter)
    day = round_day(project, quarter)
    shared = {section for sections in story.SECOND_VOTES.get(project.name, {}).values() for section in sections}
    days = (day, workday(day + timedelta(days=1)), workday(day - timedelta(days=21)))
    moments = [sitting(each, project.reviewer, project.name) for each in days]
    for item, said, before in changed:
        is_shared = item.id.split(".")[0] in shared
        early = before is not None and said == "yes" and not is_shared and draw(project.name, item.id, "early") < 0.5
        which = 2 if early else int(items.index(item) >= len(items) // 2)
        fields = answer(
            project,
            item,
            said,
            project.reviewer,
            days[which],
            before=before,
            turn=quarter,
            shared=is_shared,
        )
        yield Entry(next(moments[which]), project.reviewer, item.id, fields)
    if any(begins(project, item.id) <= quarter for item in items):
        closed = datetime.combine(workday(day + timedelta(days=9)), time(14, 5), UTC)
        yield Entry(closed, project.reviewer, milestone=story.QUARTERS[quarter])


def slips(project: Project, entries: Sequence[Entry]) -> Iterator[Entry]:
    """Yield new due dates for some findings that were due before the next review and are still open there."""
    newest = {entry.item: entry for entry in entries if entry.item}
    for item, entry in newest.items():
        due = entry.fields["due"]
        later = [round_day(project, quarter) for quarter in range(len(story.QUARTERS))]
        after = [day for day in later if due and day > date.fromisoformat(due)]
        if after and draw(project.name, item, "slips") < 0.4:
            at = datetime.combine(after[0], time(15), UTC) + timedelta(
                seconds=int(7000 * draw(project.name, item, "at"))
            )
            fields = {
                "note": f"{entry.fields['note']} {slipped(project, item, after[0])}",
                "due": friday(after[0] + timedelta(days=35)).isoformat(),
            }
            yield Entry(at, project.reviewer, item, fields)


def history(project: Project, checklist: Checklist) -> list[Entry]:
    """Return everything that is said of a project, oldest first."""
    items = list(checklist.items.values())
    entries = [entry for quarter in range(len(story.QUARTERS)) for entry in rounds(project, items, quarter)]
    entries += list(slips(project, entries))
    if (day := story.GO_LIVE.get(project.name)) is not None:
        entries.append(Entry(datetime.combine(day, time(6, 30), UTC), project.reviewer, milestone="go-live"))
    return sorted(entries, key=lambda entry: entry.at)


def write(project: Project, folder: Path, checklist: Checklist) -> None:
    """Write the project's review into `folder`, through the journal and with the entries' own clock."""
    info = ReviewInfo(
        project=project.name,
        checklist=ChecklistRef(id=checklist.id, version=checklist.version),
        tags={name: getattr(project, name) for name in ("team", "tier", "framework", "domain")},
        repository=f"https://git.example.com/fictional/tarnwick/{project.name}",
    )
    create_journal(folder, info, checklist)
    clock = Clock()
    entries = history(project, checklist)
    journals = {
        name: Journal(ReviewFolder(folder), checklist, reviewer=name, clock=clock)
        for name in sorted({entry.reviewer for entry in entries})
    }
    for entry in entries:
        clock.now = entry.at
        journal = journals[entry.reviewer]
        if entry.milestone:
            journal.mark(entry.milestone)
        else:
            journal.record(entry.item, parse_patch(entry.fields))
    for lock in folder.glob(".*.lock"):
        lock.unlink()


def main(target: Path) -> None:
    """Replace the portfolio at `target`; refuse a folder that holds anything else."""
    names = {project.name for project in story.PROJECTS}
    if target.exists():
        foreign = sorted(entry.name for entry in target.iterdir() if entry.name not in names | {".archnb-cache"})
        if foreign:
            sys.exit(f"{target}: holds '{foreign[0]}', which is not of the portfolio. Choose an empty folder.")
        shutil.rmtree(target)
    checklist = Checklist.load("python-backend")
    for project in story.PROJECTS:
        write(project, target / project.name, checklist)
    print(f"{target}: {len(names)} reviews")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "portfolio")
