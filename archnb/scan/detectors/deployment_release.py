"""Deployment, between release and service: how a version arrives, how it leaves, and what it is told."""

from __future__ import annotations

import re

from archnb.scan.proposal import Placed, Verdict, no, partial, unknown, yes
from archnb.scan.registry import detects
from archnb.scan.repository import Repository
from archnb.scan.repository.located import Mapping
from archnb.scan.repository.module import Assignment

_READS = (
    "os.getenv",
    "os.environ.get",
    "decouple.config",
    "environs.Env().*",
    "environ.Env().*",
    "environ.FileAwareEnv().*",
    "starlette.config.Config().*",
    "dynaconf.Dynaconf",
    "environs.Env()",
    "environs.FileAwareEnv().*",
    "environs.FileAwareEnv()",
    "environ.Env()",
    "environ.FileAwareEnv()",
    "starlette.config.Config()",
)
_SETTINGS = ("pydantic_settings.BaseSettings", "pydantic.BaseSettings", "starlette.config.Config")
_STORES = (
    "hvac.Client",
    "google.cloud.secretmanager.*",
    "azure.keyvault.secrets.SecretClient",
    "infisical_client.*",
    "infisical_sdk.*",
)
_SECRET = re.compile(r"(SECRET_KEY|PASSWORD|PASSWD|API_KEY|ACCESS_KEY|AUTH_TOKEN|_SECRET)$")
_NO_SECRET = re.compile(r"(?i)change|example|placeholder|your|dummy|insecure|default|^secret|xxx|todo|test|[/ .%{<]")


@detects("deployment.safe-rollout")
def safe_rollout(repo: Repository) -> Verdict | None:
    """Expect a share of traffic first, judged by figures; Kubernetes rolls on by readiness alone."""
    canaries = [m for m in repo.manifests if m.kind in ("Rollout", "Canary", "AnalysisTemplate")]
    gradual: list[Placed] = [
        *canaries,
        *(r for r in repo.resources if re.search(r"codedeploy_deployment_group|traffic", r.type)),
    ]
    if gradual:
        return partial("A new version gets traffic step by step; read what decides on going on.", gradual)
    deployments = [m for m in repo.manifests if m.kind == "Deployment"]
    if replaced := [m for m in deployments if m.data.mapping("spec").mapping("strategy").get("type") == "Recreate"]:
        return no("All instances are replaced together (strategy Recreate).", replaced)
    if deployments:
        ready = [m for m in deployments if "readinessProbe" in str(m.data)]
        if ready:
            return partial("Kubernetes replaces instances one by one, behind a readiness probe.", ready)
        return no("Kubernetes replaces instances without a readiness probe.", deployments)
    if composed := repo.runs(r"docker[ -]compose\b.*\bup\b.*(-d|--detach)"):
        if deployed := [step for step in composed if not step.on_changes and "deploy" in step.path]:
            return no("Compose restarts the service in place, so that all instances change together.", deployed)
    return unknown("How a new version takes over is not to be seen here.")


@detects("deployment.rollback")
def rollback(repo: Repository) -> Verdict | None:
    """Expect a written way back to the previous artefact."""
    words = r"(?i)\b(roll(ing)?[ -]?back|revert(ing)? (a |the )?(release|deploy\w*|upgrade|version))\b"
    written = [h for h in repo.headings if re.search(words, h.text) and h.words >= 15]
    commands = repo.runs(r"helm rollback|rollout undo|\bhelm .*--atomic\b|kamal rollback")
    if written or commands:
        return partial("A way back is written down; whether it was rehearsed is not to be seen.", written, commands)
    return unknown("No written way back to the previous version was found.")


@detects("deployment.external-configuration")
def external_configuration(repo: Repository) -> Verdict | None:
    """Expect every value that differs to come from outside of one artefact."""
    if not repo.frameworks:
        return None
    read: list[Placed] = [*repo.code.calls(*_READS), *repo.code.classes(*_SETTINGS)]
    read += repo.code.references("os.environ")
    read.sort(key=lambda fact: not re.search(r"setting|config", fact.place))
    if addressed := _written(repo):
        return no("The code holds a credential that production would use.", addressed)
    modules = [m.path for m in repo.code.modules if re.search(r"(^|[/_])(prod|production|staging)\.py$", m.path)]
    if read and modules:
        reason = "Addresses and credentials come from outside; other values sit in modules of single environments."
        return partial(reason, [f"{path}:1" for path in modules], read[:3])
    if len(read) >= 3 or repo.code.classes(*_SETTINGS):
        return yes(f"Configuration comes from outside, in {len(read)} places.", read)
    return unknown("Little is read from variables; a file outside the repository may hold the values.", read)


@detects("deployment.secrets")
def secrets(repo: Repository) -> Verdict | None:
    """Expect a secret manager; secrets in plain variables are half of it, and in the code none."""
    if written := _written(repo):
        return no("A secret stands in production code; see whether it is still in use.", written)
    plain = [m for m in repo.manifests if m.kind == "Secret" and _is_plain(m.data)]
    if plain:
        return no("A Kubernetes secret stands here unencrypted; see whether it is in use.", plain, confidence="low")
    managed: list[Placed] = [
        *repo.code.calls(*_STORES),
        *(c for c in repo.code.calls("boto3.client", "*.client") if "secretsmanager" in c.value.strings),
        *(m for m in repo.manifests if m.kind in ("ExternalSecret", "SealedSecret", "SecretProviderClass")),
        *repo.files(".sops.y*ml"),
        *(r for r in repo.resources if re.search(r"secretsmanager_secret|secret_manager|key_vault_secret", r.type)),
    ]
    if managed:
        return partial("A secret manager or encrypted store is in use; rotation and readers stand outside.", managed)
    outside = [c for c in repo.code.calls(*_READS) if any(_SECRET.search(text.upper()) for text in c.value.strings[:1])]
    fields = repo.code.assignments(lambda a: bool(_SECRET.search(a.name.upper()) and a.owner.endswith("Settings")))
    if outside or fields:
        return partial("Secrets come from variables, and no secret manager was found.", outside, fields)
    return unknown("Where secrets come from is not to be seen here.")


def _written(repo: Repository) -> list[Assignment]:
    return repo.code.assignments(
        lambda a: (
            bool(_SECRET.search(a.name))
            and a.name.isupper()
            and not a.owner
            and isinstance(a.value.constant, str)
            and len(a.value.constant) >= 16
            and len(set(a.value.constant)) >= 8
            and not _NO_SECRET.search(a.value.constant)
            and "setting" in a.path + a.name.lower() + "config" * ("config" in a.path)
        )
    )


def _is_plain(data: Mapping) -> bool:
    values = [*data.mapping("stringData").values(), *data.mapping("data").values()]
    return any(isinstance(v, str) and len(v) >= 8 and "TEMPLATE" not in v and not _NO_SECRET.search(v) for v in values)
