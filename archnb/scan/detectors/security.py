"""Security, towards browsers: origins, forged requests, headers, markup, and the way there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from archnb.scan.proposal import Placed, Verdict, no, not_applicable, partial, unknown, yes
from archnb.scan.registry import detects
from archnb.scan.repository import Repository, Value

#: What stands before the application, as far as it is in the repository.
_PROXIES = ("*.conf", "*.conf.*", "*.conf-*", "*nginx*", "Caddyfile*", "*traefik*", "*compose*.y*ml", "*ingress*.y*ml")
_COOKIE_LOGINS = (
    "flask_login.login_user",
    "flask_login.LoginManager",
    "starlette.middleware.sessions.SessionMiddleware",
)


class _CorsPolicy(NamedTuple):
    place: str
    allows_all: bool
    credentials: bool
    local: bool = False


@detects("security.cors")
def cors(repo: Repository) -> Verdict | None:
    """Expect listed origins; a wildcard with credentials opens private data to every site."""
    policies = [*_cors_in_settings(repo), *_cors_in_calls(repo)]
    if not policies:
        return _cors_elsewhere(repo)
    if bad := [policy for policy in policies if policy.allows_all and policy.credentials]:
        return no("Every origin is allowed, with credentials.", bad, confidence="high")
    if loose := [policy for policy in policies if policy.allows_all]:
        return partial("Every origin is allowed, without credentials; that suits public data alone.", loose)
    if local := [policy for policy in policies if policy.local]:
        return partial(
            "Origins are listed, and localhost stays among them in production code.", local, confidence="low"
        )
    return yes("Origins are listed; read the list that production really gets.", policies)


def _cors_elsewhere(repo: Repository) -> Verdict:
    header = r"[Aa]ccess-[Cc]ontrol-[Aa]llow-[Oo]rigin"
    own: list[Placed] = [
        *repo.code.texts(header),
        *repo.search(rf"^[^#]*{header}", "*.py", *_PROXIES, roles=("production",)),
    ]
    if own:
        return unknown("CORS headers are put together by the project itself; read what they allow.", own)
    if not repo.frameworks or repo.code.names("corsheaders") or repo.code.imports("flask_cors"):
        return unknown("No CORS policy was found in the code; a proxy may set one.")
    return yes("Neither the code nor a proxy's file here sends CORS headers, so that browsers share nothing.")


def _cors_in_settings(repo: Repository) -> Iterator[_CorsPolicy]:
    if not repo.code.names("corsheaders.middleware.CorsMiddleware"):
        return  # the settings are read by nobody
    everybody = repo.code.assigned("CORS_ALLOW_ALL_ORIGINS", "CORS_ORIGIN_ALLOW_ALL", owner="")
    credentials = repo.code.assigned("CORS_ALLOW_CREDENTIALS", owner="")
    listed = repo.code.assigned(
        "CORS_ALLOWED_ORIGINS", "CORS_ORIGIN_WHITELIST", "CORS_ALLOWED_ORIGIN_REGEXES", owner=""
    )
    for setting in everybody[:1] or listed[:1]:
        with_cookies = any(c.value.is_(True) for c in credentials[:1])
        yield _CorsPolicy(setting.place, setting.value.is_(True), with_cookies, _is_local(setting.value))


def _cors_in_calls(repo: Repository) -> Iterator[_CorsPolicy]:
    for call in repo.code.calls("*.add_middleware", "*.Middleware", "*.CORSMiddleware"):
        if any(name.endswith(".CORSMiddleware") for name in call.value.names):
            origins = call.get("allow_origins")
            yield _CorsPolicy(
                call.place, _has_star(origins), _is_true(call.get("allow_credentials")), _is_local(origins)
            )
    for call in repo.code.calls("flask_cors.CORS"):
        origins = call.get("origins") or call.get("resources")  # without either, all are allowed
        yield _CorsPolicy(call.place, origins is None or _has_star(origins), _is_true(call.get("supports_credentials")))


def _has_star(origins: Value | None) -> bool:
    return origins is not None and "*" in origins.strings


def _is_true(flag: Value | None) -> bool:
    return flag is not None and flag.is_(True)


def _is_local(origins: Value | None) -> bool:
    return origins is not None and any("//localhost" in text or "//127.0.0.1" in text for text in origins.strings)


@detects("security.csrf")
def csrf(repo: Repository) -> Verdict | None:
    """Expect the framework's guard wherever a cookie signs users in; a token in a header needs none."""
    if guard := repo.code.names("django.middleware.csrf.CsrfViewMiddleware"):
        if exempt := repo.code.references("*.csrf_exempt"):
            reason = f"Django's CSRF guard is on; {len(exempt)} uses of csrf_exempt need another proof each."
            return yes(reason, guard[:1], exempt, confidence="low")
        return yes("Django's CSRF guard is on, and production code exempts no view.", guard)
    if protects := repo.code.calls("flask_wtf.CSRFProtect", "flask_wtf.csrf.CSRFProtect", "flask_seasurf.SeaSurf"):
        return yes("Flask's CSRF guard covers the application.", protects, repo.code.references("*.csrf.exempt"))
    if "django" in repo.frameworks:
        return _django_without_guard(repo)
    return _csrf_of_cookies(repo)


