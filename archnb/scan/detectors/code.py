"""Code organization: how the code is laid out, which of its parts know each other, and where settings come from."""

from __future__ import annotations

import re

from archnb.scan.proposal import Placed, Verdict, no, partial, unknown, yes
from archnb.scan.registry import detects
from archnb.scan.repository import Repository
from archnb.scan.repository.graph import circles_in, imports_between

_CLIENTS = (
    *("redis.Redis", "redis.StrictRedis", "redis.from_url", "boto3.client", "boto3.resource", "httpx.Client"),
    *(
        "httpx.AsyncClient",
        "requests.Session",
        "sqlalchemy.create_engine",
        "sqlalchemy.ext.asyncio.create_async_engine",
    ),
    *("sqlmodel.create_engine", "pymongo.MongoClient", "elasticsearch.Elasticsearch", "openai.OpenAI"),
)
_LAYOUT = r"(?i)(project|code|directory|folder|repository|source|package)s? (structure|layout|organi[sz]ation|overview)"
#: Reads that every Django project has, and that name the settings module itself.
_STARTERS = re.compile(r"(^|/)(manage|wsgi|asgi|celery|celery_app|__main__|gunicorn(\.conf|_conf|_config)?)\.py$")
_SETTINGS = re.compile(r"(^|/)([\w]*(settings|config|conf|configuration|environment|env)(s)?)(\.py$|/)")


@detects("code.project-structure")
def project_structure(repo: Repository) -> Verdict | None:
    """Expect no module that holds most of the code; whether names guide a reader, a person must say."""
    modules, total = repo.code.modules, repo.code.lines
    if not repo.frameworks or total < 200:
        return None
    largest = max(modules, key=lambda module: module.code_lines)
    place = f"{largest.path}:1"
    if largest.code_lines > total / 2:
        return no(f"One module holds {largest.code_lines} of {total} lines of code.", place, confidence="high")
    written = [
        heading
        for heading in repo.headings
        if re.search(_LAYOUT, heading.text) and heading.words > 20 and "front" not in heading.path
    ]
    share = f"the largest of {len(modules)} modules holds {largest.code_lines / total:.0%} of the code"
    if written:
        return partial(f"The layout is written down, and {share}; look for rules in its grab-bags.", written, place)
    return partial(f"The code is spread over packages ({share}), but its layout is not written down.", place)


@detects("code.module-boundaries")
def module_boundaries(repo: Repository) -> Verdict | None:
    """Expect contracts on imports that the pipeline checks; without them, imports across areas show their absence."""
    contracts: list[Placed] = [*repo.configured("importlinter", "tach"), *repo.files("tach.toml")]
    checked = [s for s in repo.runs(r"\b(lint-imports|import-linter|tach check)\b") if "install" not in s.text]
    if contracts and checked:
        return partial("Contracts on imports are checked by the pipeline; read their exceptions.", contracts, checked)
    if contracts:
        return partial("Contracts on imports are written, but no pipeline checks them.", contracts)
    if crossing := models_across_apps(repo):
        reason = f"No contract on imports, and {len(crossing)} imports take models of another Django app."
        return no(reason, crossing) if len(crossing) >= 5 else unknown(reason, crossing)
    private = private_across_areas(repo)
    if len(private) >= 5:
        return no(f"No contract on imports, and {len(private)} imports take private names of another area.", private)
    return unknown("No contract on imports was found; whether a rule is agreed on is not to be seen.", private)


def models_across_apps(repo: Repository) -> list[Placed]:
    """Return the top-level imports of one Django app's models in another app's modules, those of users left out."""
    apps = {m.name.removesuffix(".models") for m in repo.code.modules if m.name.endswith(".models")}
    found: list[Placed] = []
    for module in repo.code.modules:
        own = next((app for app in apps if module.name == app or module.name.startswith(f"{app}.")), "")
        for taken in module.imports if own and "django" in repo.frameworks else ():
            app, models, _ = taken.name.partition(".models.")
            if models and app in apps and app != own and not taken.typing_only:
                found.append(taken)
    return found


def private_across_areas(repo: Repository) -> list[Placed]:
    """Return the imports of a private name from another package of the project."""
    names = {module.name for module in repo.code.modules}
    return [
        taken
        for module in repo.code.modules
        for taken in module.imports
        if re.search(r"\._[a-z]\w*$", taken.name)
        and (source := taken.name.rpartition(".")[0]) in names
        and source.rpartition(".")[0] != module.name.rpartition(".")[0]
        and not source.startswith(f"{module.name}.")
    ]


