"""Importing archnb is cheap: heavy libraries wait for the call that needs them."""

import subprocess
import sys

import pytest

HEAVY = {"pandas", "numpy", "matplotlib", "anywidget", "ipywidgets", "IPython", "nbformat"}
USES = {
    "import": "import archnb",
    "names": "import archnb; archnb.Checklist, archnb.Review, archnb.ArchnbError, archnb.ArchnbWarning",
    "load": "import archnb; archnb.Checklist.load('python-backend')",
    "open and answer": (
        "import archnb; review = archnb.Review.open('villa', create=True); review.answer('security.cors', 'no'); "
        "review.score, review.bounds, review.coverage, review.state.findings(), repr(review)"
    ),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES.keys())
def test_no_heavy_library_is_imported(tmp_path, use):
    code = f"{use}\nimport sys; print(*sys.modules, sep='\\n')"
    asked = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    )
    loaded = asked.stdout.splitlines()
    assert "archnb" in loaded
    assert HEAVY.intersection(loaded) == set()


def test_every_public_name_is_there_and_documented():
    import archnb

    names = set(archnb.__all__) - {"__version__"}
    assert [name for name in sorted(names) if not getattr(archnb, name).__doc__] == []
    assert names <= set(dir(archnb))


def test_an_unknown_name_is_no_attribute():
    import archnb

    with pytest.raises(AttributeError, match="module 'archnb' has no attribute 'Reviev'"):
        _ = archnb.Reviev
