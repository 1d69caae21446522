"""Scalability and performance: what is shared, what is queued, and what is measured."""

from __future__ import annotations

from archnb.scan.outgoing import outgoing, pollers, queues
from archnb.scan.proposal import Placed, Verdict, no, not_applicable, partial, unknown
from archnb.scan.registry import detects
from archnb.scan.repository import Repository

_STARTS = ("*.sh", "Procfile*", "*compose*.y*ml", "*.service", "supervisord*.conf", "docker-entrypoint*", "entrypoint*")
_SERVERS = r"\b(gunicorn|uvicorn|hypercorn|granian|daphne|uwsgi|waitress-serve|fastapi run|uvicorn\.run)\b"
_SCALERS = ("aws_appautoscaling_policy", "aws_autoscaling_policy", "azurerm_monitor_autoscale_setting")
_BALANCERS = ("aws_lb", "aws_alb", "google_compute_backend_service", "azurerm_lb", "digitalocean_loadbalancer")
_APM = ("newrelic", "ddtrace", "elasticapm", "scout_apm", "opentelemetry.instrumentation", "logfire")
_REQUEST_METRICS = ("prometheus_fastapi_instrumentator", "django_prometheus", "starlette_prometheus")
_LOAD = ("*locust*.py", "*k6*.js", "*.jmx", "artillery*.y*ml", "*loadtest*", "*load_test*")


@detects("scalability.scaling-strategy")
def scaling_strategy(repo: Repository) -> Verdict | None:
    """Expect interchangeable replicas and a page that says how to grow; here one half can be seen."""
    pages = [h for h in repo.headings if h.words > 50 and any(w in h.text.lower() for w in ("scaling", "scalab"))]
    replicas = [m for m in repo.manifests if m.kind == "HorizontalPodAutoscaler"]
    if pages:
        return partial(
            "A page speaks of scaling; read whether it names axis, ceiling and bottleneck.", pages, confidence="low"
        )
    if replicas:
        return partial("Replicas come and go, and no page names axis, ceiling and bottleneck.", replicas)
    return unknown("No page about scaling was found; whether replicas share all state must be read.")


@detects("scalability.load-balancer")
def load_balancer(repo: Repository) -> Verdict | None:
    """Expect a balancer that asks for health; a proxy before one process is none."""
    cloud = [r for r in repo.resources if r.block == "resource" and r.type in _BALANCERS]
    ingress = [m for m in repo.manifests if m.kind in ("Ingress", "Gateway", "HTTPRoute")]
    probes = [m for m in repo.manifests if m.kind == "Deployment" and "readinessProbe" in str(m.data)]
    if cloud or (ingress and probes):
        return partial(
            "A balancer that asks for health is declared; draining is not to be told.", cloud, ingress, probes
        )
    return unknown("No balancer that asks for health was found; it may stand outside.", ingress)


@detects("scalability.auto-scaling")
def auto_scaling(repo: Repository) -> Verdict | None:
    """Expect rules in version control; that replicas were seen to rise and fall stands elsewhere."""
    rules: list[Placed] = [
        *(m for m in repo.manifests if m.kind in ("HorizontalPodAutoscaler", "ScaledObject")),
        *(r for r in repo.resources if r.type in _SCALERS),
    ]
    if rules:
        return partial("Rules are in version control; nothing shows them at work.", rules)
    deployments = [m for m in repo.manifests if m.kind in ("Deployment", "StatefulSet")]
    if deployments:
        return no("Deployments are declared, and nothing changes their number of replicas.", deployments)
    return unknown("No rule was found; where it runs is not described here.")


@detects("scalability.multi-layer-caching")
def multi_layer_caching(repo: Repository) -> Verdict | None:
    """Expect two layers among the process, a shared store, and HTTP."""
    process = repo.code.uses("functools.lru_cache", "functools.cache", "cachetools")
    shared: list[Placed] = [
        *repo.code.calls("django.core.cache.cache.get", "django.core.cache.cache.set", "*.cache.get_or_set"),
        *repo.code.uses("flask_caching", "aiocache", "fastapi_cache", "dogpile.cache"),
    ]
    http: list[Placed] = [
        *repo.code.references("*.cache_page", "*.cache_control", "*.condition"),
        *repo.code.texts(r"(?i)^cache-control$"),
        *repo.code.names("whitenoise.middleware.WhiteNoiseMiddleware"),
    ]
    layers = [layer for layer in (shared, http, process) if layer]
    if len(layers) >= 2:
        first = [layer[:2] for layer in layers]
        return partial(f"{len(layers)} layers of caches are used; hit ratios are not to be seen.", *first)
    return unknown("Fewer than two layers of caches were found; whether more are needed is not to be told.", *layers)


@detects("scalability.job-queue")
def job_queue(repo: Repository) -> Verdict | None:
    """Expect a durable queue; work in a thread of the web process is gone when it restarts."""
    if found := queues(repo):
        late = repo.code.assigned("CELERY_TASK_ACKS_LATE", "CELERY_ACKS_LATE", "task_acks_late")
        early = repo.code.uses("celery") and not late
        missing = "jobs are acknowledged before they ran" if early else "not all guarantees are to be seen"
        return partial(f"A queue carries jobs to workers; {missing}.", found)
    inside = repo.code.calls("threading.Thread", "*.add_task", "asyncio.create_task", "*.run_in_executor")
    if polling := pollers(repo):
        return unknown("Commands that loop look for work; read whether what waits outlives a restart.", polling, inside)
    if inside and repo.frameworks:
        return no("Background work runs in the web process, and no queue was found.", inside)
    if repo.frameworks and not outgoing(repo):
        return not_applicable("Nothing is sent, generated or synchronised after an answer, as far as is to be seen.")
    return None


