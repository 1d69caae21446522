"""Frameworks and routes, as production code declares them."""


def test_frameworks_are_those_that_production_uses(repo):
    files = {
        "app/main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n",
        "tests/test_app.py": "from flask import Flask\n\nFlask(__name__)\n",
    }
    assert repo(files).frameworks == {"fastapi"}


def test_routes_of_fastapi_know_path_method_and_function(repo):
    files = {
        "app/main.py": """\
            from fastapi import APIRouter

            router = APIRouter()

            @router.post("/orders/{id}/items")
            def add(id: int): ...
            """
    }
    [route] = repo(files).routes
    assert (route.path, route.methods, route.segments, route.writes) == (
        "/orders/{id}/items",
        ("post",),
        ("orders", "items"),
        True,
    )
    assert route.function.name == "add"


def test_routes_of_flask_take_their_methods_from_the_argument(repo):
    files = {
        "app.py": 'from flask import Flask\n\napp = Flask("x")\n\n@app.route("/a", methods=["POST"])\ndef a(): ...\n'
    }
    assert [route.methods for route in repo(files).routes] == [("post",)]


def test_what_is_registered_with_a_router_is_a_route(repo):
    files = {
        "shop/urls.py": """\
            from rest_framework.routers import DefaultRouter
            from shop.views import Orders

            router = DefaultRouter()
            router.register(r"orders", Orders)
            """
    }
    assert [route.path for route in repo(files).routes] == ["/orders"]


def test_a_getter_of_a_cache_is_no_route(repo):
    assert repo({"app.py": 'import cache\n\n@cache.get("key")\ndef a(): ...\n'}).routes == []