def _csrf_of_cookies(repo: Repository) -> Verdict | None:
    cookies: list[Placed] = [
        *repo.code.calls(*_COOKIE_LOGINS),
        *repo.code.uses("starlette.middleware.sessions.SessionMiddleware"),
    ]
    if not cookies and not repo.code.calls("*.set_cookie"):
        return _without_cookies(repo)
    if not cookies:
        return unknown(
            "Cookies are set; whether one signs users in is not to be seen.", repo.code.calls("*.set_cookie")
        )
    if strict := [s for s in repo.code.assigned("SESSION_COOKIE_SAMESITE") if {"Lax", "Strict"} & set(s.value.strings)]:
        return partial("Only the cookie's SameSite value stands in the way of a forged request.", strict, cookies)
    if "flask" in repo.frameworks:
        return no("A cookie signs users in, and nothing checks a token or the origin.", cookies)
    return partial("The session cookie is SameSite=Lax by default, and nothing else stands in the way.", cookies)


def _django_without_guard(repo: Repository) -> Verdict | None:
    stack = repo.code.assigned("MIDDLEWARE")
    if not stack:
        return None
    if session := repo.code.names("django.contrib.sessions.middleware.SessionMiddleware"):
        return no("Cookie sessions are on, and CsrfViewMiddleware is not in MIDDLEWARE.", stack, session)
    return not_applicable("No session middleware: sign-in does not travel in a cookie.", stack)


def _without_cookies(repo: Repository) -> Verdict | None:
    by_header = repo.code.calls(
        *(f"fastapi.security.{name}" for name in ("OAuth2PasswordBearer", "HTTPBearer", "APIKeyHeader")),
        *(f"fastapi.security.api_key.{name}" for name in ("APIKeyHeader",)),
    )
    basic = repo.code.references("fastapi.security.HTTPBasic", "fastapi.security.APIKeyCookie")
    if "fastapi" not in repo.frameworks or not by_header or basic:
        return None
    return not_applicable("Callers send a token in a header, and no code sets a cookie.", by_header)


@detects("security.headers")
def headers(repo: Repository) -> Verdict | None:
    """Expect HSTS and nosniff; Django sends nosniff by default and HSTS only when told."""
    if not repo.frameworks:
        return None
    if talisman := repo.code.calls("flask_talisman.Talisman", "flask_talisman.talisman.Talisman"):
        return yes("Talisman sends HSTS, nosniff, a policy for content and one for referrers.", talisman)
    django = [s for s in repo.code.assigned("SECURE_HSTS_SECONDS") if not s.value.is_(0)]
    middleware = repo.code.names("django.middleware.security.SecurityMiddleware")
    hsts: list[Placed] = [
        *(django if middleware else ()),
        *repo.code.texts(r"(?i)^strict-transport-security$"),
        *repo.code.calls("secure.Secure", "secure.Secure.with_default_headers"),
        *repo.search(r"(?i)^[^#]*(strict-transport-security|stsSeconds|hsts-max-age)", *_PROXIES),
    ]
    if not hsts:
        return no("Nothing in the code or in a proxy's file here sends HSTS.", django or middleware)
    if policy := _content_policy(repo):
        return partial("HSTS and a policy for content are sent; read how strict the policy is.", hsts[:3], policy)
    return partial("HSTS is sent, but no policy for content was found.", hsts)


