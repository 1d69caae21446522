"""What is proposed for Observability."""

APP = {"app/main.py": "import fastapi\n\napp = fastapi.FastAPI()\n"}


def with_code(code: str) -> dict[str, str]:
    return APP | {"app/observed.py": code}


def test_a_json_formatter_structures_logs_in_part(said):
    code = "from pythonjsonlogger import jsonlogger\n\nformatter = jsonlogger.JsonFormatter()\n"
    assert said("observability.structured-logging", with_code(code))[:2] == ("partial", "medium")


def test_plain_logging_is_not_structured(said):
    files = with_code("import logging\n\nlogging.basicConfig()\n") | {"requirements.txt": "python-json-logger\n"}
    assert said("observability.structured-logging", files) == ("no", "medium", ("app/observed.py:3",))


def test_a_logging_driver_ships_logs(said):
    compose = "services:\n  web:\n    build: .\n    logging: {driver: awslogs}\n  db:\n    logging: {driver: none}\n"
    assert said("observability.log-aggregation", {"compose.yml": compose}) == ("partial", "medium", ("compose.yml:2",))


def test_a_counter_is_a_metric_and_its_name_tells_the_business(said):
    code = "from prometheus_client import Counter\n\norders = Counter('orders_paid', 'Orders')\n"
    assert said("observability.metrics", with_code(code))[:2] == ("partial", "medium")
    assert said("observability.business-metrics", with_code(code)) == ("partial", "low", ("app/observed.py:3",))


def test_metrics_of_tests_are_no_metrics(said):
    files = APP | {"tests/test_m.py": "import statsd\n\nstatsd.StatsClient()\n", "requirements.txt": "statsd\n"}
    assert said("observability.metrics", files) == ("no", "low", ())


def test_a_tracer_records_in_part(said):
    code = "from opentelemetry.sdk.trace import TracerProvider\n\nprovider = TracerProvider()\n"
    assert said("observability.tracing", with_code(code)) == ("partial", "medium", ("app/observed.py:3",))


def test_tracing_in_a_comment_traces_nothing(said):
    assert said("observability.tracing", with_code("# from opentelemetry import trace\n")) == ("no", "medium", ())


def test_a_tracker_with_release_and_environment_is_configured(said):
    code = "import sentry_sdk\n\nsentry_sdk.init(dsn='', release='1', environment='prod')\n"
    assert said("observability.error-tracking", with_code(code)) == ("yes", "medium", ("app/observed.py:3",))


def test_a_declared_tracker_that_nothing_starts_settles_nothing(said):
    assert said("observability.error-tracking", APP | {"requirements.txt": "sentry-sdk\n"})[0] is None


def test_a_health_path_that_an_image_probes_holds_in_part(said):
    files = with_code("from app.main import app\n\n@app.get('/health')\ndef health():\n    return {}\n")
    files |= {"Dockerfile": "FROM python:3.12\nHEALTHCHECK CMD curl localhost/health\n"}
    assert said("observability.health-checks", files)[:2] == ("partial", "medium")


def test_a_service_without_a_health_path_has_none(said):
    assert said("observability.health-checks", APP | {"README.md": "GET /health\n"}) == ("no", "medium", ())


def test_alerting_rules_are_found_and_comments_are_none(said):
    rules = "groups:\n- rules:\n  - alert: HighErrorRate\n    expr: up == 0\n"
    assert said("observability.alerting", {"ops/rules.yml": rules}) == ("partial", "medium", ("ops/rules.yml:3",))
    assert said("observability.alerting", {"ops/rules.yml": "# - alert: X\n"})[0] is None


def test_recording_rules_are_baselines_in_part(said):
    rules = "groups:\n- rules:\n  - record: p95\n"
    assert said("observability.baselines", {"ops/rules.yml": rules}) == ("partial", "medium", ("ops/rules.yml:3",))


def test_a_dashboard_as_code_holds_in_part(said):
    board = '{\n  "schemaVersion": 39\n}\n'
    assert said("observability.dashboards", {"ops/dashboard.json": board}) == (
        "partial",
        "medium",
        ("ops/dashboard.json:2",),
    )
    assert said("observability.dashboards", {"docs/dashboard.json": board, "ops/dashboard.json": "{}"})[0] is None
