"""What the reviewers of the fictional portfolio write: notes, evidence, owners and due dates.

Chance is drawn from the seed and the name of what is decided, never from a sequence, so that a change of one
project leaves the others as they are.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import portfolio_story as story
from portfolio_story import Project

from archnb.checklist import Item

PHRASES: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("portfolio-phrases.toml").read_text("utf-8")
)

_RANK = {"no": 0, "partial": 1, "yes": 2}
_ABSENT = ("No ", "There is no", "Neither ", "Nobody ")
_DUE_DAYS = {"critical": 21, "high": 45, "medium": 90, "low": 120}
_FRAMEWORKS = {"fastapi": "FastAPI", "django": "Django", "flask": "Flask"}
_SETTINGS = {"fastapi": "settings.py", "django": "settings/production.py", "flask": "config.py"}
_MONTHS = "January February March April May June July August September October November December".split()


def draw(*names: object) -> float:
    """Return a number in [0, 1) that depends on the seed and `names` alone."""
    return random.Random("/".join([story.SEED, *map(str, names)])).random()


def pick(choices: Sequence[str], *names: object) -> str:
    """Return one of `choices`, drawn by `names`."""
    return choices[int(draw(*names) * len(choices))]


def month(moment: date, days_ago: float) -> str:
    """Return the month that lies so many days before `moment`, in words."""
    then = moment - timedelta(days=int(days_ago))
    return f"{_MONTHS[then.month - 1]} {then.year}"


def words(project: Project, item: str, reviewer: str, when: date) -> dict[str, object]:
    """Return what the braces in a phrase stand for."""
    chance = {name: draw(project.name, item, reviewer, when, name) for name in ("n", "k", "low", "mid", "line", "ago")}
    team = story.TEAMS[project.team]
    package = project.name.split("-")[0]
    return {
        **project._asdict(),
        "project": project.name,
        "framework": _FRAMEWORKS[project.framework],
        "pkg": package,
        "settings": f"{package}/{_SETTINGS[project.framework]}",
        "routes": "views" if project.framework == "django" else "routes",
        "schemas": "serializers" if project.framework == "django" else "schemas",
        "mate": pick(team.people, project.name, item, "mate").split(".")[0].title(),
        "ticket": f"{team.key}-{100 + int(900 * draw(project.name, item, 'ticket'))}",
        "n": 2 + int(8 * chance["n"]),
        "k": 110 + 10 * int(87 * chance["k"]),
        "low": 18 + int(30 * chance["low"]),
        "mid": 52 + int(28 * chance["mid"]),
        "line": 8 + int(230 * chance["line"]),
        "past": month(when, 45 + 90 * chance["ago"]),
        "long_ago": month(when, 430 + 200 * chance["ago"]),
    }


def phrase(project: Project, item: str, kind: str, turn: int) -> str:
    """Return the phrase whose turn it is, so that projects share one as seldom as may be; empty if there is none."""
    bank = PHRASES[item].get(kind, [])
    start = story.PROJECTS.index(project) + int(7 * draw(item, kind))
    return bank[(start + turn) % len(bank)] if bank else ""


def note(project: Project, item: str, said: str, before: str | None, turn: int, *, explained: bool) -> str:
    """Return the note's phrase; findings and `explained` answers always have one, others now and then."""
    if said in ("yes", "na"):
        share = 1.0 if explained else 0.4 if before or said == "na" else 0.08
        return phrase(project, item, said, turn) if draw(project.name, item, said, turn, "note") < share else ""
    if before is not None and _RANK.get(said, 2) < _RANK.get(before, 0):
        fell = phrase(project, item, "worse" if said == "no" else "slid", turn)
        return fell or phrase(project, item, said, turn)
    return phrase(project, item, said, turn)


def friday(day: date) -> date:
    """Return `day` or the next Friday."""
    return day + timedelta(days=(4 - day.weekday()) % 7)


def answer(
    project: Project, item: Item, said: str, reviewer: str, when: date, *, before: str | None, turn: int, shared: bool
) -> dict[str, Any]:
    """Return all fields of one answer; a `shared` item's two voters always say what they saw."""
    meant = words(project, item.id, reviewer, when)
    fields: dict[str, Any] = {"status": said, "evidence": [], "owner": "", "due": None}
    fields["note"] = note(project, item.id, said, before, turn, explained=shared and said == "na").format(**meant)
    key = (project.name, item.id, reviewer, when)
    finding = said in ("no", "partial")
    # What is not there cannot be cited.
    share = 0.65 if finding and not fields["note"].startswith(_ABSENT) else 0.3 if said == "yes" else 0.0
    if (shared and said != "na") or draw(*key, "evidence") < share:
        fields["evidence"] = [phrase(project, item.id, "at", turn).format(**meant)]
    if finding and draw(*key, "owner") < (0.35 if item.severity == "low" else 0.8):
        fields["owner"] = pick(story.TEAMS[project.team].people, *key, "who")
        days = _DUE_DAYS[item.severity] * (0.7 + 0.6 * draw(*key, "due"))
        fields["due"] = friday(when + timedelta(days=int(days))).isoformat()
    return fields


def slipped(project: Project, item: str, when: date) -> str:
    """Return the sentence with which a finding's date was moved on the day `when`."""
    said = pick(PHRASES["slipped"]["no"], project.name, item, "slipped")
    return said.format(**words(project, item, project.reviewer, when))