@detects("code.no-circular-dependencies")
def no_circular_dependencies(repo: Repository) -> Verdict | None:
    """Expect no circle of imports, those inside functions counted, and a pipeline that looks for them."""
    if len(repo.code.modules) < 5:
        return None
    if circles := circles_in(imports_between(repo.code)):
        first = " → ".join([*circles[0].modules, circles[0].modules[0]])
        reason = f"Modules import each other at top level, such as {first}."
        return no(reason, [i for c in circles for i in c.imports], confidence="high")
    if hidden := circles_in(imports_between(repo.code, in_functions=True)):
        first = " → ".join([*hidden[0].modules, hidden[0].modules[0]])
        reason = f"Circles are kept apart by imports inside functions, such as {first}."
        return partial(reason, [i for c in hidden for i in c.imports], confidence="high")
    checked = repo.runs(r"\b(lint-imports|tach check|cyclic-import|R0401|pycycle|pydeps)\b")
    if checked:
        return yes("No circle of imports exists, and the pipeline looks for them.", checked)
    return partial("No circle of imports exists, but no pipeline looks for one.", repo.steps[:1])


@detects("code.dependency-injection")
def dependency_injection(repo: Repository) -> Verdict | None:
    """Expect sessions and clients to come from outside, and tests that replace them without patching."""
    at_import = [call for call in repo.code.calls(*_CLIENTS) if not call.scope]
    inside = [call for call in repo.code.calls(*_CLIENTS) if call.scope]
    if "fastapi" in repo.frameworks and (given := repo.code.references("fastapi.Depends")):
        if len(given) < 3:
            return None
        replaced = [a for m in repo.tests.modules for a in m.references if a.name.endswith("dependency_overrides")]
        calls = repo.tests.calls("*.dependency_overrides.clear", "*.dependency_overrides.pop")
        if (replaced or calls) and not at_import:
            return yes("Depends supplies what functions need, and tests replace it.", given[:3], replaced, calls)
        return partial(
            "Depends supplies what endpoints need; other clients are built in the code.", given[:3], at_import
        )
    if "flask" in repo.frameworks and (started := repo.code.calls("*.init_app")):
        return partial("Extensions are bound in init_app; other clients are built where used.", started, at_import)
    if "django" in repo.frameworks and (at_import or inside):
        return partial("Django's ORM is given, but code builds clients of other services itself.", at_import, inside)
    return None


@detects("code.central-configuration")
def central_configuration(repo: Repository) -> Verdict | None:
    """Expect one typed module that reads the environment, and no other that does."""
    typed = _typed_settings(repo)
    typed_files = {place.place.rpartition(":")[0] for place in typed}
    first = _first_reads(repo)
    central = {path for path in first if _SETTINGS.search(path)} | typed_files
    outside = [read for path, read in first.items() if path not in central]
    if not first and not typed:
        return None
    if typed and not outside:
        if len(typed_files) > 1:
            return partial("Typed settings read the environment, in more than one module.", typed)
        return yes("Typed settings read the environment, and no other module does.", typed)
    if not central and "django" not in repo.frameworks:
        reason = f"{len(outside)} modules read the environment, and there is no module for settings."
        return no(reason, outside) if len(outside) > 2 else None
    if outside:
        reason = f"Settings are in one place, but {len(outside)} other modules read the environment themselves."
        return partial(reason, outside, confidence="high" if len(outside) > 2 else "medium")
    return partial("The settings alone read the environment, as plain text that nothing checks.", first.values())


def _typed_settings(repo: Repository) -> list[Placed]:
    found: list[Placed] = [
        *repo.code.classes("pydantic_settings.BaseSettings", "pydantic.BaseSettings"),
        *repo.code.calls("environ.Env", "environ.FileAwareEnv", "environs.Env", "environs.FileAwareEnv"),
    ]
    return [place for place in found if not _STARTERS.search(place.place.rpartition(":")[0])]


def _first_reads(repo: Repository) -> dict[str, Placed]:
    """Return for each module its first read of the environment, what starts the process left out."""
    first: dict[str, Placed] = {}
    for read in repo.code.references("os.environ", "os.environ.*", "os.getenv"):
        if not _STARTERS.search(read.path) and not read.path.startswith("."):
            first.setdefault(read.path, read)
    return first
