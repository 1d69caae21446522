"""Several reviewers' votes: made one status, and how far they agree."""

import builtins
import math

import krippendorff
import numpy as np
import pandas as pd
import pytest

from archnb import metrics

SAID = {"Y": "yes", "P": "partial", "N": "no", "A": "na", "U": "unanswered"}
NAN = np.nan
#: Krippendorff (2011), section "C": four observers, twelve units.
DATA_C = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
    [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
]


def votes(*units: str) -> pd.DataFrame:
    """One word per item, one letter per reviewer."""
    rows = [("p", f"i{n}", f"r{who}", SAID[letter]) for n, unit in enumerate(units) for who, letter in enumerate(unit)]
    return pd.DataFrame(rows, columns=["project", "item", "reviewer", "status"])


@pytest.mark.parametrize(
    ("cast", "status", "disputed"),
    [
        ("YN", "no", True),
        ("YP", "partial", True),
        ("AY", "yes", True),
        ("AAY", "na", True),
        ("U", "unanswered", False),
        ("YY", "yes", False),
        ("AAYN", "no", True),
        ("YYN", "yes", True),
        ("YPN", "partial", True),
        ("YYNN", "no", True),
        ("YYYN", "yes", True),
        ("UY", "yes", False),
    ],
)
def test_resolve(cast, status, disputed):
    row = metrics.resolve(votes(cast)).loc[("p", "i0")]
    assert (row["status"], row["disputed"]) == (status, disputed)


def test_resolve_gives_the_five_words_as_categories():
    found = metrics.resolve(votes("YN"))
    assert found["status"].cat.categories.tolist() == ["yes", "partial", "no", "na", "unanswered"]
    assert found["votes"].tolist() == [2]


def test_a_shared_answer_after_the_votes_settles_them_and_an_older_one_does_not():
    cast = votes("YN", "YN").assign(answered_at=pd.Timestamp("2026-11-02", tz="UTC"))
    moments = [pd.Timestamp("2026-11-03", tz="UTC"), pd.Timestamp("2026-11-01", tz="UTC")]
    shared = pd.DataFrame({"project": "p", "item": ["i0", "i1"], "status": "partial", "answered_at": moments})
    found = metrics.resolve(cast, shared)
    assert found["status"].tolist() == ["partial", "no"]
    assert found["disputed"].tolist() == [False, True]


@pytest.mark.parametrize(
    ("level", "expected"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_the_package_gives_krippendorffs_own_results(level, expected):
    assert round(krippendorff.alpha(DATA_C, level_of_measurement=level), 3) == expected


def test_alpha_is_ordinal():
    near = metrics.agreement(votes("YY", "NN", "PP", "YP")).loc["all", "alpha"]
    far = metrics.agreement(votes("YY", "NN", "PP", "YN")).loc["all", "alpha"]
    assert near > far
    three = [[1, 0, 0.5, 1], [1, 0, 0.5, 0.5]]
    assert near == pytest.approx(krippendorff.alpha(three, level_of_measurement="ordinal"))


def test_high_raw_agreement_on_a_rare_status_can_have_no_alpha():
    row = metrics.agreement(votes(*["YY"] * 95, *["YN"] * 5)).loc["all"]
    assert row["raw"] == 0.95
    assert round(row["alpha"], 3) == -0.021
    assert (row["n"], row["n_valued"], row["reason"]) == (100, 100, "")


@pytest.mark.parametrize(
    ("units", "reason"),
    [
        ([], "one reviewer only"),
        (["Y", "N"], "one reviewer only"),
        (["YU", "UN"], "no item has votes by two reviewers"),
        (["AA", "AY"], "no item has two votes of yes, partial or no"),
        (["YY", "YY"], "every vote is the same: chance cannot be told from agreement"),
    ],
)
def test_what_cannot_be_said_is_nan_with_a_reason(units, reason):
    row = metrics.agreement(votes(*units)).loc["all"]
    assert math.isnan(row["alpha"])
    assert row["reason"] == reason


def test_agreement_by_item_keeps_items_with_one_vote():
    table = metrics.agreement(votes("YN", "Y"), by="item")
    assert table["raw"].tolist() == pytest.approx([0.0, NAN], nan_ok=True)
    assert table["reason"].tolist() == ["", "no item has votes by two reviewers"]
    assert table.index.name == "item"


def test_three_votes_count_each_pair():
    assert metrics.agreement(votes("YYN")).loc["all", "raw"] == pytest.approx(1 / 3)


def test_without_the_package_the_error_says_how_to_get_it(monkeypatch):
    found = builtins.__import__

    def refuse(name, *rest, **named):
        if name == "krippendorff":
            raise ImportError(name)
        return found(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(metrics.MissingPackageError, match=r'Install it: pip install "archnb\[agreement\]"\.$'):
        metrics.agreement(votes("YN"))
