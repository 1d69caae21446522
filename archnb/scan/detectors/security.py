"""Security: what production code and its settings allow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from archnb.scan.proposal import Verdict, no, partial, unknown, yes
from archnb.scan.registry import detects
from archnb.scan.repository import Repository, Value


class _CorsPolicy(NamedTuple):
    place: str
    allows_all: bool
    credentials: bool


@detects("security.cors")
def cors(repo: Repository) -> Verdict | None:
    """Expect listed origins; a wildcard with credentials opens private data to every site."""
    policies = [*_cors_in_settings(repo), *_cors_in_calls(repo)]
    if not policies:
        return unknown("No CORS policy was found in the code; a proxy may set one.")
    if bad := [policy for policy in policies if policy.allows_all and policy.credentials]:
        return no("Every origin is allowed, with credentials.", bad, confidence="high")
    if loose := [policy for policy in policies if policy.allows_all]:
        return partial("Every origin is allowed, without credentials; that suits public data alone.", loose)
    return yes("Origins are listed; read the list that production really gets.", policies)


def _cors_in_settings(repo: Repository) -> Iterator[_CorsPolicy]:
    if not repo.code.names("corsheaders.middleware.CorsMiddleware"):
        return  # the settings are read by nobody
    everybody = repo.code.assigned("CORS_ALLOW_ALL_ORIGINS", "CORS_ORIGIN_ALLOW_ALL", owner="")
    credentials = repo.code.assigned("CORS_ALLOW_CREDENTIALS", owner="")
    listed = repo.code.assigned(
        "CORS_ALLOWED_ORIGINS", "CORS_ORIGIN_WHITELIST", "CORS_ALLOWED_ORIGIN_REGEXES", owner=""
    )
    for setting in everybody[:1] or listed[:1]:
        yield _CorsPolicy(setting.place, setting.value.is_(True), any(c.value.is_(True) for c in credentials[:1]))


def _cors_in_calls(repo: Repository) -> Iterator[_CorsPolicy]:
    for call in repo.code.calls("*.add_middleware", "*.Middleware", "*.CORSMiddleware"):
        if any(name.endswith(".CORSMiddleware") for name in call.value.names):
            yield _CorsPolicy(call.place, _has_star(call.get("allow_origins")), _is_true(call.get("allow_credentials")))
    for call in repo.code.calls("flask_cors.CORS"):
        origins = call.get("origins") or call.get("resources")  # without either, all are allowed
        yield _CorsPolicy(call.place, origins is None or _has_star(origins), _is_true(call.get("supports_credentials")))


def _has_star(origins: Value | None) -> bool:
    return origins is not None and "*" in origins.strings


def _is_true(flag: Value | None) -> bool:
    return flag is not None and flag.is_(True)
