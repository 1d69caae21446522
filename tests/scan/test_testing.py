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


CLIENT = "def test_orders(client):\n    assert client.get('/orders').json() == []\n"
APP = {"app/main.py": "import fastapi\n\napp = fastapi.FastAPI()\n"}
TEST = APP | {"tests/test_orders.py": CLIENT}


def test_code_without_any_test_has_no_unit_tests(said):
    assert said("testing.unit", APP | {"README.md": "Run the unit tests.\n"}) == ("no", "high", ())


def test_a_limit_with_branches_in_ci_holds(said):
    files = {"pyproject.toml": "[tool.coverage.run]\nbranch = true\n[tool.coverage.report]\nfail_under = 85\n"}
    files |= TEST | workflow("pytest --cov=app")
    assert said("testing.unit", files) == ("yes", "medium", ("pyproject.toml:1", f"{PATH}:9"))


def test_a_limit_without_branches_holds_in_part(said):
    files = TEST | workflow("pytest --cov=app --cov-fail-under=85")
    assert said("testing.unit", files)[:2] == ("partial", "medium")


def test_installing_a_coverage_tool_measures_nothing(said):
    assert said("testing.unit", TEST | workflow("pip install pytest-cov")) == ("no", "low", ("tests/test_orders.py:1",))


def test_a_client_and_a_database_in_ci_integrate_in_part(said):
    files = TEST | {PATH: "on: push\njobs:\n  test:\n    services:\n      db:\n        image: postgres:16\n"}
    assert said("testing.integration", files) == ("partial", "medium", ("tests/test_orders.py:2", f"{PATH}:6"))


def test_an_engine_that_a_command_starts_in_ci_integrates_in_part(said):
    files = TEST | workflow("sudo systemctl start postgresql.service")
    assert said("testing.integration", files) == ("partial", "medium", ("tests/test_orders.py:2", f"{PATH}:9"))


def test_an_http_client_in_production_code_is_no_integration_test(said):
    files = APP | {"app/mail.py": CLIENT, "tests/test_sum.py": "def test_sum():\n    assert 1 + 1 == 2\n"}
    assert said("testing.integration", files) == (None, "low", ())


def test_assertions_on_answers_guard_a_contract_in_part(said):
    assert said("testing.api-contracts", TEST) == ("partial", "medium", ("tests/test_orders.py:2",))


def test_a_compared_schema_and_checked_responses_are_a_contract(said):
    files = workflow("oasdiff breaking --fail-on ERR old.json new.json")
    files |= {"tests/test_api.py": "import schemathesis\n\nschema = schemathesis.openapi.from_path('openapi.json')\n"}
    evidence = (f"{PATH}:9", "tests/test_api.py:1", "tests/test_api.py:3")
    assert said("testing.api-contracts", APP | files) == ("yes", "medium", evidence)


def test_a_load_script_that_nobody_runs_holds_in_part(said):
    script = "from locust import HttpUser\n\nclass Buyer(HttpUser):\n    pass\n"
    assert said("testing.load", APP | {"load/locustfile.py": script})[:2] == ("partial", "medium")


def test_locust_declared_or_mentioned_is_no_load_test(said):
    files = APP | {"requirements-dev.txt": "locust==2.40\n", "docs/load.md": "We love locust and k6.\n"}
    assert said("testing.load", files) == ("no", "medium", ())


def test_one_of_three_kinds_of_security_tests_holds_in_part(said):
    files = APP | {"tests/test_access.py": "def test_orders_forbidden_for_guests():\n    pass\n"}
    assert said("testing.security", files) == ("partial", "medium", ("tests/test_access.py:1",))


def test_a_scanner_that_is_only_installed_checks_nothing(said):
    assert said("testing.security", TEST | workflow("pip install bandit")) == ("no", "medium", ())


def test_factories_serve_tests_in_part(said):
    factory = "import factory\n\nclass OrderFactory(factory.Factory):\n    pass\n"
    files = TEST | {"tests/factories.py": factory}
    assert said("testing.fixtures", files)[:2] == ("partial", "medium")
    assert said("testing.fixtures", files | workflow("pytest -n auto"))[:2] == ("yes", "medium")


def test_factories_in_production_code_are_no_fixtures(said):
    files = TEST | {"app/factories.py": "from factory import Factory\n\nclass App(Factory):\n    pass\n"}
    assert said("testing.fixtures", files) == ("no", "low", ())


def test_mocks_without_a_spec_hold_in_part(said):
    files = TEST | {"tests/test_mail.py": "from unittest.mock import patch\n\nwith patch('app.mail.send'):\n    pass\n"}
    assert said("testing.mocking", files) == ("partial", "medium", ("tests/test_mail.py:3",))


def test_nothing_outside_and_no_mock_needs_no_mocking(said):
    assert said("testing.mocking", TEST) == ("na", "medium", ())
