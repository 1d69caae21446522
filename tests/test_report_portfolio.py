"""The report of a portfolio says in words, tables and pictures what the answers say."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_page import Document, add, mark, page

AS_OF = ("--as-of", "2026-07-01")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """Three houses: one with a blocker, one that was mended in June, one hardly begun."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("town"))
        hut = add(
            "hut", "npyyp.", team="red", said={"doors.locked": {"owner": "ben", "due": "2026-06-01", "note": "Open."}}
        )
        villa = add("villa", "yynynn", team="blue")
        mark(villa, "spring", "2026-03-31")
        mark(hut, "spring", "2026-03-31")
        add("villa", "....yy", day="2026-06-10")
        add("shed", "y.....", team="red", day="2026-06-11")
        return page("reviews", *AS_OF, "--title", "The town")


def test_blockers_come_first(town: Document):
    assert town.said["Blockers"] == (
        "1 of 3 projects must not ship while a critical item is at no: hut (1 item). "
        "The items: “Every door can be locked” (1 project)."
    )
    assert list(town.said)[5] == "Blockers"


def test_the_numbers_above_all_else(town: Document):
    # 12 of 18 answered. Values: hut 0 ½ 1 1 ½, villa 1 1 0 1 1 1, shed 1: 9 of 12; the rest as no and as yes: of 18.
    said = {
        name: said
        for name, said in town.said.items()
        if name in ("Projects", "Answered", "Score", "Blocked", "Findings")
    }
    assert said == {
        "Projects": "3 ",
        "Answered": "67 % of 18 questions",
        "Score": "75 % 50–83 % with the missing answers",
        "Blocked": "1 of 3",
        "Findings": "4 1 overdue",
    }


def test_what_changed_since_the_last_milestone(town: Document):
    # Valued at both: hut 3 of 5 and villa 3 of 6 then, 5 of 6 now.
    assert town.said["Since spring"] == (
        "2 answers improved and 0 regressed; over the 11 answers valued at both dates the score went from 55 % to 73 % "
        "(+18 pp). Of the teams, blue rose most (+33 pp)."
    )


def test_where_one_fix_helps_most_and_what_is_left_undone(town: Document):
    assert town.said["Left undone"] == "Of 4 findings 1 is overdue, 1 of them critical or high; 3 have no owner."
    assert town.said["Where one fix helps most"] == (
        "By the number of projects that it would mend: “Every door can be locked” (1 project), “Doors are wide” "
        "(1 project) and “No door squeaks” (1 project)."
    )


def test_thin_reviews_are_named(town: Document):
    assert town.said["How far to trust this"].endswith("Fewer than 80 % are answered in shed (17 %).")


def test_projects_stand_weakest_first(town: Document):
    rows = [row for row in town.rows if row[0].split()[0] in ("hut", "villa", "shed") and len(row) == 11]
    assert rows == [
        ["hut red", "83 %", "60 %", "50–67 %", "✘ 1 at no", "1", "1", "0", "1", "1", "2026-03-10"],
        ["villa blue", "100 %", "83 %", "83 %", "✔ passes", "0", "0", "1", "0", "0", "2026-06-10"],
        ["shed red", "17 %", "100 %", "17–100 %", "✔ passes", "0", "0", "0", "0", "0", "2026-06-11"],
    ]


def test_a_finding_has_owner_and_due_date_and_what_is_overdue_is_told(town: Document):
    assert town.row("hut")[0] == "hut red"
    [row] = [row for row in town.rows if row[1:2] == ["Every door can be locked Doors"]]
    assert row == ["hut", "Every door can be locked Doors", "✘ no", "Open.", "ben", "2026-06-01 overdue by 30 days"]


def test_findings_are_counted_by_severity(town: Document):
    assert town.row("critical") == ["critical", "1", "0", "1", "1", "0", "0"]
    assert town.row("all") == ["all", "2", "2", "4", "1", "3", "3"]


def test_every_picture_has_words(town: Document):
    words = town.values("alt")
    assert len(words) == town.tags.count("img") == town.tags.count("figcaption") == 7
    assert words[0] == "Which project is weak where? 3 projects, weakest first. hut is weakest with 60 % overall (83 % answered), lowest in Doors (50 %)."  # noqa: E501  # fmt: skip


def test_the_page_needs_no_other_file_and_no_script(town: Document):
    assert {"script", "link", "iframe", "object", "base"} & set(town.tags) == set()
    assert [source for source in town.values("src") if not (source or "").startswith("data:image/png;base64,")] == []
    assert {name for name, _ in town.attributes if name.startswith("on") or name == "style"} == set()


def test_the_contents_lead_to_the_parts(town: Document):
    parts = ["summary", "projects", "sections", "weakest", "change", "findings", "method"]
    assert town.values("href") == ["#summary", *(f"#{part}" for part in parts)]
    assert town.values("id") == parts


def test_what_could_not_be_read_is_told_without_this_machines_folders(tmp_path: Path):
    add("hut", "yyyyyy")
    add("villa", "yyyyyy")
    Path("reviews", "hut", "ben.jsonl").write_text("no json\n")
    found = page("reviews", *AS_OF)
    assert "What could not be read" in found.words
    assert "reviews/hut/ben.jsonl:1" in found.words
    assert str(tmp_path) not in found.html


def test_without_history_no_change_is_told():
    add("hut", "yyyyyy")
    add("villa", "yyyyyy")
    assert "What changed" not in page("reviews", *AS_OF).words


def test_a_portfolio_without_an_answer_has_a_report():
    add("hut", "......")
    add("villa", "......")
    found = page("reviews", *AS_OF)
    assert found.said["Score"] == "– 0–100 % with the missing answers"
    assert "There is no finding: nothing is answered no or partial." in found.words


def test_two_checklists_are_told_apart():
    add("hut", "nyyyyy")
    other = Path("reviews", "checklists", "two.yaml")
    other.write_text("id: two\ntitle: Two\nversion: '1'\nsections:\n- id: d\n  title: Doors\n  items:\n"
                     "  - {id: doors.locked, text: Doors lock themselves, severity: critical}\n")  # fmt: skip
    path = Path("reviews", "tower")
    path.mkdir()
    (path / "review.json").write_text('{"project": "tower", "checklist": {"id": "two", "version": "1"}}')
    (path / "ana.jsonl").write_text('{"at": "2026-03-01T10:00:00Z", "item": "doors.locked", "status": "no"}\n')
    found = page("reviews", *AS_OF)
    assert "“Every door can be locked” (1 project) and “Doors lock themselves” (1 project)" in found.said["Blockers"]
    assert "Six 1 · Two 1" in found.words


def test_the_fictional_portfolio_fits_into_two_megabytes():
    data = Path(__file__).parents[1] / "data" / "portfolio"
    found = page(str(data), "--as-of", "2026-11-23")
    assert len(found.html.encode()) < 2_000_000
    assert found.said["Blockers"].startswith("8 of 24 projects must not ship")
    assert "payments rose most" in found.said["Since 2026-Q2"]
    assert "warehouse fell most" in found.said["Since 2026-Q2"]
    assert found.said["Weakest practices"].startswith("“Dead letter queues exist” (no in 19")
