"""Testing: what runs, where, and how it is built."""

from __future__ import annotations

import re
from typing import Any

from archnb.scan.proposal import Placed, Verdict, no, not_applicable, partial, unknown, yes
from archnb.scan.registry import detects
from archnb.scan.repository import Repository
from archnb.scan.repository.pipelines import Step
from archnb.scan.repository.roles import Role
from archnb.scan.repository.suite import (
    RUNS_TESTS,
    client_calls,
    coverage_limits,
    coverage_runs,
    coverage_settings,
    is_mixed,
    refusals,
    tests_of,
    values_of,
)

_ENGINE = r"^(\S*/)?(postgres|postgis|mysql|mariadb|timescale)\S*:"
_STARTS_ENGINE = r"\bsystemctl start (postgres|mysql|mariadb)|\bservice (postgres|mysql|mariadb)\S* start"
_FACTORIES = ("factory", "model_bakery", "polyfactory", "mixer", "pytest_factoryboy", "mimesis.schema")
_MOCKS = ("*.patch", "*.patch.object", "*.patch.multiple", "*.patch.dict", "*.MagicMock", "*.AsyncMock", "*.Mock")
_FAKES = tuple(
    "responses respx requests_mock httpretty pytest_httpx pytest_httpserver vcr moto aioresponses time_machine "
    "freezegun fakeredis requests_mock pook".split()
)
_OUTSIDE = tuple(
    "requests httpx aiohttp urllib3 urllib.request boto3 botocore aioboto3 celery smtplib stripe redis kafka "
    "google.cloud azure openai elasticsearch django.core.mail".split()
)
_LOAD_SCRIPTS = ("locustfile*.py", "*.jmx", "*artillery*.y*ml", "*k6*.js", "*k6*.ts", "*Simulation.scala")


@detects("testing.ci")
def ci(repo: Repository) -> Verdict | None:
    """Expect tests to start by themselves on each pull request, and to fail the pipeline when they fail."""
    if not repo.steps:
        return unknown("No pipeline of a known system was found; tests may be run elsewhere.")
    running = [step for step in repo.runs(RUNS_TESTS) if "install" not in step.text and step.kind == "command"]
    on_changes = [step for step in running if step.on_changes]
    if not running:
        if told := [step for step in repo.steps if re.search(r"(?i)(?<![a-z])tests?(?![a-z])", step.text)]:
            return unknown("A pipeline runs something that is called a test; read what it is.", told)
        return no("The pipelines run no tests that are known here.", repo.steps[:1])
    if not on_changes:
        return no("Tests run in a pipeline, but none that starts on pull requests.", running)
    if all(step.optional for step in on_changes):
        return partial("Tests run on each pull request, but the pipeline goes on when they fail.", on_changes)
    return yes("Tests run on each pull request; whether a failure blocks merging is set outside.", on_changes)


@detects("testing.unit")
def unit(repo: Repository) -> Verdict | None:
    """Expect coverage with branches above 80 %, and a limit that CI enforces."""
    tests = tests_of(repo)
    if not tests:
        return _no_tests(repo)
    measured = coverage_runs(repo)
    limits = list(coverage_limits(repo))
    if not measured and not limits:
        reason = f"{len(tests)} tests exist, but nothing in the repository measures their coverage."
        return no(reason, tests[:1], confidence="low")
    branches = any(
        str(value).lower() in ("true", "1") for c in coverage_settings(repo) for value in values_of(c.data, "branch")
    )
    branches = branches or bool(repo.runs(r"--cov-branch|--branch"))
    best = max((limit for limit, _ in limits), default=0.0)
    places = [place for _, place in limits]
    if best >= 80 and branches and measured:
        return yes(f"Coverage with branches may not fall below {best:g} %.", places, measured[:2])
    if limits:
        how = "with" if branches else "without"
        return partial(f"Coverage {how} branches has the limit {best:g} %.", places, measured[:2])
    return partial("Coverage is measured, but no limit in the repository fails a build.", measured[:3])


@detects("testing.integration")
def integration(repo: Repository) -> Verdict | None:
    """Expect tests that enter through HTTP, on production's database engine, with cases of failure."""
    if not tests_of(repo):
        return _no_tests(repo)
    entering = list(client_calls(repo))
    if not entering:
        return unknown("No test that enters through an HTTP client was recognised.")
    count = f"{len(entering)} calls in tests enter through an HTTP client"
    started = [s for s in repo.steps if re.search(_ENGINE if s.kind == "action" else _STARTS_ENGINE, s.text)]
    engines: list[Placed | str] = [*started] or [*repo.tests.uses("testcontainers"), *_composed_databases(repo)]
    created = [call for call in repo.tests.calls("*.metadata.create_all") if engines]
    failing = refusals(repo)
    if engines and len(entering) >= 50 and failing and not created:
        return yes(f"{count}, on a real database engine, refusals among them.", entering[:2], engines[:2], failing[:1])
    if not engines:
        return partial(f"{count}; that they run on production's database engine is not to be seen.", entering[:3])
    return partial(f"{count}, on a real database engine.", entering[:2], engines[:2], created[:1])


