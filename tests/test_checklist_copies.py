"""The copy of a checklist that a review is opened with, where somebody edited the one before."""

from pathlib import Path

from archnb import Checklist, Review


def test_beside_an_edited_copy_one_more_serves_all_reviews(tmp_path: Path, house: Checklist):
    reviews = tmp_path / "reviews"
    Review.open(reviews / "villa", create=True, checklist=house)
    (copy,) = (reviews / "checklists").iterdir()
    copy.write_text(
        copy.read_text(encoding="utf-8")
        .replace("version: '1'", "version: '1x'")
        .replace('version: "1"', 'version: "1x"'),
        encoding="utf-8",
    )
    Review.open(reviews / "barn", create=True, checklist=house)
    Review.open(reviews / "shed", create=True, checklist=house)
    copies = sorted(Checklist.load(file).version for file in (reviews / "checklists").iterdir())
    assert copies == ["1", "1x"]
    assert Review.open(reviews / "villa").checklist == house