def _content_policy(repo: Repository) -> list[Placed]:
    return [
        *repo.code.names("csp.middleware.CSPMiddleware", "django.middleware.csp.ContentSecurityPolicyMiddleware"),
        *repo.code.texts(r"(?i)^content-security-policy$"),
        *repo.search(r"(?i)^[^#]*content-security-policy(?!-report)", *_PROXIES),
    ]


@detects("security.xss")
def xss(repo: Repository) -> Verdict | None:
    """Expect escaping everywhere; an enforced policy for content is what a yes needs besides."""
    templates = repo.files("*.html", "*.jinja", "*.jinja2", "*.j2", roles=("production",))
    if not repo.frameworks:
        return None
    if not templates and not repo.code.references("*.render_template", "*.render_template_string", "*.HTMLResponse"):
        if repo.frameworks & {"fastapi"} and not repo.code.uses("jinja2"):
            return not_applicable("No template and no HTML answer: the service answers with data.", sorted(_apps(repo)))
        return None
    marked: list[Placed] = [
        *repo.code.calls("*.mark_safe", "markupsafe.Markup", "flask.Markup"),
        *repo.search(r"\|\s*safe\b|autoescape (off|false)", "*.html", "*.jinja", "*.jinja2", "*.j2"),
    ]
    bare = [
        call
        for call in repo.code.calls("jinja2.Environment", "jinja2.Template")
        if call.get("autoescape") is None or _is_false(call.get("autoescape"))
    ]
    if not marked and not bare:
        return partial(
            "Templates escape by default and nothing is marked as safe.", templates[:1], _content_policy(repo)
        )
    reason = f"{len(marked) + len(bare)} places skip the escaping of templates; read whether a user's value gets there."
    return partial(reason, bare, marked, confidence="low")


def _apps(repo: Repository) -> set[str]:
    return {call.place for call in repo.code.calls("fastapi.FastAPI")}


def _is_false(flag: Value | None) -> bool:
    return flag is not None and flag.is_(False)


@detects("security.encryption-in-transit")
def encryption_in_transit(repo: Repository) -> Verdict | None:
    """Expect plain HTTP to be redirected and certificates to be verified; hops inside need to be asked for."""
    unverified = [
        *(
            call
            for call in repo.code.calls("requests.*", "httpx.*", "aiohttp.*")
            if _is_false(call.get("verify")) and not call.path.startswith("bin/")
        ),
        *repo.code.calls("ssl._create_unverified_context"),
    ]
    if unverified:
        return no("Production code calls others without verifying their certificate.", unverified)
    if old := repo.search(r"^[^#]*ssl_protocols[^;#]*\b(SSLv3|TLSv1|TLSv1\.1)(\s|;)", *_PROXIES):
        return no("The proxy still offers a version of TLS below 1.2.", old, confidence="high")
    redirects: list[Placed] = [
        *(s for s in repo.code.assigned("SECURE_SSL_REDIRECT") if not s.value.is_(False)),
        *repo.code.references("*.HTTPSRedirectMiddleware"),
        *repo.code.calls("flask_talisman.Talisman", "flask_sslify.SSLify"),
        *repo.search(
            r"(?i)^[^#]*(return 30[18] https://|rewrite .*https://|redirectscheme\.scheme=https|"
            r"redirections?\.entrypoint\.(to|scheme)=|(force-)?ssl-redirect\W+true)",
            *_PROXIES,
        ),
    ]
    if redirects:
        return partial("Plain HTTP is redirected; whether the hops inside are encrypted is not to be seen.", redirects)
    return unknown("No redirect to HTTPS was found; a load balancer outside may do it.")
