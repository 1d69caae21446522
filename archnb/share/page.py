"""A shared notebook as one HTML page or one Markdown file: complete, and with nothing in it that runs."""

from __future__ import annotations

import json
import re
from html import escape
from importlib.resources import files
from typing import Any

import nbformat
from nbformat import NotebookNode

from archnb.errors import StoreError
from archnb.journal import MIME
from archnb.share.document import reviews_in

__all__ = ["to_markdown", "to_page"]

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{css}</style>
</head>
<body>
{body}
{data}</body>
</html>
"""

_TAGS = """a abbr b blockquote br caption code col colgroup dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img kbd
li main mark meter ol p pre progress q s section small span strong sub summary sup table tbody td tfoot th thead tr u
ul""".split()
_ATTRIBUTES = {"class", "colspan", "dir", "height", "id", "rowspan", "scope", "style", "title", "width"}
_STYLES = """background background-color border border-bottom border-collapse border-left border-radius border-right
border-top color display font-size font-style font-weight gap grid-template-columns line-height list-style margin
margin-top max-width min-width padding padding-left text-align vertical-align white-space width""".split()
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_LINK = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)
_WITH_CONTENT = re.compile(r"<(script|style|template|iframe|object|noscript)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.I)


def to_page(notebook: NotebookNode, *, title: str, data: bool = True) -> str:
    """Return the notebook as an HTML page that needs no other file, no network and no script.

    Parameters
    ----------
    notebook : NotebookNode
        Ready to be shared.
    title : str
        Of the page; any text.
    data : bool
        Whether the reviews' data go along, for programs.

    Raises
    ------
    StoreError
        If nbconvert is not installed.
    """
    exporters = _exporters()
    body, _ = exporters.HTMLExporter(template_name="basic").from_notebook_node(notebook)
    return _PAGE.format(
        title=escape(title),
        css=(files("archnb.share") / "page.css").read_text(encoding="utf-8"),
        body=sanitized(body),
        data="".join(map(_script, reviews_in(notebook))) if data else "",
    )


def to_markdown(notebook: NotebookNode) -> str:
    """Return the notebook as Markdown that is legible as it is; reviews stand in it as plain text.

    Pictures are inside as data URIs, and each review's data in a comment at the end.
    """
    copy: NotebookNode = nbformat.from_dict(notebook)
    comments = []
    for cell in copy.cells:
        for output in cell.get("outputs", []):
            kinds = output.get("data", {})
            if MIME in kinds:
                comments.append(f"\n<!-- {MIME}\n{_json(kinds[MIME])}\n-->\n")
                output.data = NotebookNode({"text/plain": kinds["text/plain"]})
            elif "text/html" in kinds:
                output.data["text/html"] = sanitized("".join(kinds["text/html"]))
    config = {"ExtractOutputPreprocessor": {"enabled": False}}
    text, _ = _exporters().MarkdownExporter(config=_config(config)).from_notebook_node(copy)
    return str(text).strip("\n") + "\n" + "".join(comments)


def sanitized(html: str) -> str:
    """Return HTML without anything that runs, asks another machine, or could be mistaken for the page around it."""
    import bleach
    from bleach.css_sanitizer import CSSSanitizer

    cleaned: str = bleach.clean(
        _WITH_CONTENT.sub("", html),
        tags=_TAGS,
        attributes=_allowed,
        protocols={"http", "https", "mailto", "data"},
        css_sanitizer=CSSSanitizer(allowed_css_properties=_STYLES),
        strip=True,
    )
    return cleaned


def _allowed(tag: str, name: str, value: str) -> bool:
    if tag == "a" and name == "href":
        return _LINK.match(value) is not None
    if tag == "img" and name == "src":
        return _PICTURE.fullmatch(value) is not None
    return name in _ATTRIBUTES or (tag == "img" and name == "alt") or (tag == "a" and name == "rel")


def _script(output: NotebookNode) -> str:
    return f'<script type="{MIME}">{_json(output.data[MIME])}</script>\n'


def _json(data: Any) -> str:
    """Return JSON in which nothing can end a script or a comment."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text.replace("--", "-\\u002d")


def _config(said: dict[str, Any]) -> Any:
    from traitlets.config import Config

    return Config(said)


def _exporters() -> Any:
    try:
        import nbconvert
    except ModuleNotFoundError:
        remedy = 'Install it with: pip install "archnb[share]"'
        raise StoreError("for this format nbconvert is needed", remedy=remedy) from None
    return nbconvert
