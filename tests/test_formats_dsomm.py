"""The DevSecOps Maturity Model's YAML."""

from external_files import decoded, imported

from archnb.checklist import Item, Reference
from archnb.formats import dsomm

DOCUMENT, MODEL = imported(dsomm, "dsomm.yaml")
LOCKED, COUNTED = "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"


def test_subdimensions_are_sections():
    assert (MODEL.id, MODEL.version, MODEL.extra) == ("dsomm", "4.3.1", {"publisher": "https://house.example"})
    assert [section.title for section in MODEL.sections] == ["Doors › Locks"]


def test_an_activity_is_an_item():
    assert MODEL[LOCKED] == Item(
        id=LOCKED,
        text="Locked doors",
        severity="critical",
        why="Anybody can walk in.",
        verify=("Try each door.", "Count the keys."),
        yes="Every door has a lock.",
        improve="Fit a lock.\n\nA cheap one will do.",
        effort="L",
        references=(
            Reference(title="Locksmith", url="https://house.example/smith"),
            Reference(title="openCRE", url="https://house.example/cre"),
        ),
        maps={"samm2": ("I-SB-A-1",), "iso27001-2022": ("8.31",)},
        extra={
            "usefulness": "5",
            "difficultyOfImplementation": {"knowledge": "1", "time": "2", "resources": "4"},
            "implementation": [
                {"name": "Locksmith", "uuid": "99999999-9999-9999-9999-999999999999"},
                {"name": "A chair under the handle", "tags": ["wood"]},
            ],
            "level": 1,
            "isImplemented": False,
        },
    )


def test_what_an_activity_depends_on_is_related_whether_named_or_by_id():
    assert MODEL[COUNTED].related == (LOCKED,)
    assert MODEL[COUNTED].extra == {"dependsOn": ["Unheard of"]}


def test_what_is_assumed_or_doubtful_is_told():
    assert DOCUMENT.notes == (
        "severity is the usefulness: 5 is critical, 4 high, 3 medium, 1 and 2 low",
        "iso27001-2022 is written as numbers without quotes, where 8.10 reads as 8.1 (1 item)",
        "no usefulness from 1 to 5: severity medium assumed (1 item)",
    )


def test_one_dimension_alone_is_known_too():
    about, model = decoded("dsomm.yaml")
    assert dsomm.matches(model)
    assert not dsomm.matches(about)
