"""The file that somebody begins with who writes a checklist."""

from __future__ import annotations

from archnb.checklist import Checklist
from archnb.formats.yaml_text import yaml_text

__all__ = ["SCHEMA_FILE", "starting_text"]

#: The schema lies beside the checklists, so that editors find it without a network.
SCHEMA_FILE = "checklist.schema.json"

_HEAD = f"""\
# yaml-language-server: $schema=./{SCHEMA_FILE}
#
# `archnb checklist validate` tells what is wrong in this file, and what can be read in two ways.
# An id never changes and is never used again: answers refer to it. Raise the version when you change anything else.
"""

_SECTION = """\
  - id: operations
    title: Operations
    items:
      - id: operations.backup-restored
        text: A backup was restored within the last 90 days
        severity: critical # critical, high, medium or low: what it costs when the item fails
        severity_reason: Without a backup that can be restored, lost data is gone for good.
        why: >-
          Backups that nobody has restored are often incomplete or encrypted with a key that is gone. That shows on the
          day on which they are needed.
        verify:
          - Ask for the record of the last restore; it names the date, the backup and the time it took.
          - "Compare the schedule with the backups that are there: `aws s3 ls s3://backups/` or its like."
        # "yes" and "no" stand in quotes: without them YAML takes them for true and false.
        "yes": The last restore is at most 90 days old, and somebody compared its data with the original.
        partial: The last restore is at most 90 days old, and nobody looked at the data.
        "no": There was no restore within 90 days, or it failed.
        na: The service keeps no data of its own.
        improve: Restore the newest backup into an empty database every month, by a job that tells when it fails.
        effort: M # S, M or L
        references:
          - title: "NIST SP 800-34, Contingency Planning Guide"
            url: https://csrc.nist.gov/pubs/sp/800/34/r1/upd1/final
"""

# An item needs an id and a text; the rest is for those who answer.
_ITEM = """
      - id: {owner}
        text: A team is named that answers at night
        severity: high
        severity_reason: An outage lasts until somebody is found who knows the service.
        why: The person on duty can wake nobody when nobody is named.
        verify:
          - "Read the service's entry in the catalogue: which team, which telephone number?"
"""

_EXTENDING = """\
# What is not asked, by the ids of items and sections:
# remove:
#   - {last}
sections:
  # An id of {base} changes the fields that you give:
  # - id: {section}
  #   items:
  #     - id: {item}
  #       severity: critical
  # Another id adds; `after: ID` says where, and without it the end is meant.
  - id: {own}
    title: Of our own
    items:"""


def starting_text(id_: str, title: str, *, base: str = "", extended: Checklist | None = None) -> str:
    """Return a small checklist that is valid and explains itself.

    Parameters
    ----------
    id_, title : str
        What it is called.
    base : str
        What it extends, as the file says it; with `extended`, that checklist.
    """
    head = _HEAD + yaml_text({"id": id_, "title": title}) + 'version: "1"\n'
    if extended is None:
        described = "description: What this checklist is for, in a sentence.\n"
        return head + described + "sections:\n" + _SECTION + _ITEM.format(owner="operations.owner-named")
    first, last = extended.sections[0], extended.sections[-1]
    said = _EXTENDING.format(
        base=_scalar(base),
        section=_scalar(first.id),
        item=_scalar(first.items[0].id),
        last=_scalar(last.items[-1].id),
        own=_scalar(id_),
    )
    return head + yaml_text({"extends": base}) + said + _ITEM.format(owner=_scalar(f"{id_}.owner-named"))


def _scalar(text: str) -> str:
    """Return `text` as YAML on one line, so that it ends no comment."""
    return " ".join(yaml_text([text])[2:].split())
