"""Documentation: pages that a reader needs before the code, and whether the code says what it does."""

from __future__ import annotations

import re

from archnb.scan.proposal import Placed, Verdict, no, partial, unknown, yes
from archnb.scan.registry import detects
from archnb.scan.repository import Repository
from archnb.scan.repository.prose import Heading
from archnb.scan.repository.roles import Role

_SITE = r"https?://(docs?|documentation|wiki)\.[\w.-]+|https?://[\w.-]+(readthedocs\.|\.gitbook\.|/wiki|/docs|/help)|\.github\.io"


def pages(repo: Repository, regex: str, *, words: int) -> list[Heading]:
    """Return the headings of the project that match and have that many words below them, further headings apart."""
    return [
        heading
        for heading in repo.headings
        if heading.words >= words
        and re.search(regex, heading.text, re.IGNORECASE)
        and not re.search(
            r"(?i)changelog|changes|release[-_]?notes"
            r"|(^|/)(front-?end|node|\.[a-z]+/|(agents|claude|gemini)\.md)|/[^/]+/readme\.\w+$",
            heading.path,
        )
    ]


def kept_elsewhere(repo: Repository) -> list[Placed]:
    """Return the lines of the README that lead to documentation on another site."""
    return [line for line in repo.mentioned(_SITE) if re.fullmatch(r"(?i)readme\.\w+", line.path)]


@detects("docs.api")
def api(repo: Repository) -> Verdict | None:
    """Expect a reference of all operations, with descriptions, and guides beside it."""
    apis = repo.frameworks & {"fastapi", "drf", "ninja", "flask", "graphql"}
    if not apis:
        return None
    written = repo.files("*openapi*.y*ml", "*openapi*.json", "*swagger*.y*ml", "*swagger*.json", "*schema.graphql")
    generated: list[Placed] = [
        *repo.code.names("drf_spectacular", "drf_yasg"),
        *repo.code.uses("flasgger", "flask_smorest", "apispec", "flask_restx", "apiflask"),
        *(repo.code.calls("fastapi.FastAPI", "ninja.NinjaAPI") if apis & {"fastapi", "ninja"} else ()),
    ]
    guides = pages(repo, r"\b(rest |http |graphql |web )?api\b", words=30)
    operations = [route.function for route in repo.routes if route.function]
    described = sum(function.documented for function in operations)
    share = f"; {described} of {len(operations)} operations have a description" if operations else ""
    if generated or written:
        return partial(f"A reference is generated or kept{share}.", generated[:2], written[:2], guides[:2])
    if "graphql" in apis and guides:
        return partial("The schema of GraphQL lists all fields, and a page describes it.", guides)
    if guides:
        return partial("Pages describe the API by hand; whether they list all operations is not to be seen.", guides)
    if elsewhere := kept_elsewhere(repo):
        return unknown("No reference of the API stands here; the documentation is on another site.", elsewhere)
    return no("No reference of the API is generated or kept here.", confidence="low")


@detects("docs.architecture-diagrams")
def architecture_diagrams(repo: Repository) -> Verdict | None:
    """Expect a drawing whose source stands in the repository; slides do not count."""
    roles: tuple[Role, ...] = ("docs", "production", "tool", "development")
    about = r"architect|overview|component|topology|context|c4|system|container|deploy|infrastructure|data-?flow"
    sources = repo.files("*.puml", "*.plantuml", "*.mmd", "*.drawio*", "*.dsl", "*.excalidraw", "*.d2", roles=roles)
    pictures = repo.files("*.svg", "*.png", "*.jpg", "*.webp", roles=("docs", "production"))
    drawn = [p for p in pictures if re.search(r"(?i)archit|diagram|topology", p.name)]
    blocks = [
        line
        for line in repo.mentioned(r"^\s*(```|:::|\.\. |~~~)\s*\{?(mermaid|plantuml|uml|graphviz|d2)")
        if re.search(about, line.path, re.IGNORECASE)
    ]
    editable: list[Placed] = [*(s for s in sources if re.search(about, s.path, re.IGNORECASE)), *blocks]
    if editable:
        return partial("A diagram is kept in an editable source; compare it with what runs.", editable)
    if drawn:
        return partial("A diagram is kept as a picture without its source; compare it with what runs.", drawn)
    if sources or repo.mentioned(r"^\s*(```|\.\. )\s*\{?(mermaid|plantuml|graphviz)"):
        return unknown("Diagrams exist; whether one shows the architecture is not to be seen.", sources)
    if elsewhere := kept_elsewhere(repo):
        return no("No diagram stands in the repository; another site may have one.", elsewhere[:2], confidence="low")
    return no("No diagram stands in the repository, as a source or as a picture.")


