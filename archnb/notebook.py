"""The notebook that a review is filled in: made ready, and found again."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from archnb.errors import StoreError
from archnb.files import read_file
from archnb.printable import printable

__all__ = ["compose_notebook", "find_notebooks", "write_notebook"]

_LARGEST = 256 * 2**20
_GUIDE = """\
# {title}

1. Answer in the form below; if it is not there, run the notebook (*Run › Run All Cells*). Once you have clicked an \
item, `?` shows the keys. When the form says *saved*, the answer is on the disk, in {place}.
2. The list under the form is the notebook's own copy of the answers, so save the notebook before you share it.
3. Run the last cell again to see what was found as a table, worst first."""

_FORM = """\
import archnb

review = archnb.Review.open(f"reviews/{project}")
review.form()"""

_FINDINGS = """\
# Run this cell again after answering.
review.findings.set_index("item")[["severity", "status", "note", "owner", "due"]]"""


def compose_notebook(project: str, folder: str, *, reviewer: str = "") -> NotebookNode:
    """Return a ready notebook for the review in ``reviews/`` `folder`.

    Parameters
    ----------
    project : str
        The project's name, for the title; any text.
    folder : str
        The name of the review's folder; the notebook's parameter ``project``.
    reviewer : str
        Who answers whenever the notebook runs; empty for whoever runs it.

    Returns
    -------
    NotebookNode
        Version 4.5 and valid: a guide, the parameters, the form, the findings.
    """
    parameters, form = f"project = {_quoted(folder)}", _FORM
    if reviewer:
        parameters += f"\nreviewer = {_quoted(reviewer)}"
        form = form.replace('{project}")', '{project}", reviewer=reviewer)')
    cells = [
        new_markdown_cell(
            _GUIDE.format(title=_as_markdown(project), place=_as_markdown(f"reviews/{folder}")), id="title"
        ),
        new_code_cell(parameters, id="parameters", metadata={"tags": ["parameters"]}),
        new_code_cell(form, id="form"),
        new_code_cell(_FINDINGS, id="findings"),
    ]
    metadata = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    notebook: NotebookNode = new_notebook(cells=cells, metadata=metadata)
    nbformat.validate(notebook)
    return notebook


def write_notebook(path: Path, notebook: NotebookNode) -> bool:
    """Write `notebook` to the new file `path`; return False, and leave it alone, if there is one already.

    Raises
    ------
    StoreError
        If it cannot be written.
    """
    try:
        with open(path, "x", encoding="utf-8") as file:
            nbformat.write(notebook, file)
    except FileExistsError:
        return False
    except OSError as error:
        raise StoreError.of(error, path) from error
    return True


def find_notebooks(folder: Path) -> list[Path]:
    """Return the notebooks right in `folder` that open a review, the most recently changed first."""
    files = [path for path in folder.glob("*.ipynb") if not path.name.startswith(".") and _opens_a_review(path)]
    return sorted(files, key=lambda path: (-path.stat().st_mtime_ns, path.name))


def _opens_a_review(path: Path) -> bool:
    try:
        cells = json.loads(read_file(path, limit=_LARGEST))["cells"]
        code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return False  # not a notebook of today's format, so none that archnb made
    return any("Review.open(" in source for source in code)


def _quoted(text: str) -> str:
    """Return `text` as a Python literal; what cannot be seen is escaped."""
    return json.dumps(text, ensure_ascii=False) if text.isprintable() else repr(text)


def _as_markdown(text: str) -> str:
    """Return a name as one line of Markdown in which no character has a meaning of its own."""
    return re.sub(r"([\\`*_\[\]<>#$&~|])", r"\\\1", printable(text, one_line=True))
