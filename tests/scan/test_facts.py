"""Figures about the code that a scan tells."""

from archnb.scan.facts import facts_of

API = """\
    import os
    from fastapi import FastAPI
    from sqlalchemy import create_engine

    app = FastAPI()

    @app.get("/orders/{id}")
    def order(id: int) -> dict:
        "One order."
        return {}

    def helper(x):
        return x
    """


def test_shares_are_of_production_functions(repo):
    facts = facts_of(repo({"app/main.py": API, "tests/test_a.py": "def test_a(): pass\n"}))
    assert (facts["annotated"], facts["documented"], facts["lines_of_code"], facts["lines_of_tests"]) == (
        0.5, 0.5, 9, 1,
    )  # fmt: skip


def test_an_endpoint_is_a_route_or_a_pattern_with_a_view(repo):
    urls = """\
        from django.urls import include, path
        from shop import views
        urlpatterns = [path("a/", views.a), path("b/", include("shop.b")), path("c/", views.c)]
        """
    assert facts_of(repo({"app/main.py": API}))["endpoints"] == 1
    assert facts_of(repo({"app/main.py": API, "shop/urls.py": urls}))["endpoints"] == 3


def test_a_declared_driver_counts_where_an_orm_loads_it(repo):
    facts = facts_of(repo({"app/main.py": API, "requirements.txt": "asyncpg\nfastapi\n"}))
    assert (facts["frameworks"], facts["databases"], facts["dependencies"]) == (["fastapi"], ["PostgreSQL"], 2)


def test_a_database_of_tests_alone_is_none_and_a_driver_without_use_neither(repo):
    files = {"app/main.py": "x = 1\n", "tests/test_db.py": "import pymongo\npymongo.MongoClient()\n",
             "requirements.txt": "asyncpg\n"}  # fmt: skip
    assert facts_of(repo(files))["databases"] == []


def test_an_address_and_an_engine_name_a_database(repo):
    settings = 'DATABASES = {"default": {"ENGINE": "django.db.backends.mysql"}}\nCACHE = "redis://cache:6379"\n'
    assert facts_of(repo({"app/settings.py": settings}))["databases"] == ["MySQL", "Redis"]


def test_a_circle_of_imports_is_told_with_its_path(repo):
    files = {"app/__init__.py": "", "app/a.py": "from app import b\n", "app/b.py": "from app import c\n",
             "app/c.py": "import app.a\n", "app/d.py": "import app.a\n"}  # fmt: skip
    assert facts_of(repo(files))["import_cycles"] == [["app.a", "app.b", "app.c", "app.a"]]
