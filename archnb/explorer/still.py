"""What a dashboard leaves in the notebook for readers without a kernel: a picture and a plain table."""

from __future__ import annotations

import base64
import uuid
from typing import Any

import pandas as pd
from IPython.display import publish_display_data

from archnb.charts.wording import number
from archnb.explorer.markup import text
from archnb.explorer.picture import Picture
from archnb.explorer.weak import raw_share, weak_table
from archnb.scoring import percent

__all__ = ["Still"]

_HEAD = ("item", "weakness", "raw share, 95 % interval", "n", "projects affected", "severity", "section")


class Still:
    """Two outputs of the dashboard's cell that follow it; nothing is published before `begin`."""

    def __init__(self) -> None:
        self._id = f"archnb-{uuid.uuid4().hex}"
        self._begun = False

    def begin(self, picture: Picture, words: str, answers: pd.DataFrame) -> None:
        """Publish the outputs; again, if the cell shows its dashboard a second time."""
        self._begun = True
        self._publish(picture, words, answers, update=False)

    def follow(self, picture: Picture, words: str, answers: pd.DataFrame) -> None:
        """Replace what was published.

        Called in the handler of a message, never from a timer: some front ends take an update only then.
        """
        if self._begun:
            self._publish(picture, words, answers, update=True)

    def _publish(self, picture: Picture, words: str, answers: pd.DataFrame, *, update: bool) -> None:
        for part, data in (("picture", _bundle(picture)), ("table", _table(words, answers))):
            publish_display_data(data, transient={"display_id": f"{self._id}-{part}"}, update=update)


def _bundle(picture: Picture) -> dict[str, Any]:
    if not picture.png:
        return {"text/plain": picture.words}
    return {"image/png": base64.b64encode(picture.png).decode("ascii"), "text/plain": picture.words}


def _table(words: str, answers: pd.DataFrame) -> dict[str, Any]:
    """Write the weakest items with the tags that every notebook viewer lets through."""
    rows = [
        (str(item), percent(row["theta"]), raw_share(row), number(row["n"]), number(row["affected"]),
         str(row["severity"]), str(row["section"]))
        for item, row in weak_table(answers).iterrows()
    ]  # fmt: skip
    plain = "\n".join([words, *(" · ".join(row) for row in (_HEAD, *rows))])
    cells = "".join(f"<tr>{''.join(f'<td>{text(cell)}</td>' for cell in row)}</tr>" for row in rows)
    head = "".join(f"<td><b>{name}</b></td>" for name in _HEAD)
    html = f'<div class="archnb-x-still">{text(words)}</div>\n<table><tr>{head}</tr>{cells}</table>'
    return {"text/plain": plain, "text/html": html}
