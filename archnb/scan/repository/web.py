"""Which web frameworks production code uses, and the routes that it declares."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from archnb.scan.repository.code import Code
from archnb.scan.repository.module import Function
from archnb.scan.repository.values import Value

__all__ = ["Route", "frameworks_in", "routes_in"]

_METHODS = ("get", "post", "put", "patch", "delete")
_GRAPHQL = ("graphene", "graphene_django", "strawberry", "ariadne")
_PARAMETER = re.compile(r"^[{<:(]|^\$")


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """An operation of an HTTP API.

    Attributes
    ----------
    path : str
        As declared, without the prefixes of routers: ``"/orders/{id}"``.
    methods : tuple of str
        In lower case; empty where the framework decides.
    decorator : Value or None
        The decorator that declares it (FastAPI, Flask), with its arguments.
    function : Function or None
        What answers, where it is decorated.
    place : str
        Path and line.
    """

    path: str
    methods: tuple[str, ...]
    decorator: Value | None
    function: Function | None
    place: str

    @property
    def segments(self) -> tuple[str, ...]:
        """Parts of the path that are words, parameters left out."""
        return tuple(part for part in self.path.strip("/").split("/") if part and not _PARAMETER.search(part))

    @property
    def writes(self) -> bool:
        """Whether it is declared for a method that changes something."""
        return not {"post", "put", "patch", "delete"}.isdisjoint(self.methods)


def frameworks_in(code: Code) -> frozenset[str]:
    """Return which of ``django``, ``drf``, ``ninja``, ``fastapi``, ``flask`` and ``graphql`` production code uses."""
    used = {
        "django": code.imports("django.urls", "django.conf", "django.db", "django.http"),
        "drf": code.uses("rest_framework"),
        "ninja": code.calls("ninja.NinjaAPI", "ninja_extra.NinjaExtraAPI"),
        "fastapi": code.calls("fastapi.FastAPI", "fastapi.APIRouter"),
        "flask": code.calls("flask.Flask", "flask.Blueprint") or code.classes("flask.Flask"),
        "graphql": code.uses(*_GRAPHQL),
    }
    return frozenset(name for name, found in used.items() if found)


def routes_in(code: Code) -> list[Route]:
    """Return what decorators (FastAPI, Flask, Ninja) and routers of Django REST framework declare."""
    return [*_decorated(code), *_registered(code)]


def _decorated(code: Code) -> Iterator[Route]:
    for function in code.functions(matching=lambda f: bool(f.decorators)):
        for decorator in function.decorators:
            verb = decorator.name.rpartition(".")[2]
            path = decorator.args[0] if decorator.kind == "call" and decorator.args else decorator.get("path")
            if path is None or not isinstance(path.constant, str) or verb not in (*_METHODS, "route", "api_route"):
                continue
            if path.constant.startswith("/") or (not path.constant and "APIRouter" in decorator.name):
                methods = (verb,) if verb in _METHODS else _listed(decorator)
                yield Route(
                    path=path.constant,
                    methods=methods,
                    decorator=decorator,
                    function=function,
                    place=f"{function.path}:{decorator.line or function.line}",
                )


def _listed(decorator: Value) -> tuple[str, ...]:
    methods = decorator.get("methods")
    return tuple(method.lower() for method in methods.strings) if methods else ("get",)


def _registered(code: Code) -> Iterator[Route]:
    for call in code.calls("*.register"):
        path = call.args[0] if call.args else call.get("prefix")
        if "Router" in call.name and path is not None and isinstance(path.constant, str):
            yield Route(path=f"/{path.constant}", methods=(), decorator=None, function=None, place=call.place)
