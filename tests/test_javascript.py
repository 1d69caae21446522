"""The form's ES modules, tested by Node's own test runner (the Node that Playwright brings)."""

from __future__ import annotations

import subprocess
from pathlib import Path

import playwright

NODE = Path(playwright.__file__).parent / "driver" / "node"
TESTS = sorted((Path(__file__).parent / "js").glob("*.test.mjs"))


def test_the_modules_pure_parts() -> None:
    assert TESTS
    ran = subprocess.run([NODE, "--test", *TESTS], capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 0, ran.stdout
    assert "fail 0" in ran.stdout