@detects("docs.docstrings")
def docstrings(repo: Repository) -> Verdict | None:
    """Expect four public names in five to have a docstring, and a linter that checks their form."""
    modules = [m for m in repo.code.modules if not m.path.endswith("__init__.py")]
    functions = [f for f in repo.code.functions() if f.is_public and (f.is_method or "." not in f.name)]
    classes = [c for c in repo.code.classes() if not re.search(r"(^|\.)_", c.name)]
    count = len(modules) + len(functions) + len(classes)
    if count < 20:
        return None
    with_one = sum(x.documented for x in modules) + sum(x.documented for x in functions + classes)
    share = with_one / count
    missing = [f for f in functions if not f.documented][:3]
    said = f"{share:.0%} of {count} public modules, classes and functions have a docstring"
    if share < 0.5:
        return no(f"{said}.", missing, confidence="high" if share < 0.45 else "medium")
    checked = [t for t in repo.configured("ruff") if re.search(r"'(D|D1\d*|ALL)'", str(t.data))]
    checked += [*repo.configured("pydocstyle", "interrogate")]
    if share >= 0.8 and checked:
        return yes(f"{said}, and a linter checks them; read whether they say more than the name.", checked)
    return partial(f"{said}.", checked, missing, confidence="high" if 0.55 < share < 0.75 else "medium")


@detects("docs.readme")
def readme(repo: Repository) -> Verdict | None:
    """Expect answers to what, how to run it, where the documentation and help are, and who owns it."""
    found = [file for file in repo.docs if re.fullmatch(r"(?i)(\w+/)?readme(\.\w+)?", file.path)]
    found = [file for file in found if not file.folder or file.folder in (repo.root, ".github", "docs")]
    if not found:
        plain = repo.files("README", "README.txt", roles=("production", "docs"))
        return None if plain else no("There is no README.", confidence="high")
    texts = [repo.text(file) for file in found]
    text = "\n".join(texts)
    words = len(text.split())
    if words < 40:
        return no(f"The README has {words} words.", found, confidence="high")
    asked = {
        "how to run it": r"(?i)docker|pip install|install|quick ?start|getting started|uvicorn|runserver|\bmake \w",
        "where the documentation is": r"(?i)documentation|\bdocs?\b",
        "where to get help": r"(?i)support|community|discord|slack|\bissues\b|forum|\bhelp\b|contact|\bchat\b",
        "who owns it": r"(?i)maintain|\bauthors?\b|©|copyright|\bteam\b|\bowner|(develop|creat)ed by|sponsor",
    }
    lacking = [question for question, regex in asked.items() if not re.search(regex, text)]
    if not lacking:
        return partial("The README leads to running it, to documentation, help and owners; try its steps.", found)
    if len(lacking) < 3:
        return partial(f"The README does not say {' or '.join(lacking)}.", found)
    return no(f"The README does not say {', '.join(lacking)}.", found)


@detects("docs.contributing")
def contributing(repo: Repository) -> Verdict | None:
    """Expect a page of this project's own, and a rule that assigns reviewers."""
    files = [f for f in repo.docs if re.search(r"(?i)contributing|contribute", f.path) and "front" not in f.path]
    full = [f for f in files if len(repo.text(f).split()) >= 60]
    chapters = pages(repo, r"^\W*(how to )?contribut(e|ing)\b", words=40)
    owners = repo.files("CODEOWNERS", roles=("production", "docs", "tool"))
    reporting = [f for f in repo.docs if f.name.lower() == "security.md"]
    if not full and not chapters:
        if files or (linked := repo.mentioned(r"(?i)contribut(e|ing)\b.*(https?://|\.md|\.rst|\.html)")):
            return unknown("Contributing is explained on another site, or in few words.", files or linked)
        return no("There is no page about contributing.")
    tested = repo.mentioned(r"(?i)\b(pytest|tox|nox|make \w*test|manage\.py test|run.*\btests?\b)")
    paths = {file.path for file in full} | {heading.path for heading in chapters}
    told = [line for line in tested if line.path in paths]
    if full and owners and reporting and told:
        return yes("A page about contributing, CODEOWNERS and a way to report holes exist.", full, owners, reporting)
    names = {"CODEOWNERS": owners, "a way to report holes": reporting, "the tests to run": told}
    lacking = ", ".join(name for name, found in names.items() if not found) or "a page of its own"
    return partial(f"Contributing is explained; not found: {lacking}.", full or chapters, owners, reporting)
