"""The form as an anywidget, and the snapshot that follows it in the same cell."""

from __future__ import annotations

import sys
import uuid
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets
from IPython.display import publish_display_data

from archnb.form.asset import form_css, form_esm
from archnb.form.session import FormSession
from archnb.journal import MIME, Journal
from archnb.snapshot import Snapshot

__all__ = ["ReviewForm"]

VIEW = "application/vnd.jupyter.widget-view+json"


class ReviewForm(anywidget.AnyWidget):
    """The interactive form of one review; show it as a cell's last line.

    The notebook's copy of the answers is an output of its own below the form (`Snapshot`). Jupyter routes updates of
    an output to the page that ran the cell, until that page is reloaded; then the page itself replaces it.
    """

    _esm = traitlets.Unicode(form_esm()).tag(sync=True)
    _css = traitlets.Unicode(form_css()).tag(sync=True)
    opening = traitlets.Dict().tag(sync=True)

    _shown: ClassVar[dict[tuple[Path, str], ReviewForm]] = {}

    @classmethod
    def of(cls, journal: Journal) -> ReviewForm:
        """Return a form for `journal`'s review; the same reviewer's earlier one in this kernel is closed."""
        place = journal.folder.path.resolve(), journal.reviewer
        earlier = cls._shown.pop(place, None)
        if earlier is not None:
            earlier.close()
        form = cls._shown[place] = cls(journal)
        return form

    def __init__(self, journal: Journal) -> None:
        self._session = FormSession(journal)
        self._display_id = f"archnb-{uuid.uuid4().hex}"
        super().__init__(opening=self._session.opening())
        self.on_msg(self._receive)

    def _ipython_display_(self) -> None:
        instead = f"The form of {self._project}: run this cell to answer. The answers so far stand below."
        self._show({VIEW: self.get_view_spec(), "text/plain": instead}, "form")
        sys.stdout.flush()  # waits for the kernel's sending thread: the page builds the form while the copy is made
        self._show(self._snapshot().bundle(), "copy")

    def _show(self, data: dict[str, Any], place: str, *, update: bool = False) -> None:
        """Publish one of the cell's two outputs, or replace it."""
        publish_display_data(data, transient={"display_id": f"{self._display_id}-{place}"}, update=update)

    @property
    def _project(self) -> str:
        return self._session.journal.folder.info.project

    def _receive(self, _: object, message: dict[str, Any], __: object) -> None:
        match message.get("type"):
            case "snapshot":
                self._publish()
            case "check":
                self._tell_digest(self._snapshot().data)
            case "copy":
                self._send_copy()
            case "finish":
                self._finish()
            case _:
                self.send(self._session.answer(message))

    def _publish(self) -> None:
        """Bring the notebook's copy up to date, and tell the pages what it must hold now.

        Called in the handler of a message, never from a timer: some front ends take an update of an output only
        while its parent is a message of the widget. A page that finds its document unchanged asks for a ``copy``.
        """
        bundle = self._snapshot().bundle()
        self._show(bundle, "copy", update=True)
        self._tell_digest(bundle[MIME])

    def _tell_digest(self, data: dict[str, Any]) -> None:
        self.send({"type": "published", "model": self.model_id, "digest": data["digest"]})

    def _finish(self) -> None:
        """Leave a document: the answers as they are, and a sentence in the place of the form."""
        self._publish()
        self._send_copy()
        left = {"text/plain": f"The form of {self._project} is closed; run this cell to answer again."}
        self._show(left, "form", update=True)
        self.send({"type": "finished", "model": self.model_id, "left": left})
        self.close()

    def _send_copy(self) -> None:
        self.send({"type": "copy", "model": self.model_id, "bundle": self._snapshot().bundle()})

    def _snapshot(self) -> Snapshot:
        journal = self._session.journal
        return Snapshot(journal.state(), journal.lines())