@detects("testing.api-contracts")
def api_contracts(repo: Repository) -> Verdict | None:
    """Expect a comparison with the released schema, and real responses checked against it."""
    compared = repo.runs(r"oasdiff|openapi-diff|openapi-changes|optic diff|graphql-inspector|buf breaking")
    compared += repo.runs(r"(schema|openapi|swagger).*\bdiff\b|\bdiff\b.*(schema|openapi|swagger)|git diff.*\.graphql")
    checked = [
        *repo.tests.uses(
            "schemathesis", "pact", "openapi_core", "hypothesis_jsonschema", "tavern", "drf_openapi_tester"
        ),
        *repo.tests.uses("openapi_tester"),
        *repo.runs(r"(?<![\w.-])(schemathesis|dredd|st run)(?![\w.-])"),
    ]
    if compared and checked:
        return yes("CI compares the schema, and tests check responses against it.", compared[:3], checked[:3])
    if compared or checked:
        which = "CI compares the schema; no test checks" if compared else "Tests check"
        return partial(f"{which} responses against the schema.", compared[:3], checked[:3])
    if not tests_of(repo):
        return _no_tests(repo) if repo.frameworks else None
    if answers := [call for call in client_calls(repo) if call.path]:
        if repo.frameworks & {"drf", "ninja", "fastapi", "graphql"} or repo.tests.calls("*.json", "*.get_json"):
            return partial("Hand-written assertions on responses are the only guard of the contract.", answers[:3])
    return unknown("No check of an API's contract was found.")


@detects("testing.load")
def load(repo: Repository) -> Verdict | None:
    """Expect a versioned script of the main journeys, run on a schedule, with limits that fail."""
    scripts: list[Placed] = [
        *repo.tests.classes("locust.HttpUser", "locust.FastHttpUser", "locust.User", "locust.contrib.fasthttp.*"),
        *repo.tools.classes("locust.HttpUser", "locust.FastHttpUser", "locust.User"),
        *repo.code.classes("locust.HttpUser", "locust.FastHttpUser", "locust.User"),
        *repo.files(*_LOAD_SCRIPTS, roles=("test", "tool", "production", "frontend")),
        *repo.search(r"""from ['"]k6(/http)?['"]""", "*.js", "*.ts", roles=("test", "tool", "frontend")),
    ]
    running = repo.runs(r"(?<![\w.-])(locust|k6 run|artillery run|jmeter|vegeta|wrk2?)(?![\w.-])|grafana/k6|k6-action")
    running = [step for step in running if "install" not in step.text]
    if not scripts:
        if not repo.frameworks:
            return None
        return no("The repository holds no script of a load test (Locust, k6, JMeter, Gatling, Artillery).")
    every: tuple[Role, ...] = ("test", "tool", "production", "frontend")
    limits = repo.search(r"\bthresholds\s*[:=]|process_exit_code|fail_ratio", "*.py", "*.js", "*.ts", roles=every)
    if running and limits:
        return yes("A pipeline runs load tests with limits that fail them.", running[:2], limits[:2], scripts[:2])
    return partial(
        "Scripts of load tests exist; nothing here runs them with limits that fail.", scripts[:3], running[:2]
    )


@detects("testing.security")
def security(repo: Repository) -> Verdict | None:
    """Expect tests of access, a static analyser that blocks merges, and a dynamic scan."""
    if not tests_of(repo) and not repo.steps:
        return _no_tests(repo)
    access = refusals(repo)
    analysers = [step for step in _analysers(repo) if step.on_changes and not step.optional]
    scans = [step for step in repo.runs(r"zaproxy|zap-(baseline|api|full)|nuclei|stackhawk") if step.text]
    parts: dict[str, list[Any]] = {
        "tests of refused access": access,
        "a static analyser in CI": analysers,
        "a dynamic scan": scans,
    }
    there = [name for name, found in parts.items() if found]
    evidence: list[Placed] = [fact for found in parts.values() for fact in found[:2]]
    if len(there) == 3:
        return yes("Tests of refused access, a static analyser and a dynamic scan exist.", evidence)
    if there:
        missing = " and ".join(name for name, found in parts.items() if not found)
        return partial(f"Found: {' and '.join(there)}. Not found: {missing}.", evidence)
    return no("No test of refused access, no static analyser for security and no dynamic scan was found.")


