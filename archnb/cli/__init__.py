"""The command line: parse, call one thing, print, exit status."""

from __future__ import annotations

import io
import sys

import click

from archnb import __version__
from archnb.cli.answer import answer
from archnb.cli.check import check
from archnb.cli.checklist import checklist
from archnb.cli.collect import collect
from archnb.cli.diff import diff
from archnb.cli.export import export
from archnb.cli.group import CommandLine, examples
from archnb.cli.lab import lab
from archnb.cli.new import new
from archnb.cli.report import report
from archnb.cli.reveal import reveal
from archnb.cli.scan import scan
from archnb.cli.share import share
from archnb.cli.show import show
from archnb.cli.stamp import stamp
from archnb.cli.status import status
from archnb.cli.upgrade import upgrade

__all__ = ["main"]


@click.group(
    cls=CommandLine,
    epilog=examples("archnb lab", 'archnb new "Payments API"', "archnb status"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, message="archnb %(version)s")
def main() -> None:
    """Architecture reviews as notebooks.

    Every answer is a line in a file under reviews/, written by the form in JupyterLab or by `archnb answer`.

    Exit status: 0 good, 1 findings, 2 bad input.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show ✔ still shows the words


for command in (
    lab,
    new,
    answer,
    scan,
    show,
    status,
    report,
    share,
    collect,
    stamp,
    diff,
    export,
    check,
    checklist,
    upgrade,
    reveal,
):
    main.add_command(command)
