"""What a name in a Python file stands for: imports, definitions, and variables that were set from a call."""

from __future__ import annotations

import ast

__all__ = ["Names", "module_name"]

#: ``query = query.filter()`` in a long function would otherwise grow without end.
_LONGEST = 160
#: What a name may go on with but for dots: where the rest of the name stands, and how it is written.
_INNER = {ast.Call: ("func", "()"), ast.Subscript: ("value", "[]"), ast.Await: ("value", "")}


def module_name(path: str, roots: tuple[str, ...] = ("", "src")) -> str:
    """Return the dotted name that the file at `path` is imported by, below the deepest of `roots`."""
    root = max((r for r in roots if not r or path.startswith(f"{r}/")), key=len, default="")
    parts = path[len(root) :].strip("/").removesuffix(".py").split("/")
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


class Names:
    """The names of one file, by scope.

    Parameters
    ----------
    module : str
        The file's own dotted name, against which relative imports are resolved.
    is_package : bool
        Whether it is an ``__init__.py``.
    """

    def __init__(self, module: str, *, is_package: bool) -> None:
        self._module = module
        self._package = module if is_package else module.rpartition(".")[0]
        self.imported: dict[str, str] = {}
        self._defined: set[str] = set()
        self._scopes: list[dict[str, str]] = [{}]
        self._own: dict[str, str] = {}

    def define(self, body: list[ast.stmt]) -> None:
        """Take the classes and functions of the top level, which code above them may name."""
        kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
        self._defined = {statement.name for statement in body if isinstance(statement, kinds)}

    def take_import(self, node: ast.Import | ast.ImportFrom) -> list[str]:
        """Bind what an import binds and return the full names."""
        if isinstance(node, ast.Import):
            for alias in node.names:
                bound = alias.asname or alias.name.partition(".")[0]
                self.imported[bound] = alias.name if alias.asname else bound
            return [alias.name for alias in node.names]
        source = self._absolute(node)
        names = [f"{source}.{alias.name}" if source else alias.name for alias in node.names]
        for alias, name in zip(node.names, names, strict=True):
            self.imported[alias.asname or alias.name] = name
        return names

    def enter(self) -> None:
        """Begin a function."""
        self._scopes.append({})

    def leave(self) -> None:
        """End a function; its variables are forgotten."""
        self._scopes.pop()

    def bind(self, target: ast.expr, value: ast.expr) -> None:
        """Remember that a variable, or an attribute of self, was set from a call."""
        value = value.value if isinstance(value, ast.Await) else value
        called = self.full(value) if isinstance(value, ast.Call) else ""
        called = called if len(called) <= _LONGEST else ""
        if isinstance(target, ast.Name):
            if called:
                self._scopes[-1][target.id] = called
            else:
                self._scopes[-1].pop(target.id, None)
        elif called and isinstance(target, ast.Attribute) and _is_self(target.value):
            self._own[target.attr] = called

    def enter_class(self) -> dict[str, str]:
        """Begin a class, whose attributes are its own; return the outer class's for `leave_class`."""
        outer, self._own = self._own, {}
        return outer

    def leave_class(self, outer: dict[str, str]) -> None:
        """End a class."""
        self._own = outer

    def full(self, node: ast.expr) -> str:
        """Return the dotted name of an expression; empty where it has none."""
        tail: list[str] = []
        while not isinstance(node, ast.Name):
            if isinstance(node, ast.Attribute):
                if _is_self(node.value) and node.attr in self._own:
                    return "".join([self._own[node.attr], *reversed(tail)])
                tail.append(f".{node.attr}")
                node = node.value
            elif inner := _INNER.get(type(node)):
                tail.append(inner[1])
                node = getattr(node, inner[0])
            else:
                return "".join(["str", *reversed(tail)]) if tail and _is_string(node) else ""
        return "".join([self._root(node.id), *reversed(tail)])

    def _root(self, name: str) -> str:
        for scope in (self._scopes[-1], self._scopes[0]):
            if name in scope:
                return scope[name]
        if name in self.imported:
            return self.imported[name]
        return f"{self._module}.{name}" if name in self._defined else name

    def _absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        parts = self._package.split(".") if self._package else []
        kept = parts[: len(parts) - (node.level - 1)]
        return ".".join([*kept, node.module] if node.module else kept)


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in ("self", "cls")


def _is_string(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
