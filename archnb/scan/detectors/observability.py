"""Observability: what a running service tells, and where that can be read."""

from __future__ import annotations

import re

from archnb.scan.proposal import Placed, Verdict, no, partial, unknown, yes
from archnb.scan.registry import detects
from archnb.scan.repository import Repository
from archnb.scan.repository.module import Call

_JSON_LOGS = tuple("pythonjsonlogger json_log_formatter ecs_logging logfmter jsonformatter logstash_formatter".split())
_LOG_IDS = ("asgi_correlation_id", "django_guid", "request_id", "log_request_id", "django_structlog", "cid")
_LOG_STORES = (
    "watchtower logging_loki loki_logger_handler fluent google.cloud.logging graypy pygelf logstash_async cmreslogging "
    "logtail opencensus.ext.azure azure.monitor.opentelemetry"
).split()
_METRICS = (
    "prometheus_client prometheus_fastapi_instrumentator django_prometheus starlette_exporter starlette_prometheus "
    "prometheus_flask_exporter statsd datadog markus aioprometheus aws_embedded_metrics opentelemetry.metrics"
).split()
_AGENTS = ("ddtrace", "newrelic", "elasticapm", "scout_apm", "logfire")
_AGENT_COMMAND = r"opentelemetry-instrument|ddtrace-run|newrelic-admin run-program"
_TRACKERS = (
    "sentry_sdk.init",
    "rollbar.init",
    "bugsnag.configure",
    "elasticapm.contrib.*",
    "honeybadger.honeybadger.configure",
    "raygun4py.*",
    "raven.Client",
    "google.cloud.error_reporting.Client",
)
_TRACKER_APPS = ("raven.contrib.django", "elasticapm.contrib.django", "rollbar.contrib.django", "bugsnag.django")
_HEALTH = r"^(health(z|check|_check|-check)?|live(z|ness)?|alive|ready(z|ness)?|readiness|ping|heartbeat|up|status)$"
_HEALTH_URL = (
    r"(?i)^\^?/?([\w.-]+/)*"
    r"(health(z|[_-]?check)?|livez?|liveness|alive|readyz?|readiness|ping|heartbeat)/?\$?$"
)
_LOCAL_DRIVERS = (None, "none", "json-file", "local")
_LOG_IMAGES = r"promtail|fluent|vector|filebeat|logstash|grafana/(loki|alloy)"
_LOG_RESOURCES = r"cloudwatch_log_group|log_analytics_workspace|logging_\w+_sink"
_HEALTH_APPS = ("health_check", "watchman", "dockerflow.django", "django_healthz", "heartbeat")


@detects("observability.structured-logging")
def structured_logging(repo: Repository) -> Verdict | None:
    """Expect JSON or logfmt, with a correlation id in each line."""
    if not repo.frameworks:
        return None
    rendered: list[Placed] = [
        *repo.code.references("structlog.processors.JSONRenderer", "structlog.processors.LogfmtRenderer"),
        *repo.code.uses(*_JSON_LOGS),
        *repo.code.names(*_JSON_LOGS, "structlog.stdlib.ProcessorFormatter"),
        *(c for c in repo.code.calls("*.logger.add", "*.add") if c.get("serialize") and "loguru" in c.name),
        *(f for f in repo.code.classes("logging.Formatter") if "json" in f.name.lower()),
    ]
    identified = [*repo.code.uses(*_LOG_IDS), *repo.code.names(*_LOG_IDS)]
    identified += repo.code.references("structlog.contextvars.*", "structlog.contextvars.bind_contextvars")
    if rendered and identified:
        return partial(
            "Log lines are structured, with an id; read server lines and redaction.", rendered, identified[:2]
        )
    if rendered:
        return partial("The application's log lines are structured; a correlation id was not found.", rendered)
    if repo.code.uses("structlog"):
        return unknown(
            "structlog is in use; how its lines are rendered is not to be seen.", repo.code.uses("structlog")
        )
    plain: list[Placed] = [
        *repo.code.assigned("LOGGING", owner=""),
        *repo.code.calls("logging.basicConfig", "logging.config.dictConfig", "logging.config.fileConfig"),
        *repo.code.calls("logging.Formatter", "logging.getLogger"),
    ]
    if plain:
        return no("Log lines are free text: nothing in the code renders JSON or logfmt.", plain[:3])
    return unknown("No setup of logging was found.")


@detects("observability.log-aggregation")
def log_aggregation(repo: Repository) -> Verdict | None:
    """Expect logs in a store that outlives the instance."""
    shipped: list[Placed] = [
        *repo.code.uses(*_LOG_STORES),
        *repo.code.names(*_LOG_STORES),
        *(s for s in repo.services if s.data.mapping("logging").get("driver") not in _LOCAL_DRIVERS),
        *(s for s in repo.services if re.search(_LOG_IMAGES, s.image)),
        *(m for m in repo.manifests if re.search(_LOG_IMAGES, str(m.data.get("metadata")))),
        *(r for r in repo.resources if re.search(_LOG_RESOURCES, r.type)),
    ]
    if shipped:
        return partial("Logs are sent to a store; how long they stay and who reads them stands outside.", shipped)
    return unknown("Nothing here sends logs to a store; the platform may collect them.")


