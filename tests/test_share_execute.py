"""A notebook is run before it is shared, in its folder, and nothing is written to it."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from shared_notebooks import VIEW, data_of

from archnb import Review
from archnb.errors import ArchnbError, StoreError
from archnb.share import share


def notebook(path: Path, *sources: str, kernel: str = "python3") -> Path:
    cells = [new_code_cell(source, id=f"c{number}") for number, source in enumerate(sources)]
    kernelspec = {"name": kernel, "display_name": kernel, "language": "python"}
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernelspec}), path)
    return path


def test_the_form_leaves_its_copy_and_no_widget(filled: Review, tmp_path: Path):
    path = notebook(tmp_path / "villa.ipynb", "import archnb", 'archnb.Review.open("reviews/villa").form()')
    before, logs = path.read_bytes(), {file.name: file.read_bytes() for file in filled.path.glob("*.jsonl")}
    told: list[tuple[int, int]] = []
    share(path, tmp_path / "out.ipynb", execute=True, progress=lambda done, total: told.append((done, total)))
    assert data_of(tmp_path / "out.ipynb") == filled.snapshot().data
    assert VIEW not in (tmp_path / "out.ipynb").read_text()
    assert told == [(1, 2), (2, 2)]
    assert path.read_bytes() == before
    assert {file.name: file.read_bytes() for file in filled.path.glob("*.jsonl")} == logs


def test_a_cell_that_fails_is_named_and_nothing_is_made(tmp_path: Path):
    path = notebook(tmp_path / "villa.ipynb", "1", "{}['door']")
    with pytest.raises(ArchnbError) as raised:
        share(path, tmp_path / "out.ipynb", execute=True)
    assert str(raised.value) == (
        f"{path}:cell 2: the notebook did not run: KeyError: 'door'. "
        "Mend the cell, or share the notebook without --execute."
    )
    assert not (tmp_path / "out.ipynb").exists()


def test_a_kernel_that_is_not_installed_is_named(tmp_path: Path):
    path = notebook(tmp_path / "villa.ipynb", "1", kernel="cobol-74")
    with pytest.raises(StoreError, match="the notebook's kernel 'cobol-74' is not installed"):
        share(path, tmp_path / "out.ipynb", execute=True)
