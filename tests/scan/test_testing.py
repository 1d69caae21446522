"""What is proposed for Testing."""

WORKFLOW = """\
    on: {trigger}
    jobs:
      test:
        runs-on: ubuntu-latest
        steps:
          - uses: actions/checkout@v5
          - run: |
              pip install pytest
              {command}
    """
PATH = ".github/workflows/test.yml"


def workflow(command: str, trigger: str = "[push, pull_request]") -> dict[str, str]:
    return {PATH: WORKFLOW.format(trigger=trigger, command=command)}


def test_pytest_on_pull_requests_is_ci(said):
    assert said("testing.ci", workflow("pytest -n 2")) == ("yes", "medium", (f"{PATH}:9",))


def test_tests_behind_make_are_found_where_they_stand(said):
    files = workflow("make test") | {"Makefile": "test: lint\n\tpytest\n\nlint:\n\truff check\n"}
    assert said("testing.ci", files) == ("yes", "medium", ("Makefile:2",))


def test_tests_in_a_script_are_found_where_they_stand(said):
    files = workflow("bash scripts/test.sh") | {"backend/scripts/test.sh": "set -e\ncoverage run -m pytest\n"}
    assert said("testing.ci", files) == ("yes", "medium", ("backend/scripts/test.sh:2",))


def test_a_failure_that_is_swallowed_holds_in_part(said):
    assert said("testing.ci", workflow("pytest || true")) == ("partial", "medium", (f"{PATH}:9",))


def test_tests_at_night_alone_are_no_ci(said):
    files = workflow("pytest", trigger="{schedule: [{cron: '0 3 * * *'}]}")
    assert said("testing.ci", files) == ("no", "medium", (f"{PATH}:9",))


def test_installing_pytest_or_naming_it_in_a_comment_is_no_test_run(said):
    assert said("testing.ci", workflow("# pytest")) == ("no", "medium", (f"{PATH}:6",))


def test_without_a_pipeline_nothing_is_said(said):
    assert said("testing.ci", {"tests/test_app.py": "", "README.md": "Run pytest in CI.\n"}) == (None, "low", ())
