"""Plain data as YAML that people like to read, and that archnb reads back to the letter."""

from __future__ import annotations

import re
from typing import Any

import yaml

__all__ = ["yaml_text"]

_WIDTH = 110
_Base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

# What a person would not see in an editor, or see elsewhere than it stands: written as an escape, never as it is.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]"
)


class _Dumper(_Base):  # type: ignore[misc]  # the C dumper is missing where libyaml is
    """Writes texts in blocks where that is safe."""

    def ignore_aliases(self, data: Any) -> bool:
        return True  # archnb's own reader refuses them


def _represent_text(dumper: Any, text: str) -> yaml.ScalarNode:
    node: yaml.ScalarNode = dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))
    return node


def _style(text: str) -> str | None:
    if _HIDDEN.search(text) or text != text.strip():
        return '"'
    if "\n" in text:
        # A block cannot say that a line ends in blanks, and a tab in front of it reads as indentation.
        return '"' if re.search(r"[ \t]\n|\n[ \t]|\t", text) else "|"
    return ">" if len(text) > _WIDTH - 20 and "  " not in text and "\t" not in text else None


_Dumper.add_representer(str, _represent_text)


def yaml_text(data: Any) -> str:
    """Return `data` as YAML in the order that it has: long texts in blocks, hidden characters as escapes.

    Parameters
    ----------
    data : mapping, list, str, int, float, bool or None
        As JSON has it.
    """
    text: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
    # Only a text in double quotes holds one, and there an escape may stand for it.
    return _HIDDEN.sub(lambda hidden: f"\\u{ord(hidden[0]):04x}", text)
