"""Resilience: what happens to a call, a job or a crowd when something is slow, full or down."""

from __future__ import annotations

import re

from archnb.scan.outgoing import HTTP_CALLS, outgoing, own_limits, pollers, queues, throttles, unbounded
from archnb.scan.proposal import Placed, Verdict, no, not_applicable, partial, unknown
from archnb.scan.registry import detects
from archnb.scan.repository import Repository

_RETRY_LIBRARIES = ("tenacity", "stamina", "backoff", "retrying", "urllib3.util.retry", "urllib3.util.Retry", "retry")
_BREAKERS = ("pybreaker", "circuitbreaker", "aiobreaker", "purgatory", "aiomisc.circuit_breaker", "hyx")
_FLAGS = ("openfeature", "waffle", "UnleashClient", "ldclient", "flipper", "flagsmith", "posthog.feature_enabled")
_SOFT = ("requests", "httpx", "aiohttp", "urllib3", "redis", "elasticsearch", "elastic_transport", "opensearchpy")
_NEAR_USERS = r"(^|[/_])(views?|viewsets?|api|routes?|routers?|endpoints?|handlers?|forms?|middleware)([/._]|$)"
_DEAD_LETTER = r"(?i)dead.?letter|\bdlq\b|redrive_?policy|maxReceiveCount|delivery.limit"


@detects("resilience.retries")
def retries(repo: Repository) -> Verdict | None:
    """Expect bounded policies; tenacity's bare decorator repeats for ever, and jobs may repeat by themselves."""
    bare = [
        f
        for f in repo.code.functions(decorator="tenacity.retry")
        if any(d.name == "tenacity.retry" and not d.keys and not d.args for d in f.decorators)
    ]
    if bare:
        return no("tenacity's retry without arguments repeats for ever and does not wait.", bare, confidence="high")
    policies: list[Placed] = [
        *repo.code.uses(*_RETRY_LIBRARIES),
        *repo.code.calls("urllib3.Retry", "requests.adapters.HTTPAdapter", keyword="max_retries"),
        *repo.code.calls("urllib3.Retry", "urllib3.util.Retry", "urllib3.util.retry.Retry"),
        *repo.code.calls("httpx.HTTPTransport", "httpx.AsyncHTTPTransport", keyword="retries"),
        *repo.code.calls("botocore.config.Config", "botocore.client.Config", keyword="retries"),
        *(f for f in repo.code.functions() if any(d.get("autoretry_for") or d.get("retry_for") for d in f.decorators)),
        *repo.code.calls("self.retry"),
    ]
    if policies:
        return partial("Some calls or jobs are retried; others have no policy of their own here.", policies)
    calls = outgoing(repo)
    if own := repo.code.functions(matching=lambda f: "retry" in f.name.lower() or "retries" in f.name.lower()):
        return unknown("The project seems to retry by its own code; read whether it is bounded.", own, calls[:2])
    if calls:
        return no("Other services are called, and no retry policy was found in production code.", calls)
    return _calls_nobody(repo)


def _calls_nobody(repo: Repository) -> Verdict | None:
    if repo.frameworks and not outgoing(repo) and not queues(repo):
        return not_applicable("No client of another service was found in production code.")
    return None


@detects("resilience.circuit-breakers")
def circuit_breakers(repo: Repository) -> Verdict | None:
    """Expect a breaker for each service that users wait on; a mesh may do it outside the code."""
    breakers: list[Placed] = [
        *repo.code.uses(*_BREAKERS),
        *(m for m in repo.manifests if m.kind == "DestinationRule" and "outlierDetection" in str(m.data)),
    ]
    if breakers:
        return partial("A breaker stands before some calls; whether it was seen to open is not to be told.", breakers)
    if own := repo.code.classes() and [c for c in repo.code.classes() if "circuitbreaker" in c.name.lower()]:
        return partial("The project has a breaker of its own; read what it protects.", own, confidence="low")
    if calls := outgoing(repo):
        return no("Other services are called, and neither a breaker nor a mesh that ejects hosts was found.", calls)
    return _calls_nobody(repo)


