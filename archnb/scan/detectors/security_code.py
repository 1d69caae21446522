"""Security of what the code does with values, secrets and packages."""

from __future__ import annotations

import re

from archnb.scan.proposal import Placed, Verdict, no, partial, unknown, yes
from archnb.scan.registry import detects
from archnb.scan.repository import Repository, Value
from archnb.scan.updating import update_bots

_SCANNERS = (
    r"pip-audit|\bsafety (check|scan)\b|trivy|snyk|osv-scanner|grype|dependency-review-action|Dependency-Scanning"
)
_DATABASES = ("django.db", "sqlalchemy", "sqlmodel", "psycopg", "psycopg2", "asyncpg", "peewee", "pymysql", "sqlite3")
_STORES = ("hvac", "google.cloud.secretmanager", "azure.keyvault.secrets")


@detects("security.sql-injection")
def sql_injection(repo: Repository) -> Verdict | None:
    """Expect bound values everywhere, and a rule of the linter that keeps it so."""
    if not repo.code.imports(*_DATABASES):
        return None
    asked = repo.code.calls("*.execute", "*.executemany", "*.raw", "*.extra", "*.RawSQL", "sqlalchemy.text")
    built = [call for call in asked if call.args and _is_built_sql(call.args[0]) and "/versions/" not in call.path]
    if built:
        return partial(
            f"{len(built)} queries are put together as text; read where their parts come from.", built, confidence="low"
        )
    if rules := _security_rules(repo):
        return yes("No query is put together as text, and a linter's rule guards it.", rules)
    return partial(
        "No query is put together as text, but no rule of a linter guards it.", repo.code.imports(*_DATABASES)[:1]
    )


def _is_built_sql(value: Value) -> bool:
    starts = re.compile(r"\s*(select|insert|update|delete|alter|drop|create|truncate|with|set)\b", re.IGNORECASE)
    return value.kind == "text" and any(starts.match(text) for text in value.strings)


def _security_rules(repo: Repository) -> list[str]:
    chosen = [c.place for c in repo.configured("ruff") if re.search(r"'(S|S6|S60|S608|ALL)'", str(c.data))]
    checked = [s.place for s in repo.runs(r"\b(ruff|prek|pre-commit)\b") if "install" not in s.text]
    return [*(chosen if checked else ()), *(s.place for s in repo.runs(r"\bbandit\b") if "install" not in s.text)]


@detects("security.input-sanitization")
def input_sanitization(repo: Repository) -> Verdict | None:
    """Expect no shell, no evaluation, no unsafe loader; whatever is left needs a reader."""
    sinks: list[Placed] = [
        *repo.code.calls(
            "pickle.loads", "pickle.load", "os.system", "eval", "exec", "yaml.unsafe_load", "marshal.loads"
        ),
        *(c for c in repo.code.calls("subprocess.*", keyword="shell") if (v := c.get("shell")) and v.is_(True)),
    ]
    if not repo.frameworks:
        return None
    if sinks:
        return unknown(
            f"{len(sinks)} calls of a shell, an evaluator or an unsafe loader: read what reaches them.", sinks
        )
    if rules := _security_rules(repo):
        return yes(
            "No shell, evaluator or unsafe loader is called, and a linter's rules guard it.", rules, confidence="low"
        )
    return partial(
        "No shell, evaluator or unsafe loader is called, but no rule of a linter guards it.", confidence="low"
    )


@detects("security.dependency-scanning")
def dependency_scanning(repo: Repository) -> Verdict | None:
    """Expect a scanner in a pipeline; a bot that only proposes updates is short of it."""
    scans = [s for s in repo.runs(_SCANNERS) if "install" not in s.text]
    bots = update_bots(repo)
    if scans:
        return partial(
            "A pipeline scans packages; ask what blocks a merge and by when findings are mended.", scans, bots
        )
    if bots:
        return partial("A bot proposes updates of packages, but no pipeline scans them.", bots, confidence="low")
    if repo.steps and repo.dependencies.main:
        return no("No pipeline here scans packages, and no bot watches them.", repo.steps[:1])
    return None


@detects("security.secrets-management")
def secrets_management(repo: Repository) -> Verdict | None:
    """Expect a managed store; the environment is less, a key in the code is none."""
    if keys := repo.search(r"-----BEGIN ((RSA|EC|OPENSSH|DSA) )?PRIVATE KEY-----\s*$", "*.pem", "*.key", "id_rsa"):
        return no("A private key lies in the repository.", keys)
    fixed = repo.code.assigned("SECRET_KEY", "JWT_SECRET", "JWT_SECRET_KEY")
    store: list[Placed] = [
        *repo.code.uses(*_STORES),
        *(m for m in repo.manifests if m.kind in ("ExternalSecret", "SecretStore", "SealedSecret")),
    ]
    if store:
        return partial("Secrets come from a managed store; rotation and history need to be asked for.", store)
    if constant := [a for a in fixed if isinstance(a.value.constant, str) and a.value.constant]:
        if len(constant) == len(fixed):
            return no("A signing key stands in production code.", constant)
    read: list[Placed] = [*fixed, *repo.code.calls("environ.Env", "decouple.config", "starlette.config.Config")]
    if read and not constant:
        return partial("Secrets are read from the environment; no managed store was found.", read, confidence="medium")
    return None
