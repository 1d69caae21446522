"""Calls to other services, queues and throttles: what several sections ask a repository about."""

from __future__ import annotations

from archnb.scan.proposal import Placed
from archnb.scan.repository import Repository
from archnb.scan.repository.module import Call, Function

__all__ = ["HTTP_CALLS", "outgoing", "own_limits", "pollers", "queues", "throttles", "unbounded"]

_VERBS = ("get", "post", "put", "patch", "delete", "head", "request")
_REQUESTS = tuple(f"requests.{verb}" for verb in _VERBS)
_SESSIONS = tuple(f"{session}.{verb}" for session in ("requests.Session()", "requests.session()") for verb in _VERBS)
#: Calls that reach another service.
HTTP_CALLS = (
    *_REQUESTS,
    *_SESSIONS,
    *(f"httpx.{verb}" for verb in _VERBS),
    "httpx.Client",
    "httpx.AsyncClient",
    "aiohttp.ClientSession",
    "urllib.request.urlopen",
    "smtplib.SMTP",
    "smtplib.SMTP_SSL",
)
_CLIENTS = ("boto3", "aioboto3", "stripe", "twilio", "openai", "anthropic", "grpc", "emails", "slack_sdk", "sendgrid")
_MAILERS = ("django.core.mail", "aiosmtplib", "fastapi_mail", "flask_mail", "googleapiclient", "google.cloud", "ldap3")
_QUEUES = ("celery", "rq", "django_rq", "dramatiq", "huey", "arq", "procrastinate", "django_q", "taskiq")
_THROTTLES = ("slowapi", "flask_limiter", "django_ratelimit", "ratelimit", "fastapi_limiter", "limits", "aiolimiter")
_PROXIES = ("*.conf", "*.conf.*", "*nginx*", "Caddyfile*", "*traefik*", "*compose*.y*ml", "*ingress*.y*ml")


def outgoing(repo: Repository) -> list[Placed]:
    """Return where production code calls other services; databases are none."""
    return [*repo.code.calls(*HTTP_CALLS), *repo.code.uses(*_CLIENTS, *_MAILERS)]


def unbounded(repo: Repository) -> list[Call]:
    """Return the calls that wait for ever; those that pass ``**options`` on are left out."""
    silent = repo.code.calls(*_REQUESTS, *_SESSIONS, "urllib.request.urlopen", "smtplib.SMTP", "smtplib.SMTP_SSL")
    found: list[Call] = []
    for call in silent:
        given = call.get("timeout")
        positional = call.name.startswith("urllib") and len(call.args) > 2
        if (given is None and not positional and not _passes_options(repo, call.path, call.line)) or (
            given is not None and given.kind == "constant" and given.constant is None
        ):
            found.append(call)
    endless = repo.code.calls("httpx.*", keyword="timeout")
    return [*found, *(c for c in endless if (t := c.get("timeout")) and t.kind == "constant" and t.constant is None)]


def _passes_options(repo: Repository, path: str, line: int) -> bool:
    lines = repo.text(repo.tree.files[path]).split("\n")
    depth, text = 0, ""
    for part in lines[line - 1 : line + 15]:
        text += part
        depth += part.count("(") - part.count(")")
        if depth <= 0:
            break
    return "**" in text


def queues(repo: Repository) -> list[Placed]:
    """Return where production code uses a job queue."""
    return [*repo.code.uses(*_QUEUES)]


def pollers(repo: Repository) -> list[Call]:
    """Return the waits in loops of commands: such a command is a process of its own that looks for work."""
    waits = repo.code.calls("time.sleep", "asyncio.sleep")
    return [wait for wait in waits if wait.in_loop and "management/commands/" in wait.path]


def own_limits(repo: Repository) -> list[Function]:
    """Return the functions that are named as limits on what is taken in."""
    names = ("throttl", "rate_limit", "ratelimit", "tokenbucket", "token_bucket")
    return [f for f in repo.code.functions() if any(name in f.name.lower() for name in names)]


def throttles(repo: Repository) -> list[Placed]:
    """Return the caps on requests, in code or in a proxy's file."""
    return [
        *repo.code.uses(*_THROTTLES),
        *repo.code.assigned("DEFAULT_THROTTLE_CLASSES", "throttle_classes", "RATELIMIT_DEFAULT"),
        *repo.code.names("rest_framework.throttling"),
        *repo.search(
            r"(?i)^[^#]*(\blimit_req\s|\blimit_conn\s|\bratelimit\b|limit-rps|--limit-concurrency)", *_PROXIES
        ),
    ]
