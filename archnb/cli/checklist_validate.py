"""`archnb checklist validate`: everything that is wrong in a checklist's file, with lines."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from archnb.cli.group import BAD_INPUT, examples
from archnb.printable import printable

__all__ = ["validate"]

_FINDINGS = 1


@click.command(
    epilog=examples(
        "archnb checklist validate python-backend",
        "archnb checklist validate reviews/checklists/house.yaml --strict",
        "archnb checklist validate python-backend --json",
    )
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--strict", is_flag=True, help="End with exit status 1 where there are warnings.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list: level, path, line, place, reason, remedy.")
@click.pass_context
def validate(context: click.Context, files: tuple[str, ...], strict: bool, as_json: bool) -> None:
    """Tell all errors in checklists of your own, and what two reviewers may read in two ways.

    FILE is a checklist in any format, or python-backend. Errors have line numbers in YAML and JSON. Warnings are about
    vague words, two things in one item, texts that say the same, and missing guidance; the words are English.

    Exit status: 0 good or warnings only, 1 warnings with --strict, 2 errors.
    """
    from archnb.authoring import validate

    results = {name: validate(_file(name)) for name in files}
    remarks = [remark for result in results.values() for remark in result.remarks]
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(remarks), indent=2).decode())
    else:
        for remark in remarks:
            click.echo(str(remark))
        for name, result in results.items():
            click.echo(printable(_summary(name, result.checklist is not None, [r.level for r in result.remarks])))
    if any(remark.level == "error" for remark in remarks):
        context.exit(BAD_INPUT)
    if strict and remarks:
        context.exit(_FINDINGS)


def _file(name: str) -> Path:
    from archnb.formats.built_in import built_in

    return Path(name) if Path(name).suffix else built_in(name)


def _summary(name: str, good: bool, levels: list[str]) -> str:
    counted = [f"{count} {noun}{'s' * (count != 1)}" for noun in ("error", "warning") if (count := levels.count(noun))]
    return f"{name}: {', '.join(counted) or 'nothing to say against it'}" + ("" if good else "; it cannot be used")
