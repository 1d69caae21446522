"""How every command ends that went wrong: one line that says where, what, and what to do."""

from __future__ import annotations

import warnings
from typing import Any, TextIO

import click

from archnb.errors import ArchnbError, ArchnbWarning
from archnb.printable import printable

__all__ = ["BAD_INPUT", "CommandLine", "complain", "examples"]

BAD_INPUT = 2


def complain(message: object) -> None:
    """Print one line about `message` to stderr."""
    click.echo(f"archnb: {printable(str(message), one_line=True)}", err=True)


def examples(*commands: str) -> str:
    """Return the end of a help text: commands that work when they are typed."""
    return "\n  ".join(["\b\nExamples:", *commands])


class CommandLine(click.Group):
    """A group of commands in the order in which they are needed, whose errors and warnings are plain lines."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands' names as they were added."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an `ArchnbError` ends it with exit status 2."""
        with warnings.catch_warnings():
            warnings.simplefilter("always", ArchnbWarning)
            warnings.showwarning = _show_warning
            try:
                return super().invoke(ctx)
            except ArchnbError as error:
                complain(error)
                ctx.exit(BAD_INPUT)


def _show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    # Other libraries' warnings are for programmers, not for people at a prompt.
    if issubclass(category, ArchnbWarning):
        complain(message)
