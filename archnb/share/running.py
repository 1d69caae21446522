"""Run a notebook from the top before it is shared."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from archnb.errors import ArchnbError, StoreError

__all__ = ["run"]

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")

Progress = Callable[[int, int], None]


def run(notebook: NotebookNode, path: Path, *, progress: Progress | None = None) -> None:
    """Run all cells of `notebook` in its folder, its outputs replaced; the file at `path` stays as it is.

    Parameters
    ----------
    notebook : NotebookNode
        The content.
    path : Path
        Its file.
    progress : callable, optional
        Is told how many cells are done, and of how many.

    Raises
    ------
    StoreError
        If nbclient or the kernel is not installed.
    ArchnbError
        If a cell fails.
    """
    try:
        from jupyter_client.kernelspec import NoSuchKernel
        from nbclient import NotebookClient
        from nbclient.exceptions import CellExecutionError, DeadKernelError
    except ModuleNotFoundError as error:
        remedy = 'Install them with: pip install "archnb[share]"'
        raise StoreError(f"to run a notebook, {error.name} is needed", remedy=remedy) from None
    total = len(notebook.cells)

    def after(cell_index: int, **_: Any) -> None:
        if progress is not None:
            progress(cell_index + 1, total)

    resources = {"metadata": {"path": str(path.absolute().parent)}}
    client = NotebookClient(
        notebook, timeout=None, store_widget_state=False, resources=resources, on_cell_complete=after
    )
    try:
        client.execute()
    except NoSuchKernel as error:
        remedy = "Install that kernel, or choose another in JupyterLab and save the notebook."
        raise StoreError(f"the notebook's kernel '{error.name}' is not installed", path=path, remedy=remedy) from None
    except CellExecutionError as error:
        reason = _COLOURS.sub("", f"{error.ename}: {error.evalue}")[:500]
        number = _failed(notebook)
        remedy = "Mend the cell, or share the notebook without --execute."
        raise ArchnbError(f"the notebook did not run: {reason}", path=path, place=number, remedy=remedy) from None
    except DeadKernelError:
        raise ArchnbError("the notebook's kernel died", path=path, remedy="Run it in JupyterLab to see why.") from None


def _failed(notebook: NotebookNode) -> str:
    for number, cell in enumerate(notebook.cells, start=1):
        if any(output.output_type == "error" for output in cell.get("outputs", [])):
            return f"cell {number}"
    return ""
