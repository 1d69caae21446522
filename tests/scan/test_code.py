"""What can be asked of Python code: by full names, through imports, in production alone."""

import pytest

from archnb.scan import Repository


def places(found) -> list[str]:
    return [each.place for each in found]


def test_a_call_is_found_through_an_alias(repo):
    code = repo(
        {"app/a.py": "import sentry_sdk as s\nfrom redis import Redis as R\n\ns.init(dsn=1)\nR(ssl=True)\n"}
    ).code
    assert places(code.calls("sentry_sdk.init")) == ["app/a.py:4"]
    assert places(code.calls("redis.Redis", keyword="ssl")) == ["app/a.py:5"]


def test_a_variable_is_named_after_the_call_that_set_it(repo):
    source = """\
        import httpx

        client = httpx.Client(timeout=5)

        class Shop:
            def __init__(self):
                self.http = httpx.Client()

            async def load(self):
                async with httpx.AsyncClient() as http:
                    for number in range(3):
                        await http.get("/")
                return self.http.get("/"), client.post("/")
        """
    code = repo({"app/shop.py": source}).code
    found = {
        call.name: (call.line, call.scope, call.in_async, call.in_loop, call.awaited) for call in code.calls("httpx.*")
    }
    assert found == {
        "httpx.Client": (7, "Shop.__init__", False, False, False),
        "httpx.AsyncClient": (10, "Shop.load", True, False, False),
        "httpx.AsyncClient().get": (12, "Shop.load", True, True, True),
        "httpx.Client().get": (13, "Shop.load", True, False, False),
        "httpx.Client().post": (13, "Shop.load", True, False, False),
    }


def test_a_relative_import_is_a_full_name(repo):
    files = {"app/orders/views.py": "from . import models\nfrom ..mail import send\n\nmodels.Order()\nsend()\n"}
    assert [call.name for call in repo(files).code.calls("app.*")] == ["app.orders.models.Order", "app.mail.send"]


def test_an_import_that_is_never_read_is_no_use(repo):
    code = repo({"app/a.py": "import redis\n", "app/b.py": "import celery\ncelery.Celery()\n"}).code
    assert places(code.imports("redis")) == ["app/a.py:1"]
    assert code.uses("redis") == []
    assert places(code.uses("celery")) == ["app/b.py:1", "app/b.py:2"]


def test_an_import_for_type_checkers_is_none(repo):
    files = {"app/a.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import redis\n"}
    assert repo(files).code.imports("redis") == []


def test_a_class_is_found_through_bases_of_the_project(repo):
    files = {
        "shop/base.py": "from django.db import models\n\nclass Base(models.Model):\n    pass\n",
        "shop/models.py": "from shop.base import Base\n\nclass Order(Base):\n    pass\n\nclass Plain:\n    pass\n",
    }
    assert [found.name for found in repo(files).code.classes("django.db.models.Model")] == ["Base", "Order"]


def test_settings_of_every_kind_are_found(repo):
    source = """\
        DEBUG = False
        REST_FRAMEWORK = {"PAGE_SIZE": 50, "CLASSES": ["a.B"]}
        app.config["SECRET"] = os.environ["SECRET"]

        class Order:
            class Meta:
                indexes = [Index("day")]

            def save(self):
                DEBUG = True
        """
    code = repo({"shop/settings.py": source}).code
    [rest] = code.assigned("REST_FRAMEWORK", owner="")
    assert rest.value.literal == {"PAGE_SIZE": 50, "CLASSES": ["a.B"]}
    assert places(code.assigned("DEBUG")) == ["shop/settings.py:1"]
    assert [a.value.name for a in code.assigned("SECRET", owner="config")] == ["os.environ[]"]
    assert [a.owner for a in code.assigned("indexes", owner="Meta")] == ["Order.Meta"]


def test_settings_that_production_uses_come_first(repo):
    files = {f"shop/settings/{name}.py": "DEBUG = False\n" for name in ("base", "dev", "production")}
    assert places(repo(files).code.assigned("DEBUG")) == ["shop/settings/production.py:1", "shop/settings/base.py:1"]


def test_a_text_put_together_is_told_from_a_constant(repo):
    source = 'cursor.execute(f"select {x}")\ncursor.execute("select %s", [x])\ncursor.execute("select " + x)\n'
    calls = repo({"app/a.py": source}).code.calls("*.execute")
    assert [call.args[0].kind for call in calls] == ["text", "constant", "text"]


def test_docstrings_and_comments_are_no_texts(repo):
    files = {"app/a.py": '"""Uses redis://."""\n# redis://\ndef f():\n    """redis://"""\n    return "redis://x"\n'}
    assert places(repo(files).code.texts("redis://")) == ["app/a.py:5"]


def test_hints_and_docstrings_are_counted(repo):
    source = """\
        def bare(a, b): ...

        class A:
            def __init__(self, a: int):
                "Make it."

            async def load(self, a: int) -> "A": ...
        """
    functions = repo({"app/a.py": source}).code.functions()
    assert {f.name: (f.annotated, f.documented, f.is_async) for f in functions} == {
        "bare": (False, False, False),
        "A.__init__": (True, True, False),
        "A.load": (True, False, True),
    }


def test_what_an_except_does(repo):
    source = "try:\n    f()\nexcept (OSError, E):\n    pass\nexcept Exception:\n    raise\n"
    handlers = repo({"app/a.py": source}).code.handlers()
    assert [(h.line, h.names, h.silent, h.reraises) for h in handlers] == [
        (3, ("OSError", "E"), True, False),
        (5, ("Exception",), False, True),
    ]


@pytest.mark.parametrize(
    "path",
    ["tests/a.py", "app/test_a.py", "vendor/a.py", "docs/conf.py", "examples/a.py", "app/migrations/0001.py",
     "scripts/a.py", "app/a_pb2.py", "node_modules/a/a.py", "shop/settings/dev.py"],
)  # fmt: skip
def test_what_is_no_production_code(repo, path):
    assert repo({path: "import redis\n"}).code.modules == ()


@pytest.mark.parametrize("source", ["print 'x'\n", "x = (\n", "(" * 5_000])
def test_a_file_that_cannot_be_parsed_is_noted_and_costs_itself_alone(repo, source):
    view: Repository = repo({"app/bad.py": source, "app/good.py": "import redis\n"})
    assert places(view.code.imports("redis")) == ["app/good.py:1"]
    assert [note.path for note in view.tree.notes] == ["app/bad.py"]


def test_syntax_newer_than_the_running_python_is_read(repo):
    source = """\
        type Pair[T] = tuple[T, T]

        class Box[T: (int, str)](Base):
            async def load[
                K
            ](self, key: K) -> T:
                try:
                    fetch(key)
                except OSError, ValueError:
                    raise
        """
    code = repo({"app/box.py": source}).code
    assert [(f.name, f.line) for f in code.functions()] == [("Box.load", 4)]
    assert [f.bases for f in code.classes()] == [("Base",)]
    assert places(code.calls("fetch")) == ["app/box.py:8"]
    assert [(h.names, h.line) for h in code.handlers()] == [(("OSError", "ValueError"), 9)]