@detects("resilience.timeouts")
def timeouts(repo: Repository) -> Verdict | None:
    """Expect a limit on each wait; requests, smtplib and urlopen wait for ever unless told otherwise."""
    waiting = unbounded(repo)
    if on_path := [call for call in waiting if not _in_background(call.path) and not _is_probe(repo, call.path)]:
        reason = f"{len(on_path)} calls to other services give no timeout, so that they may wait for ever."
        near = [call for call in on_path if re.search(_NEAR_USERS, call.path)]
        return no(
            reason,
            near,
            [c for c in on_path if c not in near],
            confidence="high" if near and len(on_path) > 2 else "medium",
        )
    if waiting:
        return partial("Only calls of jobs, commands, probes and the start-up lack a timeout.", waiting)
    limits: list[Placed] = [
        *(call for call in repo.code.calls(*HTTP_CALLS) if call.get("timeout") is not None),
        *repo.code.calls("httpx.Timeout", "aiohttp.ClientTimeout"),
        *repo.code.texts(r"\b(statement_timeout|lock_timeout|command_timeout|socket_timeout|connect_timeout)\b"),
        *repo.code.calls("*.create_pool", "*.from_url", "redis.Redis", keyword="socket_timeout"),
        *repo.code.assigned("CELERY_TASK_TIME_LIMIT", "task_time_limit", "CELERYD_TASK_TIME_LIMIT"),
    ]
    if limits:
        return partial("Some waits have a limit; no test of a service that hangs is to be seen.", limits)
    return unknown("No timeout was found; libraries and the database may bring their own.", outgoing(repo))


def _in_background(path: str) -> bool:
    return any(
        word in path for word in ("management/commands", "tasks", "jobs", "worker", "cron", "/cli", "bin/", "apps.py")
    )


def _is_probe(repo: Repository, path: str) -> bool:
    name = path.rpartition("/")[2]
    return any(name in i.value for file in repo.dockerfiles for i in file.named("HEALTHCHECK"))


@detects("resilience.graceful-degradation")
def graceful_degradation(repo: Repository) -> Verdict | None:
    """Look for switches, and for failures of another service that are caught while the work goes on."""
    switches: list[Placed] = [
        *repo.code.uses(*_FLAGS),
        *repo.code.assigned("DJANGO_REDIS_IGNORE_EXCEPTIONS", "IGNORE_EXCEPTIONS"),
    ]
    caught = [
        handler
        for handler in repo.code.handlers()
        if not handler.reraises
        and any(name.split(".")[0] in _SOFT for name in handler.names)
        and not _in_background(handler.path)
    ]
    if switches:
        return partial("Features have a switch; not every service has a fallback.", switches, caught)
    if caught:
        reason = f"Failures of other services are caught in {len(caught)} places; read whether the request goes on."
        return partial(reason, caught, confidence="medium" if len(caught) > 2 else "low")
    return unknown("No switch and no fallback was found.", outgoing(repo)[:3])


@detects("resilience.error-handling")
def error_handling(repo: Repository) -> Verdict | None:
    """Expect narrow handlers that a linter keeps narrow; frameworks bring the last resort."""
    if not repo.frameworks:
        return None
    broad = [h for h in repo.code.handlers() if not h.names or {"Exception", "BaseException"} & set(h.names)]
    swallowed = [handler for handler in broad if handler.silent]
    if swallowed:
        reason = f"{len(swallowed)} handlers catch everything and say nothing; the framework records what they let by."
        return partial(reason, swallowed)
    if kept := [handler for handler in broad if not handler.reraises]:
        return partial(f"{len(kept)} handlers catch every error; the framework records what they let by.", kept)
    return partial("No handler catches everything; that writes roll back must be read.", confidence="low")


