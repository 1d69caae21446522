"""`archnb checklist new` and `archnb checklist schema`: begin a checklist of one's own."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import click

from archnb.cli.folders import REVIEWS
from archnb.cli.group import examples
from archnb.cli.output import write_output
from archnb.errors import ChecklistError, StoreError
from archnb.printable import printable, well_formed
from archnb.store import slug

__all__ = ["new", "own_checklist", "schema"]

_OWN = "checklists"


@click.command(
    epilog=examples('archnb checklist new "House rules"', "archnb checklist new payments --from python-backend")
)
@click.argument("name")
@click.option("--from", "base", metavar="ID_OR_FILE", help="Extend this checklist: add, change, remove.")
@click.option("--folder", metavar="FOLDER", default=".", show_default=True, help="Where reviews/ is.")
def new(name: str, base: str | None, folder: str) -> None:
    """Begin a checklist of your own: a small file with comments, ready to be used.

    It goes into reviews/checklists/ under a name made from NAME, and beside it a schema for editors that complete YAML,
    such as VS Code with its YAML extension. What is there already is never overwritten.
    """
    from archnb.authoring.schema import schema_text
    from archnb.authoring.starting import SCHEMA_FILE

    name = well_formed(name)
    path = Path(folder) / REVIEWS / _OWN / f"{slug(name)}.yaml"
    text = _text(path, name, base)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        reason, remedy = "there is a checklist of that name already", "Change that one, or choose another name."
        raise StoreError(f"{reason}, and it was kept", path=path, remedy=remedy) from None
    except OSError as error:
        raise StoreError.of(error, path) from error
    write_output(path.parent / SCHEMA_FILE, schema_text().encode())
    click.echo(printable(f"Made {path}"))
    click.echo(printable(f"Look it over: archnb checklist validate {shlex.quote(str(path))}"))
    click.echo(printable(f"Use it: archnb new PROJECT --checklist {shlex.quote(str(path))}"))


def _text(path: Path, name: str, base: str | None) -> str:
    from archnb.authoring.starting import starting_text
    from archnb.checklist import Checklist

    title = name.strip()[:1].upper() + name.strip()[1:]
    if base is None:
        return starting_text(path.stem, title)
    found = own_checklist(base, path.parent.parent.parent)
    extended, said = Checklist.load(found), found
    if Path(found).suffix:
        said = Path(os.path.relpath(found, path.parent)).as_posix()
        if ":" in said:
            remedy = "Choose a file below the same folder, or make a copy of it there."
            raise ChecklistError(f"'{said}' cannot be named in a checklist", path=base, remedy=remedy)
    return starting_text(path.stem, title, base=said, extended=extended)


def own_checklist(said: str, folder: Path) -> str:
    """Return the file in ``reviews/checklists`` that is meant by a bare name such as ``house`` or ``house.yaml``.

    A file that is there and a built-in checklist go first.
    """
    from archnb.formats.built_in import BUILT_IN

    bare = Path(said)
    if bare.name != said or os.path.exists(said) or (BUILT_IN / f"{said}.yaml").is_file():
        return said
    for name in (said, f"{said}.yaml", f"{said}.yml"):
        if (file := folder / REVIEWS / _OWN / name).suffix and file.is_file():
            return str(file)
    return said


@click.command(epilog=examples("archnb checklist schema", "archnb checklist schema -o checklist.schema.json"))
@click.option("-o", "--output", metavar="FILE", help="Where it goes; an older one there is replaced.")
def schema(output: str | None) -> None:
    """Print the JSON Schema of a checklist's file, for editors that complete and check YAML.

    The file then names it in its first line: # yaml-language-server: $schema=./checklist.schema.json
    """
    from archnb.authoring.schema import schema_text

    if output is None:
        click.echo(schema_text(), nl=False)
    else:
        click.echo(printable(f"Made {write_output(Path(output), schema_text().encode())}"))
