"""The fictional company: its teams, its backends, and what happened to them in four quarters.

Everything here is invented. `make_portfolio` turns these tables into reviews.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

SEED = "tarnwick"
QUARTERS = ("2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3")
#: The first project's review of each quarter; the others follow within four weeks.
ROUNDS = (date(2025, 11, 10), date(2026, 2, 9), date(2026, 5, 11), date(2026, 8, 10))


class Team(NamedTuple):
    """A team: ticket key, people, how well it does in each quarter, and in which sections most of that shows."""

    key: str
    people: tuple[str, ...]
    levels: tuple[float, float, float, float]
    focus: tuple[str, ...] = ()


_RUNNING = ("testing", "deployment", "resilience", "observability")

TEAMS = {
    # Improves: a new lead, tests and pipeline first, then security.
    "payments": Team(
        "PAY",
        ("nadia.okafor", "felix.lind", "sofia.marques"),
        (-0.20, 0.05, 0.35, 0.60),
        (*_RUNNING, "security", "api"),
    ),
    # Regresses: lost two people and half of its environments in a stalled move to another cluster.
    "warehouse": Team("WHS", ("marek.zielinski", "ingrid.solberg", "paulo.reis"), (0.50, 0.46, 0.24, 0.02), _RUNNING),
    "tracking": Team("TRK", ("emre.kaya", "julia.west", "oskar.nyman"), (0.40, 0.43, 0.45, 0.48)),
    "routing": Team("RTE", ("aiko.tanaka", "daniel.frost", "ruth.adeyemi"), (0.26, 0.29, 0.31, 0.36)),
    "customer": Team("CUS", ("hannah.pires", "viktor.laine", "samira.haddad"), (0.14, 0.15, 0.18, 0.19)),
    "platform": Team("PLT", ("lars.ekholm", "chen.yu", "olga.petrova"), (0.56, 0.58, 0.61, 0.64)),
    "health": Team("HLT", ("grace.mbeki", "anton.wirth"), (0.20, 0.28, 0.42, 0.50)),
}


class Project(NamedTuple):
    """A backend, the words its notes are made of, and the traits that make items N/A."""

    name: str
    team: str
    tier: int
    framework: str
    domain: str
    reviewer: str
    table: str
    endpoint: str
    job: str
    partner: str
    module: str
    traits: tuple[str, ...] = ()


_MIRA, _JONAS, _PRIYA, _TOMAS, _LEA = "mira.aalto", "jonas.brandt", "priya.raman", "tomas.novak", "lea.fournier"

# fmt: off
PROJECTS = (
    Project("payments-api", "payments", 1, "django", "finance", _MIRA,
            "payments", "/v1/payments", "settlement import", "the card processor", "capture"),
    Project("invoicing", "payments", 1, "django", "finance", _MIRA,
            "invoices", "/v1/invoices", "nightly invoice run", "the tax service", "dunning"),
    Project("credit-notes", "payments", 2, "flask", "finance", _JONAS,
            "credit_notes", "/credit-notes", "refund batch", "the bank gateway", "refunds", ("small",)),
    Project("carrier-settlement", "payments", 2, "fastapi", "finance", _JONAS,
            "settlements", "/v1/settlements", "weekly carrier payout", "the bank gateway", "payouts", ("private",)),
    Project("shipment-tracking", "tracking", 1, "fastapi", "visibility", _PRIYA,
            "shipments", "/v2/shipments", "scan merge", "the carrier feeds", "timeline"),
    Project("event-ingest", "tracking", 1, "fastapi", "visibility", _PRIYA,
            "scan_events", "/v1/events", "event replay", "the handheld gateway", "parsers", ("private",)),
    Project("eta-prediction", "tracking", 2, "fastapi", "visibility", _PRIYA,
            "eta_estimates", "/v1/eta", "model refresh", "the traffic feed", "features", ("cpu",)),
    Project("proof-of-delivery", "tracking", 2, "fastapi", "visibility", _TOMAS,
            "deliveries", "/v1/deliveries", "photo sweep", "the object store", "photos", ("cpu",)),
    Project("inventory", "warehouse", 1, "django", "fulfilment", _JONAS,
            "stock_levels", "/api/stock", "cycle count import", "the ERP", "reservations"),
    Project("picking", "warehouse", 1, "flask", "fulfilment", _JONAS,
            "pick_lists", "/api/picks", "wave planner", "the conveyor controller", "waves", ("private",)),
    Project("slotting", "warehouse", 3, "flask", "fulfilment", _LEA,
            "slots", "/api/slots", "nightly re-slotting", "the inventory service", "rules", ("small", "internal")),
    Project("dock-scheduling", "warehouse", 2, "django", "fulfilment", _LEA,
            "dock_bookings", "/api/bookings", "gate sync", "the gate cameras", "calendar"),
    Project("route-optimizer", "routing", 1, "fastapi", "planning", _TOMAS,
            "route_plans", "/v1/plans", "overnight optimisation", "the map service", "solver", ("cpu", "private")),
    Project("fleet-telemetry", "routing", 2, "fastapi", "planning", _TOMAS,
            "positions", "/v1/positions", "position compaction", "the vehicle gateway", "decoding"),
    Project("carrier-rates", "routing", 2, "fastapi", "planning", _LEA,
            "rate_cards", "/v1/rates", "rate card import", "the carriers' price lists", "surcharges",
            ("public-data", "small")),
    Project("carbon-reporting", "routing", 3, "fastapi", "planning", _LEA,
            "emission_rows", "/v1/emissions", "monthly emission roll-up", "the fuel card provider", "factors",
            ("internal", "small")),
    Project("customer-portal", "customer", 1, "django", "commerce", _MIRA,
            "accounts", "/account", "digest mailer", "the CRM", "profiles"),
    Project("booking-api", "customer", 1, "fastapi", "commerce", _PRIYA,
            "bookings", "/v1/bookings", "quote expiry", "the rating service", "quotes"),
    Project("returns-portal", "customer", 2, "django", "commerce", _TOMAS,
            "returns", "/returns", "label cleanup", "the print service", "labels", ("pages",)),
    Project("claims", "customer", 3, "flask", "commerce", _LEA,
            "claims", "/claims", "attachment scan", "the insurer", "assessment", ("pages", "small")),
    Project("identity-service", "platform", 1, "fastapi", "foundation", _MIRA,
            "users", "/v1/token", "session purge", "the mail relay", "sessions"),
    Project("notification-hub", "platform", 2, "fastapi", "foundation", _JONAS,
            "messages", "/v1/messages", "outbox relay", "the SMS gateway", "channels", ("private",)),
    Project("address-lookup", "platform", 2, "flask", "foundation", _PRIYA,
            "addresses", "/v1/addresses", "gazetteer import", "the geocoder", "matching", ("no-jobs", "public-data")),
    Project("pharmacy-courier", "health", 1, "fastapi", "health", _MIRA,
            "prescriptions", "/v1/handovers", "temperature log import", "the clinics' gateway", "handover"),
)
# fmt: on

#: Items that a trait or a framework makes N/A.
NOT_APPLICABLE = {
    "fastapi": ("security.csrf", "security.xss"),
    "django": ("architecture.async-patterns",),
    "flask": ("architecture.async-patterns",),
    "small": ("database.partitioning", "scalability.auto-scaling", "scalability.multi-layer-caching"),
    "private": ("security.headers", "api.rate-limiting", "security.rate-limiting"),
    "internal": ("compliance.soc2", "testing.load", "compliance.audit-trails", "observability.business-metrics"),
    "public-data": (
        "compliance.gdpr",
        "compliance.privacy",
        "compliance.data-retention",
        "security.encryption-at-rest",
    ),
    "no-jobs": ("scalability.job-queue", "scalability.async-long-tasks", "resilience.dead-letter-queues"),
    "pages": ("api.versioning",),
}
#: Items that are N/A everywhere but in projects of that name or trait.
ONLY_FOR = {
    "compliance.hipaa": "pharmacy-courier",
    "security.password-hashing": "identity-service",
    "scalability.gil": "cpu",
}

#: How much harder (below 0) or easier an item is than the rest.
EASE = {
    "resilience.dead-letter-queues": -1.7,  # weak everywhere: the company's worker template drops failed messages
    "scalability.load-testing": -0.6,
    "testing.load": -0.6,
    "observability.baselines": -0.5,
    "observability.tracing": -0.35,
    "resilience.circuit-breakers": -0.5,
    "resilience.bulkheads": -0.4,
    "testing.security": -0.4,
    "database.backup-and-dr": 0.1,
    "docs.architecture-diagrams": -0.3,
    "docs.contributing": -0.25,
    "docs.docstrings": -0.2,
    "compliance.data-retention": -0.35,
    "security.audit-logging": -0.2,
    "api.auth": 0.6,
    "security.authentication": 0.6,
    "security.authorization": 0.6,
    "security.encryption-in-transit": 0.7,
    "security.sql-injection": 0.7,
    "security.secrets-management": 0.35,
    "security.password-hashing": 0.6,
    "deployment.secrets": 0.35,
    "deployment.rollback": 0.2,
    "resilience.timeouts": 0.2,
    "compliance.gdpr": 0.3,
    "deployment.ci-cd": 0.4,
    "observability.health-checks": 0.4,
    "architecture.framework-choice": 0.5,
    "database.type-selection": 0.4,
    "database.orm-choice": 0.3,
    "code.linting": 0.4,
    "testing.ci": 0.35,
}
#: What a framework brings, by section.
LEANING = {
    "fastapi": {"api": 0.25, "code": 0.10, "database": -0.10},
    "django": {"security": 0.20, "database": 0.15, "api": -0.15},
    "flask": {"code": -0.20, "api": -0.25, "security": -0.10},
}

#: What happened, quarter by quarter, whatever the levels say (y, p, n; a blank before the review began).
EVENTS = {
    ("payments-api", "security.secrets-management"): "npyy",
    ("invoicing", "deployment.rollback"): "npyy",
    ("carrier-settlement", "resilience.timeouts"): "nnpy",
    ("inventory", "deployment.rollback"): "yypn",
    ("picking", "deployment.rollback"): "pppn",
    ("dock-scheduling", "resilience.timeouts"): "ypnn",
    ("claims", "database.backup-and-dr"): "nnnn",
    ("pharmacy-courier", "compliance.hipaa"): " npp",
    ("pharmacy-courier", "database.backup-and-dr"): " npy",
    ("event-ingest", "resilience.dead-letter-queues"): "ppyy",
}

#: When a section was first reviewed (0 is the first quarter, 4 never); other sections of a project take "*".
BEGINS = {
    "returns-portal": {"architecture": 1, "database": 1, "security": 1, "api": 1, "*": 2},
    "pharmacy-courier": {"architecture": 1, "database": 1, "security": 1, "compliance": 1, "*": 2},
    "carbon-reporting": {"architecture": 2, "database": 2, "api": 2, "code": 2, "docs": 3, "*": 4},
    "claims": {"observability": 2, "compliance": 4, "testing": 4, "*": 0},
    "slotting": {"resilience": 4, "scalability": 4, "*": 0},
}
#: The share of items that the reviewer left open.
SKIPPED = {"fleet-telemetry": 0.15, "eta-prediction": 0.08, "booking-api": 0.06, "credit-notes": 0.04}

GO_LIVE = {
    "proof-of-delivery": date(2026, 1, 12),
    "returns-portal": date(2026, 6, 23),
    "pharmacy-courier": date(2026, 9, 22),
}

#: Who votes as well, the day before the reviewer, and on which sections.
SECOND_VOTES = {
    "payments-api": {_TOMAS: ("architecture", "security", "code")},
    "invoicing": {_LEA: ("architecture", "resilience", "compliance")},
    "shipment-tracking": {_JONAS: ("architecture", "resilience", "observability")},
    "inventory": {_PRIYA: ("architecture", "deployment", "code")},
    "picking": {_MIRA: ("resilience", "testing")},
    "route-optimizer": {_LEA: ("architecture", "scalability", "code")},
    "customer-portal": {_PRIYA: ("architecture", "security", "code")},
    "identity-service": {_JONAS: ("security", "resilience", "architecture")},
    "pharmacy-courier": {_LEA: ("security", "compliance"), _TOMAS: ("security", "architecture")},
}
#: Items whose wording two people read differently.
AMBIGUOUS = (
    "architecture.style-fit",
    "architecture.communication",
    "architecture.no-over-engineering",
    "architecture.service-boundaries",
    "code.module-boundaries",
    "code.dependency-injection",
    "code.project-structure",
    "resilience.graceful-degradation",
    "resilience.bulkheads",
    "scalability.scaling-strategy",
)
