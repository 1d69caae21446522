"""Names of people and projects become file names that stay in their folder and never meet."""

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from archnb import Review
from archnb.errors import StoreError
from archnb.store import portable_name, slug

HOSTILE = {
    "upwards": "../x",
    "absolute": "/etc",
    "Windows": "C:\\x",
    "reserved": "CON",
    "reserved with an ending": "con.txt",
    "long": "x" * 300,
    "long in four bytes": "𠮷" * 300,
    "Arabic": "مراجعة",
    "emoji": "🚀",
    "right to left override": "ana\u202eben",
    "composed": "Jos\u00e9",
    "hidden": ".ana",
    "dots": "..",
    "control characters": "a\n\x00\x1b[31m",
}
# Characters that are folded, dropped or joined: two short names of them often look alike.
TRICKY = st.text("aAbB .-_/é\u0301ßs🚀\u202e\ud800\ud801?", max_size=6)
NAMES = TRICKY | st.text() | st.text(st.characters())


def slug_or_none(name: str) -> str | None:
    try:
        return slug(name)
    except StoreError:
        return None


def folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold().replace(" ", "-")


@given(NAMES, NAMES)
def test_different_names_never_share_a_file(one, other):
    assume(folded(one) != folded(other))
    names = slug_or_none(one), slug_or_none(other)
    assert names[0] != names[1] or names == (None, None)


@given(NAMES)
def test_no_name_leaves_the_folder(name):
    made = slug_or_none(name)
    assume(made is not None)
    assert PurePosixPath(made).parts == PureWindowsPath(made).parts == (made,)
    assert made not in (".", "..")


@given(NAMES)
def test_every_slug_is_a_portable_name_with_room_for_endings(name):
    made = slug_or_none(name)
    assume(made is not None)
    assert portable_name(made)
    assert len(f".{made}.jsonl.lock".encode()) <= 255


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Ana Lee", "ana-lee"),
        ("ana-lee", "ana-lee"),
        ("  Ana  ", "ana"),
        ("J. R. Ewing", "j.-r.-ewing"),
        ("مراجعة", "مراجعة"),
        ("../x", "x-d6b96a97"),
        ("CON", "con-a3dbc4b6"),
    ],
)
def test_names_are_folded_to_readable_file_names(name, made):
    assert slug(name) == made


def test_a_long_name_is_cut_and_told_apart_by_a_digest():
    one, other = slug("x" * 300), slug("x" * 301)
    assert one != other
    assert one.rpartition("-")[0] == other.rpartition("-")[0] == "x" * 56


def test_composed_and_decomposed_letters_are_one_name():
    assert slug("Jos\u00e9") == slug("Jose\u0301") == "jos\u00e9"


@pytest.mark.parametrize("name", ["", "   ", "\t\n", "\u200b", "\u202e\u2066"])
def test_a_name_without_anything_visible_is_refused(name):
    with pytest.raises(StoreError) as caught:
        slug(name)
    assert str(caught.value) == "a name is empty. Give a name with at least one letter or digit."


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_any_reviewer_can_answer_in_the_folder_and_nowhere_else(tmp_path, house, name):
    folder = tmp_path / "reviews" / "villa"
    Review.open(folder, create=True, checklist=house, reviewer=name).answer("doors.locked", "yes")
    logs = [path.relative_to(tmp_path) for path in tmp_path.rglob("*.jsonl")]
    assert [log.parent.as_posix() for log in logs] == ["reviews/villa"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["house.yaml", "reviews"]


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_any_reviewer_is_named_as_they_name_themselves(tmp_path, house, name):
    Review.open(tmp_path / "villa", create=True, checklist=house, reviewer=name).answer("doors.locked", "yes")
    assert Review.open(tmp_path / "villa").state.reviewers == [name.strip()]


@pytest.mark.parametrize("name", ["payments-api", "Straße 12", "مراجعة", "a.b", "🚀", "con-1", "x" * 240])
def test_a_portable_folder_name(name):
    assert portable_name(name)


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "  ", "a.", "a ", "CON", "nul.txt", "com1", "a/b", "a\\b", "a:b", "a?", "a\0", "\ud800", "x" * 241],
)
def test_a_folder_name_that_some_system_cannot_keep(name):
    assert not portable_name(name)
