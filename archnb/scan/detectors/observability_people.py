"""Observability, for people: alerts, baselines, events of the business, and dashboards."""

from __future__ import annotations

import re

from archnb.scan.proposal import Placed, Verdict, partial, unknown
from archnb.scan.registry import detects
from archnb.scan.repository import Repository

_PRODUCT = ("posthog", "mixpanel", "amplitude", "segment", "analytics", "statshog")
_ALERTS = r"metric_alarm|alert_policy|datadog_monitor|metric_alert|grafana_rule_group|newrelic_alert|pagerduty_service"
_BOARDS = r"grafana_dashboard|cloudwatch_dashboard|monitoring_dashboard|datadog_dashboard|newrelic_one_dashboard"
#: Counters of machinery, which say nothing about what the service is for.
_TECHNICAL = r"(?i)http|request|response|latency|exception|error|cache|db_|query|retry|connection|task"


@detects("observability.alerting")
def alerting(repo: Repository) -> Verdict | None:
    """Expect rules in version control that page a person."""
    rules: list[Placed] = [
        *(m for m in repo.manifests if m.kind == "PrometheusRule"),
        *repo.search(r"^\s*-\s*alert:\s*\S", "*.y*ml"),
        *(r for r in repo.resources if re.search(_ALERTS, r.type)),
    ]
    if rules:
        return partial("Alerting rules are in version control; whom they reach stands outside.", rules)
    return unknown("No alerting rule was found; it may stand in another repository.")


@detects("observability.baselines")
def baselines(repo: Repository) -> Verdict | None:
    """Expect recorded normal values that each release is compared with."""
    compared = repo.runs(r"--benchmark-compare|CodSpeedHQ/action|github-action-benchmark|asv (continuous|compare)")
    recorded = repo.search(r"^\s*-\s*record:\s*\S", "*.y*ml")
    if compared or recorded:
        return partial(
            "Figures are recorded or compared; targets for routes and jobs were not found.", compared, recorded
        )
    return unknown("No recorded figures and no comparison of releases were found.")


@detects("observability.business-metrics")
def business_metrics(repo: Repository) -> Verdict | None:
    """Expect key events counted where they become true, with an alert."""
    counters = repo.code.calls("prometheus_client.Counter", "prometheus_client.metrics.Counter", "*.create_counter")
    named = [call for call in counters if call.value.strings and not re.search(_TECHNICAL, call.value.strings[0])]
    events = [c for name in _PRODUCT for c in repo.code.calls(f"{name}.*") if re.search(r"(track|capture)$", c.name)]
    if named or events:
        reason = "The code counts events of its own; read whether they are the business's."
        return partial(reason, named, events, confidence="low")
    return unknown("No counter of business events was found.")


@detects("observability.dashboards")
def dashboards(repo: Repository) -> Verdict | None:
    """Expect a dashboard of the service, kept as code."""
    boards: list[Placed] = [
        *repo.search(
            r'^\s*"schemaVersion":\s*\d+',
            "*dashboard*.json",
            "*grafana*.json",
            "*/grafana/*.json",
            "*/dashboards/*.json",
        ),
        *(r for r in repo.resources if re.search(_BOARDS, r.type)),
        *(m for m in repo.manifests if m.kind == "GrafanaDashboard"),
    ]
    if boards:
        return partial("A dashboard is kept as code; its links and panels need a look.", boards)
    return unknown("No dashboard was found; it may be kept by hand.")
