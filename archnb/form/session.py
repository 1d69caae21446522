"""What the form's page and Python say to each other, without a widget or a kernel.

The page sends one message a change and gets one acknowledgement, after the answer is on the disk:

=============================  =====================================================================
from the page                  the answer
=============================  =====================================================================
``change {seq, item, patch}``  ``ack {seq, item}`` with news, or ``refused {seq, reason, retry}``
``beat {problems}``            ``pulse``, with news if there are any
``detail {item}``              ``detail {item, guidance, history}``
=============================  =====================================================================

Every message carries the ``view`` it comes from, and every answer the view that it is for. ``change`` and ``beat`` say
with ``cursor`` how far the page has come; news are the answers since then, the new cursor, score and bounds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from archnb import scoring
from archnb.answers import Answer, parse_patch
from archnb.errors import AnswerError, ArchnbError
from archnb.journal import Journal

__all__ = ["FormSession"]

_GUIDANCE = (
    "severity_reason", "why", "verify", "yes", "partial", "no", "na", "improve", "effort", "references", "related",
)  # fmt: skip
_LATEST = 5  # answers of an item's history
_NOTHING: Mapping[str, str] = MappingProxyType({})
_SHOWN = 3  # problems that the page shows; the rest are counted

Message = dict[str, Any]


class FormSession:
    """Answers the form's messages from a journal.

    Parameters
    ----------
    journal : Journal
        The review that is being filled.
    """

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self._acknowledged: dict[str, set[int]] = {}
        self._handlers: dict[str, Callable[[Message], Message]] = {
            "change": self._change,
            "beat": self._beat,
            "detail": self._detail,
        }

    def opening(self) -> dict[str, Any]:
        """Return what the page needs once: the checklist, and the answers so far."""
        journal, checklist, state = self.journal, self.journal.checklist, self.journal.state()
        place = f"{journal.folder.path.resolve()}\n{journal.reviewer}"
        return {
            "key": hashlib.sha256(place.encode("utf-8", "replace")).hexdigest()[:16],
            "project": journal.folder.info.project,
            "reviewer": journal.reviewer,
            "title": checklist.title,
            "version": checklist.version,
            "sections": [
                {
                    "id": section.id,
                    "title": section.title,
                    "items": [[item.id, item.text, item.severity] for item in section.items],
                }
                for section in checklist.sections
            ],
            **({"ballot": True} if journal.ballot else {}),
            **self._news(since=-1),
            "answers": {item: _plain(answer, state.check_again) for item, answer in state.answers.items()},
        }

    def answer(self, message: Message) -> Message:
        """Return the answer to one message of the page; an error becomes an answer, never an exception."""
        reply: Message = {"view": message.get("view")}
        try:
            handler = self._handlers[message["type"]]
            return reply | handler(message)
        except AnswerError as error:
            return reply | {"type": "refused", "seq": message.get("seq"), "reason": str(error), "retry": False}
        except ArchnbError as error:
            return reply | {"type": "refused", "seq": message.get("seq"), "reason": str(error), "retry": True}
        except Exception as error:  # Jupyter swallows what a callback raises: the page is the only place to tell
            reason = f"{type(error).__name__}: {error}"
            return reply | {"type": "refused", "seq": message.get("seq"), "reason": reason, "retry": True}

    def _change(self, message: Message) -> Message:
        """Record a change; a message that arrives a second time is acknowledged and not applied again."""
        view, seq, item, cursor = message["view"], message["seq"], message["item"], message["cursor"]
        done = self._acknowledged.setdefault(view, set())
        if seq not in done:
            self.journal.record(item, parse_patch(message["patch"]))
            done.add(seq)
        return {"type": "ack", "seq": seq, "item": item, **self._news(since=cursor)}

    def _beat(self, message: Message) -> Message:
        self.journal.refresh()
        since = message["cursor"]
        if since == self.journal.version and message["problems"] == len(self.journal.problems):
            return {"type": "pulse", "cursor": since}
        return {"type": "pulse", **self._news(since=since)}

    def _detail(self, message: Message) -> Message:
        item = self.journal.checklist[message["item"]]
        given = [answer for answer in self.journal.history() if answer.item == item.id]
        guidance = {name: getattr(item, name) for name in _GUIDANCE if getattr(item, name)}
        return {
            "type": "detail",
            "item": item.id,
            "guidance": msgspec.to_builtins(guidance),
            "history": [_plain(answer) for answer in given[-_LATEST:]],
        }

    def _news(self, since: int) -> Message:
        """Return the answers that changed after `since`, and the numbers that follow from all."""
        version, answers, state = self.journal.news(since)
        weighted = state.tally(weights="item")
        problems = self.journal.problems
        return {
            "cursor": version,
            "answers": {item: _plain(answer, state.check_again) for item, answer in answers.items()},
            "score": scoring.shown(scoring.score(weighted)),
            "bounds": [scoring.shown(bound) for bound in scoring.bounds(weighted)],
            "problems": [str(problem) for problem in problems[:_SHOWN]],
            "problemCount": len(problems),
        }


def _plain(answer: Answer | None, check_again: Mapping[str, str] = _NOTHING) -> Message | None:
    """Return an answer as the page holds it; null where a merge took the last one away.

    ``check`` says why it is to be looked at again; it is absent where it is not.
    """
    if answer is None:
        return None
    data: Message = msgspec.to_builtins(answer)
    data.pop("checklist", None)
    if reason := check_again.get(data.pop("item")):
        data["check"] = reason
    return data