@detects("scalability.async-long-tasks")
def async_long_tasks(repo: Repository) -> Verdict | None:
    """Look for a queue that long operations are given to; which ones are long only figures tell."""
    if found := queues(repo):
        return partial("Long operations have workers; whether callers see their state must be read.", found)
    return None


@detects("scalability.connection-pooling")
def connection_pooling(repo: Repository) -> Verdict | None:
    """Expect sizes that somebody chose; Django opens a connection for each request unless told otherwise."""
    proxy = repo.search(r"^[^#]*pgbouncer", *_STARTS, "*.ini")
    sized: list[Placed] = [
        *repo.code.calls("*.create_engine", "*.create_async_engine", "*.create_pool", keyword="pool_size"),
        *repo.code.calls("*.create_pool", keyword="max_size"),
        *repo.code.texts(r"^(CONN_MAX_AGE|SQLALCHEMY_POOL_SIZE|pool_size|max_overflow)$"),
        *repo.code.calls("dj_database_url.*", keyword="conn_max_age"),
        *repo.code.assigned("CONN_MAX_AGE", "SQLALCHEMY_POOL_SIZE", "SQLALCHEMY_ENGINE_OPTIONS"),
    ]
    if sized or proxy:
        # Django reads 0 as a new connection for each request, which is no choice of a size.
        off = {line.place for line in repo.search(r"CONN_MAX_AGE\b.*(?<![\w.])0(?![\w.])", "*.py")}
        if not proxy and off.issuperset(found.place for found in sized):
            reason = "Connections are kept only where a deployment says so: the default opens one for each request."
            return partial(reason, sized, confidence="low")
        return partial("Pooling is set; the worst case at full scale is not to be seen.", sized, proxy)
    engines = repo.code.calls("*.create_engine", "*.create_async_engine", "*.create_pool")
    databases = [s for s in repo.code.assigned("DATABASES", owner="") if s.value.kind == "dict"]
    if engines or databases:
        return no("A database is set up, and nothing chooses how connections are kept.", engines, databases)
    return None


@detects("scalability.asgi-server")
def asgi_server(repo: Repository) -> Verdict | None:
    """Expect a server made for production, without reload."""
    if not repo.frameworks:
        return None
    commands = [i for d in repo.dockerfiles for i in d.named("CMD", "ENTRYPOINT")]
    started = [i for i in commands if "runserver" in i.value or "--reload" in i.value]
    lines = [line for line in repo.search(rf"^[^#]*{_SERVERS}", *_STARTS) if "--reload" not in line.text]
    good: list[Placed] = [*(i for i in commands if _serves(i.value)), *lines]
    if good:
        return partial("A production server is started; a tried shutdown is not to be seen.", good)
    if started:
        return no("The image starts a development server.", started)
    return unknown("How production is served was not found.")


def _serves(command: str) -> bool:
    words = command.replace('"', " ").replace(",", " ")
    known = ("gunicorn", "uvicorn", "hypercorn", "granian", "daphne", "uwsgi", "waitress-serve", "fastapi run")
    return "--reload" not in words and any(name in " ".join(words.split()) for name in known)


@detects("scalability.gil")
def gil(repo: Repository) -> Verdict | None:
    """Look for processes or a queue that heavy code is given to; a profile stands elsewhere."""
    apart: list[Placed] = [
        *repo.code.calls("concurrent.futures.ProcessPoolExecutor", "multiprocessing.Pool", "multiprocessing.Process"),
        *queues(repo),
    ]
    if apart:
        return partial("Work leaves the request's process, and no profile shows what is gained.", apart)
    if repo.frameworks:
        return partial("No heavy path is known here, and no profile was found.", confidence="low")
    return None


@detects("scalability.performance-monitoring")
def performance_monitoring(repo: Repository) -> Verdict | None:
    """Expect request latency from production: an agent, traces, or a histogram of requests."""
    measured: list[Placed] = [
        *repo.code.uses(*_APM, *_REQUEST_METRICS),
        *repo.code.names("django_prometheus", "elasticapm.contrib.django", "scout_apm.django"),
        *(c for c in repo.code.calls("sentry_sdk.init") if c.get("traces_sample_rate") or c.get("traces_sampler")),
        *repo.search(r"^[^#]*(newrelic-admin run-program|ddtrace-run|opentelemetry-instrument)", *_STARTS),
    ]
    if measured:
        return partial("Request latency is collected; history and who looks at it stand elsewhere.", measured)
    own = repo.code.calls("*.timer", "*.timing", "*.observe", "*.histogram")
    own_latency: list[Placed] = [*own, *repo.code.uses("prometheus_client", "statsd", "opentelemetry")]
    if repo.frameworks and not own_latency:
        return no("Nothing in production code measures the latency of requests.")
    return unknown("Metrics are sent; read whether the latency of requests is among them.", own_latency)


@detects("scalability.load-testing")
def load_testing(repo: Repository) -> Verdict | None:
    """Expect a test and its results; a script alone tells nothing about the service."""
    scripts = repo.files(*_LOAD, roles=("test", "tool", "production", "frontend"))
    results = repo.mentioned(r"(?i)load.?test\w* (results?|report)|requests per second|\bp9[59]\b")
    if scripts and results:
        return partial("A load test exists, and figures are written down.", scripts, results, confidence="low")
    if scripts:
        return no("A load test exists, and no result of one is kept here.", scripts, confidence="low")
    return no("Neither a load test nor a result of one stands here.") if repo.frameworks else None
