"""Whatever a file holds, it ends in a checklist or in a `ChecklistError`: in little memory, and in time."""

import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archnb import Checklist
from archnb.errors import ChecklistError
from archnb.formats import read
from archnb.formats.yaml_text import yaml_text

LARGEST = 5 * 2**20
PIECES = st.sampled_from(
    ["- [ ] ", "* [x] ", "1. [ ] ", "# ", "> ", "```", "<!-- ", "-->", "\n", "\n\n", "  ", "\t", "a", "[x](http://a.b)",
     "|a|b|\n", "|-|-|\n", "|[ ]|x|\n", "[r]: http://x\n", "[r]", "<details>", "<summary>s</summary>", "<h2>t</h2>",
     "\r\n", "\ufeff", "🚪", "---\n", "title: x\n", "\x00", "\u2028", "\\", "&#39;", "<!-- id: q -->", "{", "}", '"',
     "- b: 2\n", "&x ", "*x ", "<<: *x\n", ":", ",", "1e999", "!!t ", "sections:\n", "text: "]
)  # fmt: skip
FILES = ["- [ ] [[[[\n", "[", "-\n", "> - [ ] a\n", "|a|b|\n|-|-|\n", "# a\n", "*a_ `b` ", "\n"]  # fmt: skip


def parse(path: Path) -> Checklist | None:
    try:
        return Checklist.parse(read(path).data, path=path)
    except ChecklistError:
        return None


@settings(max_examples=200, deadline=None)
@given(
    st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join),
    st.sampled_from(["md", "yaml", "csv", "json", "x"]),
)
def test_any_text_ends_well_and_survives_being_written(tmp_path_factory, text, ending):
    path = tmp_path_factory.mktemp("fuzz") / f"house.{ending}"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    found = parse(path)
    if found:
        path.with_name("again.yaml").write_text(yaml_text(found.to_data()), encoding="utf-8")
        assert parse(path) == found == parse(path.with_name("again.yaml"))


@pytest.mark.parametrize("piece", FILES)
def test_5_mib_of_the_same_take_little_time_and_memory(tmp_path, piece):
    path = tmp_path / "house.md"
    path.write_text((piece * (LARGEST // len(piece) + 1))[:LARGEST])
    tracemalloc.start()
    start = time.process_time()
    parse(path)
    seconds, peak = time.process_time() - start, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10 * LARGEST
    assert seconds < 60
