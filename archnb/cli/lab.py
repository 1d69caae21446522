"""`archnb lab`: JupyterLab, open on a form that can be answered."""

from __future__ import annotations

import webbrowser
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archnb.cli.group import complain, examples
from archnb.errors import ArchnbError
from archnb.printable import printable

if TYPE_CHECKING:
    from archnb.cli.server import JupyterServer

__all__ = ["lab"]


@click.command(epilog=examples("archnb lab", "archnb lab payments-api.ipynb --port 8890"))
@click.argument("folder", default=".")
@click.option("--no-browser", is_flag=True, help="Print the address instead of opening it.")
@click.option("--port", type=click.IntRange(1, 65535), help="Where JupyterLab listens; by default a free port.")
def lab(folder: str, no_browser: bool, port: int | None) -> None:
    """Open JupyterLab on a review's form, ready to be answered.

    FOLDER is where your review notebooks are (the most recently changed one is opened), or one notebook. Where there
    is none yet, a first review is made. The notebook's cells are run, so open notebooks of people whom you trust.
    JupyterLab runs on this machine only and ends with Ctrl+C; every answer is in its file by then.
    """
    if find_spec("jupyterlab") is None:
        raise ArchnbError("JupyterLab is not installed", remedy='Install it with: pip install "archnb[lab]"')
    from archnb.cli.place import notebook_to_open
    from archnb.cli.server import running_server

    notebook = notebook_to_open(Path(folder)).absolute()
    click.echo(printable(f"Starting JupyterLab with {notebook.name}, in {notebook.parent} ..."))
    try:
        with running_server(notebook.parent, port=port) as server:
            _prepare(server, notebook.name)
            address = server.address(notebook.name)
            click.echo(f"\n  {address}\n\nEnd with Ctrl+C.")
            if not no_browser:
                webbrowser.open(address)
            server.wait()
    except KeyboardInterrupt:
        click.echo()
    click.echo("JupyterLab has ended.")


def _prepare(server: JupyterServer, name: str) -> None:
    """Run the notebook; JupyterLab opens whatever comes of it."""
    from archnb.cli.prerun import run_notebook

    try:
        run_notebook(server, name)
    except (ArchnbError, OSError) as error:
        complain(error)
        complain("the form may not be ready: run the notebook in JupyterLab (Run, Run All Cells)")
