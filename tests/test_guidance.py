"""The guidance of the built-in checklist: every item gives what two reviewers need to answer alike."""

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from archnb import Checklist
from archnb.checklist import Item

ITEMS = Checklist.load("python-backend").items
TEXTS = ("severity_reason", "why", "verify", "yes", "partial", "no", "na", "improve")
LENGTHS = {
    "severity_reason": (40, 140),
    "why": (60, 320),
    "verify": (30, 260),
    "yes": (30, 260),
    "partial": (30, 260),
    "no": (30, 260),
    "na": (30, 260),
    "improve": (40, 320),
}
PLACEHOLDERS = re.compile(r"\b(todo|tbd|fixme|lorem|etc|various|as needed|best practices?)\b", re.IGNORECASE)
CONDITIONAL = re.compile(r"\b(if applicable|(where|when|if|as) needed)\b")
COMMANDS = ("alembic", "curl", "docker", "find", "flask", "git", "grep", "jq", "kubectl", "pip", "python", "uv", "uvx")

# How many numbered parts each chapter, practice or function has, counted in the published texts.
ASVS_SECTIONS = dict(enumerate((5, 4, 7, 4, 4, 8, 6, 4, 2, 7, 7, 3, 4, 3, 4, 5, 3), start=1))
SSDF_PRACTICES = {"PO": {1, 2, 3, 4, 5}, "PS": {1, 2, 3}, "PW": {1, 2, 4, 5, 6, 7, 8, 9}, "RV": {1, 2, 3}}
SAMM_PRACTICES = {
    "Governance": {"Strategy and Metrics", "Policy and Compliance", "Education and Guidance"},
    "Design": {"Threat Assessment", "Security Requirements", "Secure Architecture"},
    "Implementation": {"Secure Build", "Secure Deployment", "Defect Management"},
    "Verification": {"Architecture Assessment", "Requirements-driven Testing", "Security Testing"},
    "Operations": {"Incident Management", "Environment Management", "Operational Management"},
}
FACTORS = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"}


def said(item: Item, *fields: str) -> Iterator[tuple[str, str]]:
    """Every text of these fields, with its place."""
    for field in fields or TEXTS:
        value = getattr(item, field)
        for number, text in enumerate((value,) if isinstance(value, str) else value):
            if text:
                yield f"{item.id}.{field}[{number}]", text


def everything() -> Iterator[tuple[str, str]]:
    for item in ITEMS.values():
        yield from said(item)


def without_code(text: str) -> str:
    return re.sub(r"`[^`]*`", "`code`", text)


def sentences(text: str) -> list[str]:
    return [" ".join(part.lower().split()) for part in re.split(r"(?<=[.!?])\s+", text)]


def asvs(name: str) -> bool:
    found = re.fullmatch(r"V(\d+)\.(\d+)(\.[1-9]\d*)?", name)
    return bool(found) and 1 <= int(found[2]) <= ASVS_SECTIONS.get(int(found[1]), 0)


def ssdf(name: str) -> bool:
    found = re.fullmatch(r"(PO|PS|PW|RV)\.(\d)\.[1-4]", name)
    return bool(found) and int(found[2]) in SSDF_PRACTICES[found[1]]


def samm(name: str) -> bool:
    function, _, practice = name.partition(" / ")
    return practice in SAMM_PRACTICES.get(function, ())


KNOWN = {"asvs": asvs, "ssdf": ssdf, "samm": samm, "twelve-factor": FACTORS.__contains__}


@pytest.mark.parametrize("field", ["severity_reason", "why", "verify", "yes", "partial", "no", "improve", "effort"])
def test_every_item_has_it(field):
    assert [item.id for item in ITEMS.values() if not getattr(item, field)] == []


@pytest.mark.parametrize("field", LENGTHS)
def test_texts_are_neither_too_short_nor_too_long(field):
    low, high = LENGTHS[field]
    texts = [found for item in ITEMS.values() for found in said(item, field)]
    assert [(place, len(text)) for place, text in texts if not low <= len(text) <= high] == []


def test_every_item_has_two_to_five_checks():
    assert {id_: len(item.verify) for id_, item in ITEMS.items() if not 2 <= len(item.verify) <= 5} == {}


def test_every_item_names_a_file_or_a_command_to_check():
    assert [id_ for id_, item in ITEMS.items() if not any("`" in check for check in item.verify)] == []


@pytest.mark.parametrize(("field", "most"), [("severity_reason", 1), ("why", 2)])
def test_reasons_are_a_sentence_or_two(field, most):
    texts = {id_: sentences(without_code(getattr(item, field))) for id_, item in ITEMS.items()}
    assert {id_: found for id_, found in texts.items() if len(found) > most} == {}


