"""Compliance and standards: what code can show; most of the rest lies in contracts and registers."""

from __future__ import annotations

from archnb.scan.proposal import Placed, Verdict, no, not_applicable, partial, unknown
from archnb.scan.registry import detects
from archnb.scan.repository import Repository

_HEALTH = (
    r"(?i)\b(hipaa|ephi|patient|diagnos[ie]s|icd.?10|hl7|fhir|medical.record|blood.pressure|heart.rate|body.?weight)"
    r"s?\b"
)
_ERASES = ("anonymi", "delete_account", "delete_user", "erase", "export_user", "gdpr", "data_export", "forget_user")
_PURGES = ("purge", "cleanup", "clean_up", "clear_old", "delete_old", "delete_expired", "prune", "expire_old")
_TRAILS = ("simple_history", "auditlog", "reversion", "sqlalchemy_continuum", "easyaudit", "pghistory")
_TRAIL_CLASSES = ("auditlog", "auditevent", "auditentry", "auditrecord", "auditlogentry", "objectchange", "changelog")
_TRAIL_ENDINGS = ("event", "change", "history", "logentry", "auditlog", "activity", "revision", "log")


@detects("compliance.gdpr")
def gdpr(repo: Repository) -> Verdict | None:
    """Show where data of a person is exported or erased; the record of processing lies elsewhere."""
    found = _functions(repo, _ERASES)
    if found:
        return unknown("Code exports or erases a person's data; the record of processing is to be asked for.", found)
    return unknown("No code that exports or erases a person's data was found by its name.")


@detects("compliance.hipaa")
def hipaa(repo: Repository) -> Verdict | None:
    """Look for health data in names and texts of production code."""
    words: list[Placed] = [*repo.code.texts(_HEALTH), *repo.mentioned(r"\bHIPAA\b")]
    words += [
        c
        for c in repo.code.classes()
        if any(w in c.name.lower() for w in ("patient", "diagnosis", "medical", "weightentry", "bodyweight"))
    ]
    if words:
        return unknown("Words of health data occur; whether it is kept must be asked.", words)
    if not repo.frameworks:
        return None
    return not_applicable("No trace of health data was found in the code; the compliance lead must confirm it.")


@detects("compliance.soc2")
def soc2(repo: Repository) -> Verdict | None:
    """Whether anybody asks for a report stands in contracts."""
    return unknown("Whether SOC 2 is asked for does not stand in a repository.", repo.mentioned(r"\bSOC ?2\b"))


@detects("compliance.data-retention")
def data_retention(repo: Repository) -> Verdict | None:
    """Expect periods, as settings or in a page, and jobs that keep them."""
    periods: list[Placed] = [
        *repo.code.assignments(lambda a: "RETENTION" in a.name.upper() or a.name.upper().endswith("_KEEP_DAYS")),
        *(r for r in repo.resources if "lifecycle_configuration" in r.type or "retention" in r.body),
    ]
    purges = _functions(repo, _PURGES)
    if periods and purges:
        return partial("Periods are written as settings and code deletes; not every store is covered.", periods, purges)
    pages = repo.mentioned(r"(?i)\b(data retention|retention (period|policy))")
    if periods or purges or pages:
        return unknown("There is a beginning of retention; read which data it covers.", periods, purges, pages)
    if not repo.frameworks:
        return None
    return no("No period, no page and no job that deletes old data was found.")


@detects("compliance.privacy")
def privacy(repo: Repository) -> Verdict | None:
    """Show what the notice must be laid beside."""
    sends = [
        call
        for call in repo.code.calls("sentry_sdk.init")
        if (flag := call.get("send_default_pii")) is not None and flag.is_(True)
    ]
    if sends:
        return unknown("Error events carry personal data; see whether the notice names their receiver.", sends)
    return unknown("The notice must be laid beside the fields collected; no repository settles that.")


@detects("compliance.audit-trails")
def audit_trails(repo: Repository) -> Verdict | None:
    """Expect old and new value with a name; what the application can write it can also alter."""
    kept: list[Placed] = [
        *repo.code.uses(*_TRAILS),
        *repo.code.names(*_TRAILS),
        *(c for c in repo.code.classes() if c.name.rpartition(".")[2].lower() in _TRAIL_CLASSES),
    ]
    if kept:
        return partial("A trail of changes is kept; the application can alter it.", kept)
    if not repo.frameworks:
        return None
    if similar := [c for c in repo.code.classes() if c.name.lower().endswith(_TRAIL_ENDINGS)]:
        return unknown("Classes record events or changes; read whether they keep old value and person.", similar)
    return no("No trail of changes was found; ask which records must be provable.", confidence="low")


@detects("compliance.twelve-factor")
def twelve_factor(repo: Repository) -> Verdict | None:
    """Expect settings from outside, no local state, and a command that stop signals reach."""
    shell = [i for d in repo.dockerfiles for i in d.named("CMD", final=True) if i.value and not i.value.startswith("[")]
    if shell and not any("exec " in i.value for i in shell):
        return unknown("The image's command is in shell form; see whether a stop signal reaches the server.", shell)
    outside: list[Placed] = [
        *repo.code.calls("os.getenv", "os.environ.get", "decouple.config", "environ.Env"),
        *repo.code.classes("pydantic_settings.BaseSettings", "pydantic.BaseSettings"),
    ]
    if outside and repo.frameworks and repo.dockerfiles:
        reason = "Settings come from the environment and an image is built; not all twelve factors are to be seen."
        return partial(reason, outside[:4], repo.dockerfiles, confidence="low")
    return unknown("Not enough of the twelve factors is to be seen here.", outside)


def _functions(repo: Repository, parts: tuple[str, ...]) -> list[Placed]:
    return [*repo.code.functions(matching=lambda f: any(p in f.name.rpartition(".")[2].lower() for p in parts))]
