"""What a director reads in a minute: a portfolio in numbers and in sentences."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from archnb import metrics
from archnb.charts import tables
from archnb.charts.dumbbell import points
from archnb.report.findings import unowned
from archnb.report.given import Given, Moment
from archnb.report.history import previous
from archnb.report.markup import cell, counted, flag, share, span
from archnb.report.page import tiles

__all__ = ["change_words", "key_numbers", "portfolio_words", "project_words", "words_html"]

#: Below, a project's score says little about it.
_TRUSTED = 0.8
_MOST_NAMES = 4


def key_numbers(given: Given) -> str:
    """Return the few numbers that stand above everything else."""
    answers, findings = given.answers, given.findings
    whole = metrics.summary(answers, weights="item").iloc[0]
    projects, gate = int(whole["n_projects"]), metrics.gate(answers)
    blocked = int((~gate["passed"]).sum())
    # A score always stands beside its coverage.
    bounds = f"{span(whole['low'], whole['high'])} with the missing answers" * bool(whole["unanswered"])
    asked = f"of {counted(len(answers), 'question')}"
    overdue = int(findings["overdue"].sum())
    blockers = int(gate["blocking"].map(len).sum())
    return tiles(
        [
            *[("Projects", f"{projects:,}", "")] * (projects > 1),
            ("Answered", share(whole["coverage"]), asked),
            ("Score", share(whole["score"]), bounds),
            ("Blocked", f"{blocked:,}", f"of {projects:,}")
            if projects > 1
            else ("Critical at no", f"{blockers:,}", ""),
            ("Findings", f"{len(findings):,}", f"{overdue:,} overdue"),
        ]
    )


def portfolio_words(given: Given) -> Iterator[tuple[str, str]]:
    """Yield what there is to say, most important first: a catchword, and sentences as HTML."""
    yield "Blockers", _blockers(given)
    if before := previous(given):
        yield f"Since {before.name}", change_words(given, before)
    yield "Strong and weak", _sections(given)
    yield "Weakest practices", _weakest(given)
    yield "Where one fix helps most", _reach(given)
    yield "Left undone", _undone(given)
    yield "How far to trust this", _trust(given)


def project_words(given: Given) -> Iterator[tuple[str, str]]:
    """Yield what there is to say of one project, most important first."""
    yield "Blockers", _blockers(given)
    if before := previous(given):
        yield f"Since {before.name}", change_words(given, before)
    yield "Strong and weak", _sections(given)
    yield "Left undone", _undone(given)
    yield "How far to trust this", _trust(given)


def words_html(words: Iterator[tuple[str, str]]) -> str:
    """Return catchwords and their sentences; those with nothing to say are left out."""
    shown = "".join(f'<div><dt dir="auto">{cell(name)}</dt><dd>{said}</dd></div>' for name, said in words if said)
    return f'<dl class="words">{shown}</dl>' if shown else ""


def _blockers(given: Given) -> str:
    gate = metrics.gate(given.answers)
    blocked = gate[~gate["passed"]]
    if blocked.empty:
        return "No critical item is answered no."
    many = len(gate) > 1
    order = blocked["blocking"].map(len).sort_values(ascending=False, kind="stable")
    names = _list([f"<b>{cell(name)}</b> ({counted(count, 'item')})" for name, count in order.items()])
    items = pd.Series([item for found in blocked["blocking"] for item in found]).value_counts()
    worst = [_item(given, item) + f" ({counted(count, 'project')})" * many for item, count in items.items()]
    if not many:
        return f"{flag(counted(len(worst), 'critical item'))} answered no: {_list(worst)}."
    told = flag(f"{len(blocked):,} of {counted(len(gate), 'project')}")
    return f"{told} must not ship while a critical item is at no: {names}. The items: {_list(worst)}."


def change_words(given: Given, before: Moment) -> str:
    """Say what became better and worse since an earlier moment."""
    now = given.answers
    whole = metrics.change(before.answers, now, weights="item").iloc[0]
    step = _step(whole["change"])
    ends = share(whole["before"]), share(whole["after"])
    path = f"stays at {ends[1]}" if ends[0] == ends[1] else f"went from {ends[0]} to {ends[1]}"
    told = [
        f"{int(whole['improved']):,} answers improved and {int(whole['regressed']):,} regressed; over the "
        f"{counted(int(whole['pairs']), 'answer')} valued at both dates the score {path} ({step})."
    ]
    key = "section" if given.info else "team" if "team" in given.tags else "project"
    groups = metrics.change(before.answers, now, key, weights="item")["change"].dropna()
    moved = []
    if groups.max() > 0:
        moved.append(f"<b>{cell(groups.idxmax())}</b> rose most ({_step(groups.max())})")
    if groups.min() < 0:
        moved.append(f"<b>{cell(groups.idxmin())}</b> fell most ({_step(groups.min())})")
    if moved:
        noun = {"team": "Of the teams, ", "section": "Of the sections, "}.get(key, "")
        told.append(f"{noun}{', and '.join(moved)}.")
    return " ".join(told)


def _step(step: float) -> str:
    return points(0, step).replace(" ", "\u00a0")


def _sections(given: Given) -> str:
    table = metrics.sections(given.answers, weights="item").dropna(subset="score")
    if len(table) < 2:
        return ""
    table = table.sort_values("score", kind="stable")
    ends = [f"<b>{cell(name)}</b> ({share(table['score'][name])})" for name in (table.index[-1], table.index[0])]
    return f"The strongest section is {ends[0]}, the weakest {ends[1]}."


def _weakest(given: Given) -> str:
    table = tables.weak_items(given.answers, top=3)
    if table.empty or not table["k"].iloc[0]:
        return ""
    counts = metrics.counts(given.answers, "item")
    told = []
    for item, n in table["n"].items():
        no, partial = (int(counts[status].to_dict()[item]) for status in ("no", "partial"))
        half = f" and partial in {partial:,}" * bool(partial)
        told.append(f"{_item(given, item)} (no in {no:,}{half} of {int(n):,})")
    return f"{_list(told)}."


def _reach(given: Given) -> str:
    table = metrics.reach(given.answers, weights="item").head(3)
    table = table[table["n_projects"] > 0]
    told = [f"{_item(given, item)} ({counted(int(row['n_projects']), 'project')})" for item, row in table.iterrows()]
    if not told:
        return ""
    severity = given.answers.drop_duplicates("item").set_index("item")["severity"]
    gravest = metrics.reach(given.answers, weights="severity")
    first = gravest.index[0]
    said = f"By the number of projects that it would mend: {_list(told)}."
    if first not in table.index:
        said += f" Weighed by severity: {_item(given, first)} ({severity[first]})."
    return said


def _undone(given: Given) -> str:
    rows = given.findings
    if rows.empty:
        return "There is no finding."
    late, alone = int(rows["overdue"].sum()), int(unowned(rows).sum())
    grave = int((rows["overdue"] & rows["severity"].isin(["critical", "high"])).sum())
    told = f"Of {counted(len(rows), 'finding')} {late:,} {'is' if late == 1 else 'are'} overdue"
    told += f", {grave:,} of them critical or high" * bool(grave)
    return f"{told}; {alone:,} {'has' if alone == 1 else 'have'} no owner."


def _trust(given: Given) -> str:
    whole = metrics.summary(given.answers, weights="item").iloc[0]
    if not whole["unanswered"]:
        return "Every question is answered."
    told = f"{share(whole['coverage'])} of all questions are answered"
    if whole["score"] == whole["score"]:
        told += f"; whatever the missing answers say, the score stays within {span(whole['low'], whole['high'])}"
    thin = tables.standing(given.answers)
    thin = thin[thin["coverage"] < _TRUSTED].sort_values("coverage", kind="stable")
    if given.info is None and len(thin):
        names = _list([f"<b>{cell(name)}</b> ({share(row['coverage'])})" for name, row in thin.iterrows()])
        told += f". Fewer than {share(_TRUSTED)} are answered in {names}"
    return f"{told}."


def _item(given: Given, item: object) -> str:
    return f'<span dir="auto">“{cell(given.texts.get(str(item), str(item)))}”</span>'


def _list(shown: list[str]) -> str:
    """Join HTML as a list in a sentence, and say how many more there are."""
    if len(shown) > _MOST_NAMES + 1:
        return f"{', '.join(shown[:_MOST_NAMES])} and {len(shown) - _MOST_NAMES:,} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)