@detects("observability.metrics")
def metrics(repo: Repository) -> Verdict | None:
    """Expect rate, errors and duration of requests, collected from all workers."""
    if not repo.frameworks:
        return None
    counted = [*repo.code.uses(*_METRICS), *repo.code.names("django_prometheus", "django_statsd")]
    agents = [*repo.code.uses(*_AGENTS), *repo.code.names(*_AGENTS)]
    if counted or agents:
        return partial("Metrics leave the application; what stores them is not settled here.", counted, agents)
    if started := _started_by_agent(repo):
        return partial("An agent records requests; what stores its figures is not settled here.", started)
    return no(
        "No library or agent for metrics is used; only a balancer outside could count requests.", confidence="low"
    )


@detects("observability.tracing")
def tracing(repo: Repository) -> Verdict | None:
    """Expect one trace through requests, queries, calls and jobs, and a sampling that was chosen."""
    if not repo.frameworks:
        return None
    spans: list[Placed] = [
        *repo.code.calls(
            "opentelemetry.sdk.trace.TracerProvider", "ddtrace.patch_all", "ddtrace.patch", "logfire.configure"
        ),
        *(call for call in repo.code.calls("*.instrument", "*.instrument_app") if "Instrumentor" in call.name),
        *repo.code.uses("opentelemetry.trace", "elasticapm", "newrelic.agent", "jaeger_client", "ddtrace.tracer"),
        *_started_by_agent(repo),
    ]
    sampled = [c for c in repo.code.calls("sentry_sdk.init") if c.get("traces_sample_rate") or c.get("traces_sampler")]
    if spans:
        return partial("Traces are recorded; whether they cross each queue and service is not to be seen.", spans)
    if sampled:
        return partial("Sentry samples traces of requests; nothing else here traces.", sampled, confidence="low")
    return no("Nothing in the code or in what starts it records traces.")


def _started_by_agent(repo: Repository) -> list[Placed]:
    images = [i for f in repo.dockerfiles for i in f.named("CMD", "ENTRYPOINT") if re.search(_AGENT_COMMAND, i.value)]
    return [*images, *repo.search(_AGENT_COMMAND, "*.sh", "Procfile", "*compose*.y*ml")]


@detects("observability.error-tracking")
def error_tracking(repo: Repository) -> Verdict | None:
    """Expect a tracker started in production code, told of release and environment."""
    if not repo.frameworks:
        return None
    started: list[Placed] = [*repo.code.calls(*_TRACKERS), *repo.code.names(*_TRACKER_APPS)]
    started += repo.code.uses("newrelic.agent", "ddtrace", "logfire")
    if not started:
        if declared := repo.dependencies.declared("sentry-sdk", "rollbar", "bugsnag", "elastic-apm", "honeybadger"):
            return unknown("An error tracker is declared, and nothing in the code starts it.", declared)
        return no("Nothing in the code reports errors to a tracker.", repo.code.assigned("ADMINS", owner=""))
    told = [c for c in repo.code.calls(*_TRACKERS) if isinstance(c, Call) and c.get("release") and c.get("environment")]
    if told:
        return yes("An error tracker is started, with release and environment; triage stands outside.", told)
    return partial("An error tracker is started; release or environment is not given in the code.", started)


@detects("observability.health-checks")
def health_checks(repo: Repository) -> Verdict | None:
    """Expect separate paths for liveness and readiness, which something calls."""
    if not repo.frameworks:
        return None
    paths: list[Placed] = [r for r in repo.routes if r.segments and re.search(_HEALTH, r.segments[-1].lower())]
    routed = ("django.urls.path", "django.urls.re_path", "django.conf.urls.url", "*.add_url_rule", "*.Route")
    paths += [c for c in repo.code.calls(*routed) if any(re.search(_HEALTH_URL, text) for text in c.value.strings[:1])]
    paths += repo.code.names(*_HEALTH_APPS)
    paths += [text for text in repo.code.texts(_HEALTH_URL) if text.text.startswith("/")] if not paths else []
    probes = [m for m in repo.manifests if re.search(r"'(liveness|readiness)Probe'", str(m.data))]
    called: list[Placed] = [*probes, *(i for f in repo.dockerfiles for i in f.named("HEALTHCHECK"))]
    called += [s for s in repo.services if "build" in s.data and "healthcheck" in s.data]
    if not paths and not called:
        return no("The service has no path for health checks, and nothing here probes it.")
    if not paths:
        return partial("Something probes the service; the code has no path for it.", called, confidence="low")
    if not called:
        return partial("There is a path for health checks; what calls it stands outside.", paths, confidence="low")
    both = [m for m in probes if "'livenessProbe'" in str(m.data) and "'readinessProbe'" in str(m.data)]
    if both and len(paths) > 1:
        return yes("Separate paths for health are probed by Kubernetes.", paths, both)
    return partial("A path for health checks is probed; liveness and readiness are one check.", paths[:3], called[:3])
