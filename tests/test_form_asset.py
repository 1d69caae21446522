"""The form's modules become one module: nothing is imported, and no name is declared twice."""

import re
from collections import Counter
from importlib.resources import files

import pytest

from archnb.form.asset import MODULES, form_css, form_esm

STATIC = files("archnb.form") / "static"
SOURCES = {name: (STATIC / f"{name}.js").read_text(encoding="utf-8") for name in MODULES}
_DECLARED = re.compile(
    r"^(?:export )?(?:async )?(?:function\*?|class|const|let|var)\s+(\w+|[{\[][^}\]]*[}\]])", re.MULTILINE
)
_IMPORTED = re.compile(r'^import (?:\{([^}]*)\}|[^{;]*) from "([^"]*)";$', re.MULTILINE)


def declared(source: str) -> list[str]:
    return [name for names in _DECLARED.findall(source) for name in re.findall(r"\w+", names)]


def test_every_module_of_the_folder_is_joined():
    assert sorted(f"{name}.js" for name in MODULES) == sorted(
        file.name for file in STATIC.iterdir() if file.name.endswith(".js")
    )


def test_nothing_is_imported_or_exported_but_the_default():
    statements = re.findall(r"^\s*(?:import|export)\b.*$", form_esm(), re.MULTILINE)
    assert [statement.split("{")[0].strip() for statement in statements] == ["export default"]


def test_nothing_is_imported_in_the_middle_of_the_code():
    assert re.findall(r"\bimport\s*\(", form_esm()) == []


def test_no_two_modules_declare_the_same_name():
    counts = Counter(name for source in SOURCES.values() for name in declared(source))
    assert [name for name, count in counts.items() if count > 1] == []


def test_the_names_of_each_module_are_found():
    assert {"STATUSES", "tally", "linkOf"} <= set(declared(SOURCES["answers"]))


@pytest.mark.parametrize("name", MODULES)
def test_a_module_comes_after_those_that_it_imports_from(name):
    places = [place for _, place in _IMPORTED.findall(SOURCES[name])]
    known = {f"./{earlier}.js" for earlier in MODULES[: MODULES.index(name)]}
    assert len(places) == len(re.findall(r"^import\b", SOURCES[name], re.MULTILINE))
    assert set(places) <= known


@pytest.mark.parametrize("name", MODULES)
def test_what_is_imported_is_exported_under_that_name(name):
    for names, place in _IMPORTED.findall(SOURCES[name]):
        source = SOURCES[place.removeprefix("./").removesuffix(".js")]
        for imported in filter(None, re.split(r"[\s,]+", names)):
            assert re.search(rf"^export (?:async )?(?:function|const|class) {imported}\b", source, re.MULTILINE), (
                imported
            )


def test_every_rule_of_the_style_sheet_begins_with_archnb():
    plain = re.sub(r"/\*.*?\*/", "", form_css(), flags=re.DOTALL)
    selectors = [part.strip() for rule in re.findall(r"([^{}]+)\{", plain) for part in rule.split(",")]
    moments = ("@", "from", "to")  # of animations
    assert [each for each in selectors if ".archnb-" not in each and not each.startswith(moments)] == []
