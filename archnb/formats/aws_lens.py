"""Custom lenses of the AWS Well-Architected Tool: pillars of questions, whose choices are the practices to check.

The format: https://docs.aws.amazon.com/wellarchitected/latest/userguide/lenses-format-specification.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from archnb.formats.document import Document
from archnb.formats.draft import Draft, without_empty
from archnb.formats.fields import Fields

__all__ = ["matches", "read"]

# From the worst to none, with the severity of a question whose worst answer has that risk.
_RISKS = {"HIGH_RISK": ("High risk", "high"), "MEDIUM_RISK": ("Medium risk", "medium"), "NO_RISK": ("No risk", "low")}
_NONE = ("none", "none of these", "none of the above", "none of above")
_WITHOUT = "choose this if your workload does not follow"  # how AWS explains that choice
_TOKENS = re.compile(r"&&|\|\||!|[()]|[^\s&|!()]+")
_OPERATORS = {"&&": "and", "||": "or", "!": "not"}


def matches(data: Any) -> bool:
    """Return whether decoded JSON is a custom lens."""
    return isinstance(data, dict) and isinstance(data.get("pillars"), list)


def read(data: Any, path: Path) -> Document:
    """Return a lens's pillars as sections and its questions as items.

    A question's choices become its checks; its severity is the worst risk that its rules know.
    """
    lens = Fields(data, path)
    draft = Draft(path, title=lens.text("name"), version=lens.text("_version"), description=lens.text("description"))
    for pillar in lens.nodes("pillars"):
        title, id_, questions = pillar.text("name"), pillar.text("id"), pillar.nodes("questions")
        section = draft.section(title, id=id_, extra=pillar.rest())
        for question in questions:
            _add(draft, section, question)
    return draft.document(lens.rest())


def _add(draft: Draft, section: dict[str, Any], question: Fields) -> None:
    title, said = question.text("title"), question.text("description")
    choices = _Choices(question.nodes("choices"))
    rules = [(rule.text("risk"), rule.text("condition"), rule.rest()) for rule in question.nodes("riskRules")]
    resource = question.node("helpfulResource")
    why = (said if said != title else "", resource.text("displayText"))
    references = [*resource.links("url", title), *question.links("url", title), *choices.references]
    raw = [{"risk": risk, "condition": condition, **rest} for risk, condition, rest in rules]
    draft.add(
        section,
        question,
        id=question.text("id"),
        text=title,
        **_rated(rules, choices.names),
        why="\n\n".join(part for part in why if part),
        verify=choices.checks,
        improve="\n".join(choices.improvements),
        references=references,
        extra=without_empty(
            {"choices": choices.rest, "riskRules": raw, "helpfulResource": resource.rest(), **question.rest()}
        ),
    )


class _Choices:
    """A question's choices as numbered checks; `names` says by which number the rules' words call each."""

    def __init__(self, choices: Iterable[Fields]) -> None:
        self.names: dict[str, str] = {}
        self.checks: list[str] = []
        self.improvements: list[str] = []
        self.references: list[dict[str, str]] = []
        self.rest: list[dict[str, Any]] = []
        for choice in choices:
            self._take(choice)

    def _take(self, choice: Fields) -> None:
        id_, title = choice.text("id"), choice.text("title")
        helpful, plan = choice.node("helpfulResource"), choice.node("improvementPlan")
        helped = helpful.text("displayText")
        if title.strip(" .").casefold() in ("", *_NONE) or helped.casefold().startswith(_WITHOUT):
            # It is no practice to check, yet a rule may name it.
            self.names[id_] = "none"
            rest = {"helpfulResource": without_empty({"displayText": helped, **helpful.rest()}), **choice.rest()}
            self.rest.append(without_empty({"id": id_, "title": title, "improvementPlan": plan.rest(), **rest}))
            return
        self.names[id_] = name = str(len(self.checks) + 1)
        told = (title.rstrip(".:"), choice.text("description"), helped)
        self.checks.append(f"{name}. {': '.join(part for part in told if part)}")
        if advice := plan.text("displayText"):
            self.improvements.append(f"{name}. {advice}")
        self.references += [*helpful.links("url", title), *plan.links("url", title)]
        rest = {"helpfulResource": helpful.rest(), "improvementPlan": plan.rest(), **choice.rest()}
        self.rest.append(without_empty({"id": id_, **rest}))


def _rated(rules: list[tuple[str, str, dict[str, Any]]], names: dict[str, str]) -> dict[str, Any]:
    """Return the severity, which choices mean yes, partial or no, and notes."""
    known = [(risk, condition) for risk, condition, _ in rules if risk in _RISKS]
    if not known:
        return {"severity": "medium", "notes": ["no risk rule says what failing costs: severity medium assumed"]}
    conditions = [condition for _, condition in known]
    notes = [] if "default" in conditions else ["no default risk rule: severity is the worst risk of the other rules"]
    worst = min((risk for risk, _ in known), key=list(_RISKS).index)
    answers = {"MEDIUM_RISK": "partial", worst: "no", "NO_RISK": "yes"}
    if conditions == ["default"]:
        return {"severity": _RISKS[worst][1], answers[worst]: f"{_RISKS[worst][0]} in any case."}
    said = {answers[risk]: "" for risk, _ in known}
    for risk, condition in known:
        said[answers[risk]] += f"{_RISKS[risk][0]} {_worded(condition, names)}. "
    return {"severity": _RISKS[worst][1], "notes": notes, **{answer: words.strip() for answer, words in said.items()}}


def _worded(condition: str, names: dict[str, str]) -> str:
    """Return ``(!PERF1_1) || (!PERF1_2)`` as "if not 1 or not 2"."""
    if condition == "default":
        return "otherwise"
    words = " ".join(_OPERATORS.get(token) or names.get(token, token) for token in _TOKENS.findall(condition))
    return "if " + re.sub(r"\( ((?:not )?[^() ]+) \)", r"\1", words).replace("( ", "(").replace(" )", ")")
