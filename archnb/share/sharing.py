"""Make a document of an executed notebook: up to date, complete, inert, and without what is not shared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from archnb.errors import StoreError
from archnb.journal import MIME
from archnb.share.cleaning import clean, left_over, strip_widgets
from archnb.share.document import as_compact_bytes, outputs, read_document, reviews_in, write_file
from archnb.share.hiding import Cover, check_redactions
from archnb.share.names import Key
from archnb.share.page import to_markdown, to_page
from archnb.share.printing import find_browser, to_pdf
from archnb.share.rendering import refuse_tampered, rendered, short_text, statement
from archnb.share.running import run
from archnb.share.stamping import checked, is_partial, update

__all__ = ["FORMATS", "Shared", "share"]

FORMATS = (".ipynb", ".html", ".md", ".pdf")

_STATEMENT = "archnb-shared"
#: pandas indents a table's tags, and styles them for Jupyter; no viewer needs either.
_TABLE_BLANKS = re.compile(r"^ +(?=<)|<style scoped>.*?</style>\n?", re.MULTILINE | re.DOTALL)


class Shared(NamedTuple):
    """What was shared.

    Attributes
    ----------
    path : Path
        The document.
    projects : list of str
        As it names them.
    told : list of str
        What was removed, and what could not be done.
    """

    path: Path
    projects: list[str]
    told: list[str]


def share(
    path: Path,
    out: Path,
    *,
    redact: Iterable[str] = (),
    key: Path | None = None,
    execute: bool = False,
    reviews: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Shared:
    """Make the document `out` from the notebook `path`, which stays as it is.

    Parameters
    ----------
    path, out : Path
        The notebook; and the document, whose ending says its format: .ipynb, .html, .md or .pdf.
    redact : iterable of str
        What to leave out: notes, reviewers, evidence, owners.
    key : Path, optional
        Replace the names of projects and people, and keep in this file who is who.
    execute : bool
        Run the notebook first.
    reviews : Path, optional
        Where the logs are, if not beside the notebook.
    progress : callable, optional
        Is told how many cells have run, and of how many.

    Raises
    ------
    ArchnbError
        If the notebook cannot be read or run, shows no review, or the document cannot be made. Then none is.
    """
    cover_for = check_redactions(redact)
    _refuse_places(path, out, key)
    notebook = read_document(path)
    if execute:
        run(notebook, path, progress=progress)
    told = _made_current(notebook, path, reviews, executed=execute)
    if removed := strip_widgets(notebook):
        told.append(f"{removed} widget{'s' * (removed != 1)} removed: without a kernel there is nothing to show")
    _remove_statement(notebook)
    if cover_for or key:
        cover = Cover(_data(notebook, path), cover_for, Key(key) if key else None)
        told += _cover(notebook, cover, path)
        if cover.search.finds_name(out.name):
            told.append(f"the document's own name, {out.name}, says what is hidden in it: rename it before you send it")
    projects = _render(notebook, path)
    write_file(out, _written(notebook, out.suffix.lower(), ", ".join(projects)))
    return Shared(out, projects, told)


def _refuse_places(path: Path, out: Path, key: Path | None) -> None:
    if out.suffix.lower() not in FORMATS:
        raise StoreError("the document's ending names no format", path=out, remedy=f"Use one of {', '.join(FORMATS)}.")
    if out.suffix.lower() == ".pdf":
        find_browser()
    places = [place.resolve() for place in (path, out, key) if place is not None]
    if len(set(places)) < len(places):
        remedy = "Name another file; to bring the notebook itself up to date use `archnb stamp`."
        raise StoreError("this would overwrite what it is made from, or the key", path=out, remedy=remedy)
    if not out.absolute().parent.is_dir():
        raise StoreError("there is no such folder", path=out.parent, remedy="Make it first, or name another.")


def _made_current(notebook: NotebookNode, path: Path, reviews: Path | None, *, executed: bool) -> list[str]:
    """Bring the copies up to date and say what was not; refuse a notebook that shows no review."""
    if not reviews_in(notebook):
        remedy = "Run the cell that shows the review's form or snapshot and save it, or use --execute."
        raise StoreError("this notebook shows no review", path=path, remedy=remedy)
    done = update(notebook, path, reviews=reviews)
    told = [f"the logs of '{project}' are not here: shared as the notebook has it" for project in done.absent]
    if not executed:
        rest = "what other cells show is as it was run (--execute runs it anew)"
        told += [f"the copy of '{project}' was out of date and is not any more; {rest}" for project in done.stale]
    for output in reviews_in(notebook):
        data = checked(output.data[MIME], path)
        if is_partial(data) or data["project"] in done.absent:
            refuse_tampered(data, path)
    return told


def _data(notebook: NotebookNode, path: Path) -> list[dict[str, object]]:
    return [checked(output.data[MIME], path) for output in reviews_in(notebook)]


def _cover(notebook: NotebookNode, cover: Cover, path: Path) -> list[str]:
    for output in reviews_in(notebook):
        output.data = NotebookNode({MIME: cover.data(checked(output.data[MIME], path))})
        output.metadata = NotebookNode()
    told = cover.told + clean(notebook, cover)
    if places := list(left_over(notebook, cover)):
        raise StoreError(
            "something that shall be hidden is still there, so nothing was written",
            path=path,
            place="; ".join(places[:5]),
            remedy="Change it there, and share again.",
        )
    return told


def _render(notebook: NotebookNode, path: Path) -> list[str]:
    """Render every review from its data, and say at the top what is shared; return the projects."""
    said: dict[str, str] = {}
    for output in reviews_in(notebook):
        state, bundle = rendered(output.data[MIME], path)
        output.data = NotebookNode(bundle)
        output.metadata = NotebookNode()
        said[statement(state, bundle[MIME])] = state.info.project
    cell = new_markdown_cell("\n\n".join(said), id=_STATEMENT)
    if (notebook.nbformat, notebook.nbformat_minor) < (4, 5):
        del cell["id"]
    cell.metadata["archnb"] = {"shared": True}
    notebook.cells.insert(0, cell)
    return list(dict.fromkeys(said.values()))


def _remove_statement(notebook: NotebookNode) -> None:
    """Take away what an earlier sharing said."""
    notebook.cells = [cell for cell in notebook.cells if not cell.metadata.get("archnb", {}).get("shared")]


def _slimmed(notebook: NotebookNode) -> NotebookNode:
    """Say in text what each review's HTML says with all details, and leave out the blanks and styles of tables."""
    for output in reviews_in(notebook):
        state, _ = rendered(output.data[MIME], Path())
        output.data["text/plain"] = short_text(state)
    for output in outputs(notebook):
        data = output.get("data", {})
        if MIME not in data and '<table border="1" class="dataframe">' in data.get("text/html", ""):
            data["text/html"] = _TABLE_BLANKS.sub("", data["text/html"])
    return notebook


def _written(notebook: NotebookNode, suffix: str, title: str) -> bytes:
    match suffix:
        case ".ipynb":
            return as_compact_bytes(_slimmed(notebook))
        case ".html":
            return to_page(notebook, title=title).encode("utf-8", "replace")
        case ".md":
            return to_markdown(notebook).encode("utf-8", "replace")
        case _:
            return to_pdf(to_page(notebook, title=title, data=False))
