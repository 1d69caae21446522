"""`archnb checklist validate` tells everything at once, with lines, and warns only of what is worth reading."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import HOUSE
from hypothesis import given
from hypothesis import strategies as st

from archnb import Checklist
from archnb.authoring import validate
from archnb.authoring.faults import faults
from archnb.authoring.marked import Mark
from archnb.cli import main
from archnb.errors import ChecklistError

FAULTY = """\
id: house
title: House
version: 1.0
colour: red
sections:
  - id: doors
    title: Doors
    items:
      - id: doors.a
        severity: urgent
        verify:
          - one
          - 2
      - id: doors.b
        text: yes
        references: [{title: x, url: 'ftp://x'}]
      - id: doors.a
        text: Locked
        weight: -1
  - id: roof
    titel: Roof
    items: []
"""

GOOD = """\
id: house
title: House
version: "1"
sections:
  - id: doors
    title: Doors
    items:
      - id: doors.a
        text: Every door of the house has a lock
        severity_reason: Anybody can walk in.
        why: Because of burglars.
        verify: [Try each door.]
"""


def said(tmp_path: Path, text: str, name: str = "house.yaml") -> list[str]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return [str(remark).removeprefix(f"{tmp_path}/") for remark in validate(tmp_path / name).remarks]


def test_all_errors_are_told_with_their_lines(tmp_path):
    assert said(tmp_path, FAULTY) == [
        "house.yaml:3: error: version: expected `str`, got `float`. Put the value in quotes.",
        "house.yaml:4: error: object contains unknown field `colour`. Put fields of your own under 'extra'.",
        "house.yaml:9: error: doors.a: object missing required field `text`. Add that field.",
        "house.yaml:10: error: doors.a.severity: invalid enum value 'urgent'. Use one of critical, high, medium, low.",
        "house.yaml:13: error: doors.a.verify[1]: expected `str`, got `int`. Put the value in quotes.",
        "house.yaml:15: error: doors.b.text: expected `str`, got `bool`. Put the value in quotes.",
        "house.yaml:16: error: doors.b.references[0].url: expected `str` matching regex '^https?://'. "
        "A link begins with http:// or https://.",
        f"house.yaml:17: error: doors.a: the id is taken in {tmp_path}/house.yaml:9 already. "
        "Give it an id of its own: answers are kept by id.",
        "house.yaml:19: error: doors.a.weight: expected `float` >= 0.0. Correct the value at that place.",
        "house.yaml:20: error: roof: object missing required field `title`. Add that field.",
        "house.yaml:21: error: roof: object contains unknown field `titel`. Did you mean 'title'?",
        "house.yaml:22: error: roof.items: expected `array` of length >= 1. Add an item, or remove the section.",
    ]


def test_what_is_no_yaml_is_told_with_its_line(tmp_path):
    assert said(tmp_path, "id: [1,\n") == [
        "house.yaml:2: error: did not find expected node content. Mend the YAML at that line."
    ]


def test_json_has_lines_too(tmp_path):
    text = '{\n "id": "house",\n "title": "House",\n "version": 1,\n "sections": []\n}\n'
    assert [remark.split(" error")[0] for remark in said(tmp_path, text, "house.json")] == [
        "house.json:4:",
        "house.json:5:",
    ]


def test_a_good_file_gives_rise_to_nothing(tmp_path):
    assert said(tmp_path, GOOD) == []


LOCK = "Every door of the house has a lock"
TASTE = "is a matter of taste. Name what to look at, or say under 'yes' and 'no' what counts."
DOUBTFUL = {
    "vague": ("Doors are properly locked", f"'properly' {TASTE}"),
    "etc": ("Doors, windows etc. are locked", f"'etc' {TASTE}"),
    "condition": (
        "Doors are locked where needed",
        "'where needed' does not say when. Leave it out, and say under 'na' when the item does not apply.",
    ),
    "two things": (
        "Doors exist and are locked",
        "'and are' asks for two things at once. Make two items of it, or say under 'yes', 'partial' and 'no' what "
        "counts when one of them holds.",
    ),
    "two participles": (
        "Doors are locked and bolted",
        "'locked and bolted' asks for two things at once. Make two items of it, or say under 'yes', 'partial' and 'no' "
        "what counts when one of them holds.",
    ),
    "negation": (
        "No door is open",
        "with 'No' in it, yes can be read in two ways. Say what must hold without it, or say under 'yes' and 'no' what "
        "counts.",
    ),
    "placeholder": ("TODO", "'TODO' is still there. Write what belongs here."),
}


@pytest.mark.parametrize(("text", "words"), DOUBTFUL.values(), ids=DOUBTFUL.keys())
def test_a_text_that_can_be_read_in_two_ways_is_told(tmp_path, text, words):
    assert said(tmp_path, GOOD.replace(LOCK, text)) == [f"house.yaml:9: warning: doors.a.text: {words}"]


@pytest.mark.parametrize("text", ["Doors are properly locked", "No door is open", "Doors exist and are locked"])
def test_criteria_settle_what_the_text_leaves_open(tmp_path, text):
    settled = GOOD.replace(LOCK, text) + "        'yes': All.\n        partial: Some.\n        'no': None of them.\n"
    assert said(tmp_path, settled) == []


def test_a_vague_criterion_is_told(tmp_path):
    assert said(tmp_path, GOOD + "        'yes': Doors are locked as needed.\n") == [
        "house.yaml:13: warning: doors.a.yes: 'as needed' is a matter of taste. "
        "Name what to look at: a number, a file, a setting."
    ]


def test_code_is_not_wording(tmp_path):
    assert said(tmp_path, GOOD + "        'yes': Run `good --etc`.\n") == []


SECOND = "      - {{id: doors.b, text: {}, severity_reason: x, why: x, verify: [x]}}\n"


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("every door of the house has a lock!", "the same as"),
        ("Every outer door of the house has a lock", "nearly the same as"),
        ("A lock has every door of the house", "nearly the same as"),
    ],
)
def test_a_doubled_text_is_told(tmp_path, text, how):
    assert said(tmp_path, GOOD + SECOND.format(text)) == [
        f"house.yaml:13: warning: doors.b.text: {how} doors.a in line 9. Remove one of them, or say what is different."
    ]


@pytest.mark.parametrize(
    "text", ["Every window of the garden has a frame", "Level 2 every door of the house has a lock"]
)
def test_other_texts_are_no_doubles(tmp_path, text):
    assert said(tmp_path, GOOD + SECOND.format(text)) == []


def test_missing_guidance_is_told(tmp_path):
    text = GOOD.replace("        why: Because of burglars.\n", "")
    assert said(tmp_path, text) == [
        "house.yaml:9: warning: doors.a: 'why' is missing. "
        "Say why it matters: who answers wants to know what they answer for."
    ]


def test_guidance_that_is_missing_often_is_told_once(tmp_path):
    items = "".join(f"      - {{id: 'doors.{n}', text: 'Door {n}', why: x, verify: [x]}}\n" for n in range(9))
    assert said(tmp_path, GOOD + items) == [
        "house.yaml:13: warning: 9 of 10 items have no 'severity_reason': doors.0, doors.1, doors.2 and others. "
        "Say why it has that severity: a finding's severity is what teams dispute."
    ]


def test_a_related_item_that_is_not_there_is_told(tmp_path):
    assert said(tmp_path, GOOD + "        related: [doors.b]\n") == [
        "house.yaml:13: warning: doors.a.related: there is no item 'doors.b'. Correct the id, or remove it."
    ]


def test_the_built_in_checklist_has_two_items_of_one_text():
    [remark] = validate(Path("archnb/checklists/python-backend.yaml").absolute()).remarks
    assert (remark.place, remark.reason) == (
        "resilience.error-handling.text",
        "the same as api.error-handling in line 119",
    )


def test_what_a_checklist_extends_is_not_its_affair(tmp_path):
    (tmp_path / "house.yaml").write_text(HOUSE)
    own = (
        "id: villa\nversion: '1'\nextends: house.yaml\nsections: [{id: doors, items: [{id: doors.oiled, weight: 3}]}]\n"
    )
    assert said(tmp_path, own, "villa.yaml") == []


def test_errors_in_what_it_changes_are_told_all_with_lines(tmp_path):
    (tmp_path / "house.yaml").write_text(HOUSE)
    own = (
        "id: villa\nversion: '1'\nextends: house.yaml\nremove:\n  - doors.oiled\n  - attic\nsections:\n"
        "  - id: roof\n    items:\n      - id: roof.tight\n        after: attic\n"
    )
    assert said(tmp_path, own, "villa.yaml") == [
        "villa.yaml:6: error: remove[1]: there is no 'attic' in the base. Take it off the list.",
        "villa.yaml:11: error: sections[0].items[0].after: there is no 'attic' here to stand after. Remove the line.",
    ]


def test_an_error_in_the_base_is_told_with_the_bases_line(tmp_path):
    (tmp_path / "house.yaml").write_text(HOUSE.replace("severity: low", "severity: lo"))
    assert said(tmp_path, "id: villa\nversion: '1'\nextends: house.yaml\n", "villa.yaml") == [
        "house.yaml:16: error: doors.oiled.severity: invalid enum value 'lo'. Use one of critical, high, medium, low."
    ]


def test_a_markdown_list_has_no_lines(tmp_path):
    assert said(tmp_path, "# L\n## A\n- [ ] No door is open\n", "list.md")[0].startswith(
        "list.md: warning: a.no-door-is-open.text: with 'No' in it"
    )


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["checklist", "validate", *map(str, arguments)])
    return result.exit_code, result.stdout


@pytest.fixture
def files(tmp_path):
    warned = GOOD.replace(LOCK, "No door is open")
    for name, text in {"good": GOOD, "warned": warned, "faulty": FAULTY}.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("names", "plain", "strict"),
    [(["good"], 0, 0), (["good", "warned"], 0, 1), (["warned", "faulty"], 2, 2)],
)
def test_exit_status(files, names, plain, strict):
    paths = [files / f"{name}.yaml" for name in names]
    assert (run(*paths)[0], run(*paths, "--strict")[0]) == (plain, strict)


def test_every_file_is_summed_up(files):
    _, out = run(files / "good.yaml", files / "warned.yaml", files / "faulty.yaml")
    assert out.splitlines()[-3:] == [
        f"{files}/good.yaml: nothing to say against it",
        f"{files}/warned.yaml: 1 warning",
        f"{files}/faulty.yaml: 12 errors; it cannot be used",
    ]


def test_remarks_as_json(files):
    _, out = run(files / "warned.yaml", "--json")
    assert json.loads(out) == [
        {
            "level": "warning",
            "path": f"{files}/warned.yaml",
            "line": 9,
            "place": "doors.a.text",
            "reason": "with 'No' in it, yes can be read in two ways",
            "remedy": "Say what must hold without it, or say under 'yes' and 'no' what counts.",
        }
    ]


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.sampled_from(["", "a", "high", "a b", "M"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "text", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)
FIELDS = ("text", "severity", "weight", "verify", "references", "maps", "effort", "extra", "colour")
ITEM = st.fixed_dictionaries({"id": st.just("i") | VALUES}, optional=dict.fromkeys(FIELDS, VALUES)) | VALUES


@given(st.lists(ITEM, max_size=2) | VALUES)
def test_there_are_errors_where_the_checklist_is_refused_and_nowhere_else(items):
    data = {"id": "a", "title": "A", "version": "1", "sections": [{"id": "s", "title": "S", "items": items}]}
    try:
        Checklist.parse(data)
        refused = False
    except ChecklistError:
        refused = True
    assert bool(list(faults(data, Mark("", 0)))) is refused