@detects("resilience.dead-letter-queues")
def dead_letter_queues(repo: Repository) -> Verdict | None:
    """Expect a place for jobs that failed for good; RQ, Dramatiq and queues in a database keep them."""
    found = queues(repo)
    kept: list[Placed] = [
        *repo.code.texts(_DEAD_LETTER),
        *(r for r in repo.resources if r.type == "aws_sqs_queue" and "redrive_policy" in r.body),
        *(f for f in repo.code.functions(matching=lambda f: f.name.endswith(".on_failure"))),
        *repo.code.references("celery.exceptions.Reject"),
    ]
    if not found:
        return _without_queue(repo)
    if kept:
        return partial("Jobs that failed for good seem to be kept; an alert and a replay are not to be seen.", kept)
    if keepers := repo.code.uses("rq", "django_rq", "dramatiq", "procrastinate", "django_q", "oban"):
        return partial("The queue keeps failed jobs for a while; no alert and no replay are to be seen.", keepers)
    if repo.code.names("django_celery_results"):
        return partial("Failed jobs leave a row in the database.", repo.code.names("django_celery_results"))
    if repo.code.uses("celery"):
        return no("Celery acknowledges jobs that failed for good, and nothing here keeps them.", found)
    return unknown("Whether the queue keeps failed jobs is not to be seen.", found)


def _without_queue(repo: Repository) -> Verdict | None:
    if polling := pollers(repo):
        return unknown("Commands that loop look for work; read what becomes of work that fails.", polling)
    threads = repo.code.calls("threading.Thread", "*.create_task", "*.add_task", "*.run_in_executor")
    if threads:
        return no("Jobs run in the web process, where those that fail are gone.", threads, confidence="low")
    if not repo.frameworks or repo.code.uses("kombu", "pika", "aio_pika", "aiokafka", "confluent_kafka", "kafka"):
        return None
    return not_applicable("No queue, stream or background job was found.", confidence="high")


@detects("resilience.bulkheads")
def bulkheads(repo: Repository) -> Verdict | None:
    """Expect heavy work to have queues, pools or limits of its own."""
    apart: list[Placed] = [
        *repo.code.assigned("CELERY_TASK_ROUTES", "CELERY_ROUTES", "task_routes", "CELERY_QUEUES", "task_queues"),
        *repo.code.assigned("RQ_QUEUES", "CELERY_TASK_QUEUES"),
        *(f for f in repo.code.functions() if any(d.get("queue") is not None for d in f.decorators)),
        *repo.code.calls("*.apply_async", "*.send_task", keyword="queue"),
        *repo.code.calls("asyncio.Semaphore", "anyio.CapacityLimiter", "asyncio.BoundedSemaphore", "httpx.Limits"),
    ]
    if apart:
        return partial("Some work has a queue or a limit of its own; other pools are shared.", apart)
    if found := queues(repo):
        return partial("Jobs leave the web process for a queue, and all of them share it.", found, confidence="low")
    if polling := pollers(repo):
        return partial("Some work has a process of its own; other pools are shared.", polling, confidence="low")
    if repo.frameworks and not throttles(repo):
        return no("Nothing keeps kinds of work apart: no queue, no limit, one pool.", confidence="low")
    return None


@detects("resilience.rate-limiting")
def rate_limiting(repo: Repository) -> Verdict | None:
    """Expect a cap on what is taken in; a library that no route uses is none."""
    if found := throttles(repo):
        return partial("A cap is active; whether it fits a measured capacity is not to be seen.", found)
    if limited := repo.code.calls("asyncio.Semaphore", "anyio.CapacityLimiter", "asyncio.BoundedSemaphore"):
        return partial("Only some work inside is capped; requests are not.", limited)
    if not repo.frameworks:
        return None
    if own := own_limits(repo):
        return unknown("The project has limits of its own; read which requests they cap.", own)
    return no("No cap on requests was found in the code or in a proxy's file here.", confidence="low")