def test_every_text_ends_as_a_sentence_or_with_a_command():
    assert [place for place, text in everything() if not re.search(r"[.?!`]$", text)] == []


def test_no_sentence_is_used_twice():
    counts = Counter(sentence for _, text in everything() for sentence in sentences(text))
    assert [sentence for sentence, count in counts.items() if count > 1] == []


def test_no_placeholder_is_left():
    found = {place: PLACEHOLDERS.search(without_code(text)) for place, text in everything()}
    assert {place: match[0] for place, match in found.items() if match} == {}


def test_texts_are_plain():
    assert [(place, text) for place, text in everything() if re.search(r"[—–\n\t]|  ", without_code(text))] == []


def test_code_is_closed_and_is_not_empty():
    assert [place for place, text in everything() if text.count("`") % 2 or "``" in text] == []


def test_na_is_given_where_the_item_is_conditional():
    conditional = [item for item in ITEMS.values() if CONDITIONAL.search(item.text)]
    assert len(conditional) == 7
    assert [item.id for item in conditional if not item.na] == []


def test_ten_to_fifteen_items_are_critical():
    assert 10 <= sum(item.severity == "critical" for item in ITEMS.values()) <= 15


def test_efforts_are_spread():
    counts = Counter(item.effort for item in ITEMS.values())
    assert set(counts) == {"S", "M", "L"}
    assert min(counts.values()) >= 5, counts


def test_every_item_has_one_to_four_links():
    assert {id_: len(item.references) for id_, item in ITEMS.items() if not 1 <= len(item.references) <= 4} == {}


def test_all_links_are_https_with_a_title_and_once_an_item():
    links = [(id_, link) for id_, item in ITEMS.items() for link in item.references]
    wrong = [link.url for _, link in links if urlsplit(link.url).scheme != "https" or not urlsplit(link.url).hostname]
    assert wrong == []
    assert [link for _, link in links if len(link.title) < 3 or link.title.startswith("http")] == []
    assert [key for key, count in Counter((id_, link.url) for id_, link in links).items() if count > 1] == []


def test_a_link_has_one_spelling():
    urls = {link.url for item in ITEMS.values() for link in item.references}
    spellings = Counter(url.removesuffix("/").lower() for url in urls)
    assert [url for url, count in spellings.items() if count > 1] == []


def test_related_items_exist_and_name_each_other():
    pairs = {(id_, other) for id_, item in ITEMS.items() for other in item.related}
    assert [pair for pair in pairs if pair[1] not in ITEMS or pair[0] == pair[1]] == []
    assert [(one, other) for one, other in sorted(pairs) if (other, one) not in pairs] == []


def test_related_items_are_named_once():
    assert [id_ for id_, item in ITEMS.items() if len(set(item.related)) < len(item.related)] == []


@pytest.mark.parametrize(
    "group",
    [
        ("api.rate-limiting", "security.rate-limiting", "resilience.rate-limiting"),
        ("api.error-handling", "resilience.error-handling"),
        ("database.connection-pooling", "scalability.connection-pooling"),
    ],
    ids=lambda group: group[0],
)
def test_what_is_asked_in_two_sections_is_related(group):
    assert {id_: {id_, *ITEMS[id_].related} for id_ in group} == {id_: set(group) for id_ in group}


def test_maps_name_parts_that_the_frameworks_have():
    named = [
        (id_, framework, name)
        for id_, item in ITEMS.items()
        for framework in item.maps
        for name in item.maps[framework]
    ]
    assert {framework for _, framework, _ in named} == set(KNOWN)
    assert [found for found in named if not KNOWN[found[1]](found[2])] == []


def test_maps_name_each_part_once():
    lists = [(id_, framework, names) for id_, item in ITEMS.items() for framework, names in item.maps.items()]
    assert [found for found in lists if not found[2] or len(set(found[2])) < len(found[2])] == []


def commands() -> list[tuple[str, str]]:
    code = [(place, found) for place, text in everything() for found in re.findall(r"`([^`]+)`", text)]
    return [(place, found) for place, found in code if found.partition(" ")[0] in COMMANDS and " " in found]


def test_commands_are_whole_for_a_shell():
    # One script of all of them: the shell reads it without running it, and names the line of the first fault.
    script = "".join(f": '{place}'\n{command}\n" for place, command in commands())
    assert script.count("\n") > 200
    read = subprocess.run(["sh", "-n"], input=script, capture_output=True, text=True, check=False)
    assert (read.returncode, read.stderr) == (0, "")


def test_globs_in_commands_are_quoted():
    assert [found for found in commands() if re.search(r"""(--include=|-name )[^'"\s]*\*""", found[1])] == []