@detects("testing.fixtures")
def fixtures(repo: Repository) -> Verdict | None:
    """Expect factories or shared fixtures, and a suite that passes in any order and in parallel."""
    if not tests_of(repo):
        return _no_tests(repo)
    factories = [*repo.tests.classes("factory.*", "polyfactory.*"), *repo.tests.uses(*_FACTORIES)]
    shared = [
        fixture
        for fixture in repo.tests.functions(decorator="*.fixture")
        if fixture.path.endswith("conftest.py") or "fixture" in fixture.path
    ]
    mixed = [step for step in repo.runs(r"(pytest|manage\.py test|django-admin test)") if is_mixed(step.text)]
    settings = [c for c in repo.configured("pytest") if any(is_mixed(str(v)) for v in values_of(c.data, "addopts"))]
    if not factories and len(shared) < 3:
        if prepared := [f for f in repo.tests.functions() if f.name.endswith(("setUp", "setUpTestData"))]:
            return partial(
                "Each test class prepares its own data; no factory was found.", prepared[:3], confidence="low"
            )
        return no("No factory, and hardly a shared fixture, was found in the tests.", shared, confidence="low")
    kind = "Factories" if factories else f"{len(shared)} shared fixtures"
    if mixed or settings:
        return yes(
            f"{kind} serve the tests, which run in parallel or in random order.",
            factories[:3],
            shared[:2],
            mixed[:1],
            settings[:1],
        )
    return partial(
        f"{kind} serve the tests; nothing runs them in random order or in parallel.", factories[:3], shared[:3]
    )


@detects("testing.mocking")
def mocking(repo: Repository) -> Verdict | None:
    """Expect edges to be replaced by fakes or by mocks with a spec, and the network to be closed."""
    if not tests_of(repo):
        return _no_tests(repo)
    mocks = [
        call
        for call in repo.tests.calls(*_MOCKS)
        if call.name.startswith(("unittest.", "mock.", "mocker.")) or ".mock." in call.name
    ]
    mocks += [call for call in repo.tests.calls("*.setattr") if call.name.startswith("monkeypatch.")]
    decorated = repo.tests.functions(matching=lambda f: any("mock.patch" in d.name for d in f.decorators))
    fakes = repo.tests.uses(*_FAKES)
    if not mocks and not decorated and not fakes:
        if repo.code.lines and not repo.code.imports(*_OUTSIDE):
            return not_applicable("Tests hold no mock, and no client for anything outside was found in the code.")
        return unknown("Tests hold no mock; what they replace otherwise is not to be seen.")
    exact = [c for c in mocks if c.get("autospec") or c.get("spec") or c.get("spec_set")]
    closed = [
        *repo.tests.uses("pytest_socket"),
        *repo.search(r"--disable-socket|--block-network", "*.toml", "*.ini", "*.cfg"),
    ]
    sound = [*fakes[:2], *exact[:2]]
    if sound and closed:
        return yes(
            "Fakes or mocks with a spec replace what is outside, and tests cannot reach the network.", sound, closed
        )
    share = f"{len(exact)} of {len(mocks)} calls of mocks have a spec" if mocks else "Fakes replace what is outside"
    return partial(f"{share}; tests could still reach the network.", sound, mocks[:2], decorated[:1])


def _no_tests(repo: Repository) -> Verdict | None:
    if not repo.code.lines:
        return None
    if repo.files("*.feature", "*.robot", "*.tavern.yaml", roles=("test", "production", "tool")):
        return unknown("Tests are written in another language than Python.")
    return no("The repository holds no test of the Python code.", confidence="high")


def _composed_databases(repo: Repository) -> list[str]:
    if not repo.runs(r"docker[ -]compose"):
        return []
    return [service.place for service in repo.services if re.search(_ENGINE, service.image)]


def _analysers(repo: Repository) -> list[Step]:
    found = repo.runs(r"(?<![\w.-])(bandit|semgrep|opengrep|codeql|sonar\w*|snyk code)(?![\w.])|codeql-action/analyze")
    rules = [
        str(r)
        for c in repo.configured("ruff")
        for key in ("select", "extend-select")
        for v in values_of(c.data, key)
        for r in v
    ]
    if any(rule in ("S", "ALL") or re.fullmatch(r"S\d+", rule) for rule in rules):
        found = [*found, *repo.runs(r"(?<![\w.-])ruff(?![\w.])")]
    return [step for step in found if "install" not in step.text]
