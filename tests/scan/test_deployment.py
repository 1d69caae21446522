"""What is proposed for Deployment & Infrastructure."""

PROJECT = '[project]\nname = "shop"\ndependencies = ["fastapi{version}"]\n'
LOCK = 'version = 1\n\n[[package]]\nname = "fastapi"\nversion = "0.120.0"\n'
ITEM = "deployment.pinned-dependencies"


def test_a_lock_file_with_a_bot_pins_dependencies(said):
    files = {
        "pyproject.toml": PROJECT.format(version=">=0.100"),
        "uv.lock": LOCK,
        ".github/dependabot.yml": "version: 2\n",
    }
    assert said(ITEM, files) == ("yes", "high", ("uv.lock:1", ".github/dependabot.yml:1"))


def test_a_lock_file_that_nothing_updates_pins_in_part(said):
    files = {"pyproject.toml": PROJECT.format(version=">=0.100"), "uv.lock": LOCK}
    assert said(ITEM, files) == ("partial", "medium", ("uv.lock:1",))


def test_ranges_without_a_lock_file_do_not_pin(said):
    assert said(ITEM, {"pyproject.toml": PROJECT.format(version=">=0.100")}) == ("no", "high", ("pyproject.toml:3",))


def test_hashes_pin_in_part(said):
    files = {"requirements.txt": "fastapi==0.120.0 \\\n    --hash=sha256:00\n"}
    assert said(ITEM, files) == ("partial", "medium", ("requirements.txt:2",))


def test_a_lock_file_of_an_example_or_of_the_front_end_pins_nothing(said):
    files = {
        "pyproject.toml": PROJECT.format(version=""),
        "examples/tiny/uv.lock": LOCK,
        "frontend/package-lock.json": "{}",
    }
    assert said(ITEM, files) == ("no", "high", ("pyproject.toml:3",))


def test_no_python_project_has_nothing_to_pin(said):
    assert said(ITEM, {"README.md": "poetry.lock and uv.lock are fine files\n"}) is None
