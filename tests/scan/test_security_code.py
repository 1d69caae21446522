"""What is proposed for Security, about values, secrets and packages."""

QUERY = "from sqlalchemy import create_engine\n\ndef find(db, name):\n    db.execute({query})\n"
WORKFLOW = "on: pull_request\njobs:\n  a:\n    steps:\n      - run: {command}\n"


def test_a_query_put_together_as_text_needs_a_reader(said):
    files = {"app/a.py": QUERY.format(query='f"SELECT * FROM a WHERE b = {name}"')}
    assert said("security.sql-injection", files) == ("partial", "low", ("app/a.py:4",))


def test_bound_values_without_a_rule_of_a_linter_hold_in_part(said):
    files = {"app/a.py": QUERY.format(query='"SELECT * FROM a WHERE b = :b", {"b": name}')}
    assert said("security.sql-injection", files) == ("partial", "medium", ("app/a.py:1",))


def test_bound_values_with_a_rule_that_a_pipeline_runs_hold(said):
    files = {
        "app/a.py": QUERY.format(query='"SELECT 1"'),
        ".github/workflows/ci.yml": WORKFLOW.format(command="bandit -r app"),
    }
    assert said("security.sql-injection", files) == ("yes", "medium", (".github/workflows/ci.yml:5",))


def test_a_service_without_a_database_is_not_asked_about_sql(said):
    assert said("security.sql-injection", {"app/a.py": "a = 1\n"}) is None


def test_a_scanner_that_a_pipeline_runs_holds_in_part(said):
    files = {".github/workflows/ci.yml": WORKFLOW.format(command="pip-audit")}
    assert said("security.dependency-scanning", files) == ("partial", "medium", (".github/workflows/ci.yml:5",))


def test_a_scanner_that_is_only_installed_is_no_scan(said):
    files = {
        ".github/workflows/ci.yml": WORKFLOW.format(command="pip install pip-audit"),
        "requirements.txt": "flask\n",
    }
    assert said("security.dependency-scanning", files) == ("no", "medium", (".github/workflows/ci.yml:5",))


def test_a_signing_key_in_the_code_fails(said):
    files = {"shop/settings.py": 'SECRET_KEY = "abc"\n'}
    assert said("security.secrets-management", files) == ("no", "medium", ("shop/settings.py:1",))


def test_a_signing_key_in_tests_is_no_evidence(said):
    assert said("security.secrets-management", {"tests/settings.py": 'SECRET_KEY = "abc"\n'}) is None


def test_a_signing_key_from_the_environment_holds_in_part(said):
    files = {"shop/settings.py": 'import os\n\nSECRET_KEY = os.environ["SECRET_KEY"]\n'}
    assert said("security.secrets-management", files) == ("partial", "medium", ("shop/settings.py:3",))
