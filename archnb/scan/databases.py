"""Which databases production code talks to: by driver, by Django's engine, by address, or by a declared driver."""

from __future__ import annotations

from typing import NamedTuple

from archnb.scan.repository import Repository

__all__ = ["databases_in"]


class _Traces(NamedTuple):
    imports: tuple[str, ...] = ()
    engines: tuple[str, ...] = ()
    scheme: str = ""
    drivers: tuple[str, ...] = ()


#: A driver that an ORM loads by its name is imported nowhere: there its declaration counts.
_DATABASES = {
    "PostgreSQL": _Traces(
        ("psycopg", "psycopg2", "asyncpg"),
        ("django.db.backends.postgresql", "django.contrib.gis.db.backends.postgis"),
        "postgres(ql)?",
        ("psycopg", "psycopg2", "psycopg2-binary", "asyncpg"),
    ),
    "MySQL": _Traces(
        ("MySQLdb", "pymysql", "aiomysql", "asyncmy"),
        ("django.db.backends.mysql",),
        "(mysql|mariadb)",
        ("mysqlclient", "pymysql", "aiomysql", "asyncmy"),
    ),
    "SQLite": _Traces(("sqlite3", "aiosqlite"), ("django.db.backends.sqlite3",), "sqlite"),
    "Oracle": _Traces(("oracledb", "cx_Oracle"), ("django.db.backends.oracle",), "oracle"),
    "SQL Server": _Traces(("pymssql",), ("mssql",), "mssql"),
    "MongoDB": _Traces(("pymongo", "motor", "mongoengine", "beanie"), (), r"mongodb(\+srv)?"),
    "Redis": _Traces(("redis", "aioredis", "django_redis"), ("django.core.cache.backends.redis",), "rediss?"),
    "Elasticsearch": _Traces(("elasticsearch", "elasticsearch_dsl"), ()),
    "OpenSearch": _Traces(("opensearchpy",), ()),
    "Cassandra": _Traces(("cassandra",), ()),
    "ClickHouse": _Traces(("clickhouse_connect", "clickhouse_driver"), (), "clickhouse"),
    "Neo4j": _Traces(("neo4j", "neomodel"), (), r"(neo4j|bolt)(\+s)?"),
    "DynamoDB": _Traces(("pynamodb",), ()),
}


def databases_in(repo: Repository) -> list[str]:
    """Return the names of the databases that production code uses, by alphabet."""
    by_name = bool(repo.code.imports("sqlalchemy", "sqlmodel", "tortoise", "django.db"))
    return sorted(name for name, traces in _DATABASES.items() if _is_used(repo, traces, by_name))


def _is_used(repo: Repository, traces: _Traces, by_name: bool) -> bool:
    return bool(
        repo.code.uses(*traces.imports)
        or (traces.engines and repo.code.names(*traces.engines))
        or (traces.scheme and repo.code.texts(rf"^{traces.scheme}(\+\w+)?://"))
        or (by_name and traces.drivers and repo.dependencies.declared(*traces.drivers))
    )
