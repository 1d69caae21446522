"""What a scan keeps of one Python file: plain facts, so that they can be cached and sent between processes."""

from __future__ import annotations

import msgspec

from archnb.scan.repository.values import Value

__all__ = ["Assignment", "Call", "Class", "Function", "Handler", "Import", "Module", "Parameter", "Reference", "Text"]


class _Fact(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True, gc=False):
    """Something at a line of a file; the file's path is filled in when it is asked for."""

    path: str
    line: int

    @property
    def place(self) -> str:
        """Path and line, such as ``"app/main.py:31"``."""
        return f"{self.path}:{self.line}"


class Import(_Fact, frozen=True, gc=False):
    """``import a.b`` is ``a.b``; ``from a import b as c`` is ``a.b`` too. ``scope`` is empty at top level.

    ``typing_only`` marks what stands below ``if TYPE_CHECKING``.
    """

    name: str
    scope: str = ""
    typing_only: bool = False


class Reference(_Fact, frozen=True, gc=False):
    """An imported name that is read, with what follows its dots: ``status.HTTP_404_NOT_FOUND``."""

    name: str
    scope: str = ""


class Call(_Fact, frozen=True, gc=False):
    """A call.

    Attributes
    ----------
    name : str
        What is called, by its full dotted name through imports; a variable that was set from a call is
        written as that call: after ``app = FastAPI()``, ``app.get`` is ``fastapi.FastAPI().get``.
    scope : str
        The function or class that it stands in, such as ``"OrderView.get"``; empty at top level.
    value : Value
        The call with its arguments.
    in_async, in_loop, awaited : bool
        Whether it stands in an ``async def``, in a loop or comprehension, behind ``await``.
    """

    name: str
    scope: str
    value: Value
    in_async: bool = False
    in_loop: bool = False
    awaited: bool = False

    @property
    def args(self) -> tuple[Value, ...]:
        """Positional arguments."""
        return self.value.args

    def get(self, keyword: str) -> Value | None:
        """Return the named argument, or None."""
        return self.value.get(keyword)


class Assignment(_Fact, frozen=True, gc=False):
    """A setting: a name set at the top level or in a class, or an attribute or key set anywhere.

    ``app.config["X"] = 1`` and ``app.conf.X = 1`` have name ``X`` and owner ``app.config`` or ``app.conf``;
    in a class the owner is the class (``"Order.Meta"``); at top level it is empty.
    """

    name: str
    owner: str
    value: Value
    annotation: str = ""
    scope: str = ""


class Parameter(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True, gc=False):
    """A parameter; ``annotations`` are all dotted names in its annotation."""

    name: str
    annotations: tuple[str, ...] = ()
    annotated: bool = False


class Function(_Fact, frozen=True, gc=False):
    """A function or method; ``name`` is qualified, such as ``"OrderView.get"``.

    ``end`` is its last line; ``annotated`` says that its result and all parameters but self have hints.
    """

    name: str
    end: int
    decorators: tuple[Value, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    returns: tuple[str, ...] = ()
    is_async: bool = False
    is_method: bool = False
    annotated: bool = False
    documented: bool = False

    @property
    def is_public(self) -> bool:
        """Whether no part of its name begins with an underscore."""
        return not any(part.startswith("_") for part in self.name.split("."))


class Class(_Fact, frozen=True, gc=False):
    """A class; ``bases`` and ``decorators`` by their full dotted names."""

    name: str
    end: int
    bases: tuple[str, ...] = ()
    decorators: tuple[Value, ...] = ()
    documented: bool = False


class Handler(_Fact, frozen=True, gc=False):
    """An ``except``: the names that it catches (none if bare), and what it does.

    ``silent`` when its body is only ``pass``, ``...`` or ``continue``; ``reraises`` when it raises.
    """

    names: tuple[str, ...] = ()
    scope: str = ""
    silent: bool = False
    reraises: bool = False


class Text(_Fact, frozen=True, gc=False):
    """A string constant that is no docstring, up to 400 characters."""

    text: str
    scope: str = ""


class Module(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """All that is kept of one Python file.

    Attributes
    ----------
    path : str
        Relative to the checkout.
    name : str
        Dotted, such as ``"app.main"``; a package has its own name without ``__init__``.
    lines, code_lines : int
        Lines in all, and lines on which a statement begins.
    documented : bool
        Whether the module has a docstring.
    broken : str
        Why it could not be parsed; the rest is empty then.
    """

    path: str
    name: str
    lines: int = 0
    code_lines: int = 0
    documented: bool = False
    broken: str = ""
    imports: tuple[Import, ...] = ()
    references: tuple[Reference, ...] = ()
    calls: tuple[Call, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    functions: tuple[Function, ...] = ()
    classes: tuple[Class, ...] = ()
    handlers: tuple[Handler, ...] = ()
    texts: tuple[Text, ...] = ()
