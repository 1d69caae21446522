"""Where the logs are of a review that a notebook carries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from archnb.errors import ArchnbError, StoreError
from archnb.journal import Journal, open_journal
from archnb.journal.embedded import digest
from archnb.store import ReviewFolder, find_reviews

__all__ = ["Logs", "counted", "identity"]

#: As `archnb new` and the ready notebook name it.
_REVIEWS = "reviews"
_OPENS = re.compile(r"Review\.open\(\s*[rf]?[\"']([^\"'{}\n]+)[\"']")


def identity(line: Any) -> str:
    """Return what makes a log's line that line: its content, whatever the order of keys and the spelling of numbers."""
    return digest({"line": line})


def counted(lines: Iterable[Any]) -> Counter[str]:
    """Count the lines of a log by identity: a line that stands twice is two."""
    return Counter(map(identity, lines))


class Logs:
    """Finds the journals of the reviews in the notebook at `path`.

    Parameters
    ----------
    path : Path
        The notebook. Its review is in a folder that its code opens, or in ``reviews`` beside it or beside one of the
        folders above, up to the top of the git checkout.
    notebook : NotebookNode
        Its content.
    reviews : Path, optional
        Look here only.
    """

    def __init__(self, path: Path, notebook: NotebookNode, reviews: Path | None = None) -> None:
        self._path = path
        self._notebook = notebook
        self._reviews = reviews
        self._found: dict[tuple[str, str], Journal | None] = {}

    def of(self, data: dict[str, Any]) -> Journal | None:
        """Return the journal that `data`, a review's, comes from; None if it is not here.

        Raises
        ------
        StoreError
            If two folders hold a review of that project, or the one that does cannot be read.
        """
        wanted = str(data["project"]), str(data["checklist"]["id"])
        if wanted not in self._found:
            self._found[wanted] = self._find(*wanted)
        return self._found[wanted]

    def _find(self, project: str, checklist: str) -> Journal | None:
        for place in self._places():
            folders = [path for path in find_reviews(place) if _holds(path, project, checklist)]
            if len(folders) > 1:
                raise StoreError(
                    f"'{project}' is the project of more than one review: {', '.join(map(str, folders))}",
                    path=self._path,
                    remedy="Say which with --reviews FOLDER.",
                )
            if folders:
                return open_journal(folders[0])
        if self._reviews is not None:
            raise StoreError(f"there is no review of '{project}' here", path=self._reviews, remedy="Check --reviews.")
        return None

    def _places(self) -> Iterator[Path]:
        if self._reviews is not None:
            yield self._reviews
            return
        beside = self._path.absolute().parent
        for cell in self._notebook.cells:
            yield from (beside / said for said in _OPENS.findall(cell.source) if "\0" not in said)
        for folder in (beside, *beside.parents):
            yield folder / _REVIEWS
            if (folder / ".git").exists():
                return


def _holds(folder: Path, project: str, checklist: str) -> bool:
    try:
        info = ReviewFolder(folder).info
    except ArchnbError:
        return False
    return info.project == project and info.checklist.id == checklist
