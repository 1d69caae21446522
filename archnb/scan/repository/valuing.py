"""From a syntax tree's expressions and signatures to plain data."""

from __future__ import annotations

import ast

from archnb.scan.repository.module import Class, Function, Parameter
from archnb.scan.repository.naming import Names
from archnb.scan.repository.values import UNKNOWN, Value

__all__ = ["class_fact", "function_fact", "to_value"]

#: A settings file's table of tables fits; a data file's ten thousand rows need not.
_DEEPEST = 6
_MOST_ITEMS = 200
_LONGEST_CONSTANT = 2_000


def to_value(node: ast.expr | None, names: Names, depth: int = 0) -> Value:
    """Return an expression as a `Value`, cut off six levels down and after 200 elements."""
    if node is None or depth > _DEEPEST:
        return UNKNOWN
    line = node.lineno
    if isinstance(node, ast.Constant):
        return _constant(node.value, line)
    if isinstance(node, ast.Name | ast.Attribute | ast.Subscript):
        name = names.full(node)
        return Value("name", name=name, line=line) if name else UNKNOWN
    if isinstance(node, ast.Call):
        return _call(node, names, depth)
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return Value("list", items=_values(node.elts, names, depth), line=line)
    if isinstance(node, ast.Dict):
        keys = tuple(
            key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else None for key in node.keys
        )
        return Value("dict", items=_values(node.values, names, depth), keys=keys[:_MOST_ITEMS], line=line)
    if isinstance(node, ast.Await | ast.Starred):
        return to_value(node.value, names, depth)
    return _combined(node, names, depth)


def _combined(node: ast.expr, names: Names, depth: int) -> Value:
    if isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.FormattedValue) else part for part in node.values]
        return Value("text", items=_values(parts, names, depth), line=node.lineno)
    if isinstance(node, ast.BinOp):
        sides = _values([node.left, node.right], names, depth)
        if any(_is_text(side) for side in sides) and isinstance(node.op, ast.Add | ast.Mod):
            return Value("text", items=sides, line=node.lineno)
        if sides and all(side.kind == "list" for side in sides) and isinstance(node.op, ast.Add):
            return Value("list", items=sides[0].items + sides[1].items, line=node.lineno)
        return Value("other", items=sides, line=node.lineno)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        value = to_value(node.operand, names, depth + 1)
        if isinstance(value.constant, int | float) and not isinstance(value.constant, bool):
            return Value("constant", constant=-value.constant, line=node.lineno)
    parts = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
    return Value("other", items=_values(parts, names, depth), line=node.lineno)


def _is_text(value: Value) -> bool:
    return value.kind == "text" or (value.kind == "constant" and isinstance(value.constant, str))


def _constant(constant: object, line: int) -> Value:
    if isinstance(constant, str):
        constant = constant[:_LONGEST_CONSTANT].encode("utf-8", "replace").decode()
    elif isinstance(constant, int) and not isinstance(constant, bool) and abs(constant) >= 2**63:
        return UNKNOWN  # no cache holds it
    elif constant is not None and not isinstance(constant, int | float):
        return UNKNOWN
    return Value("constant", constant=constant, line=line)


def _call(node: ast.Call, names: Names, depth: int) -> Value:
    name = names.full(node.func)
    args = node.args[:_MOST_ITEMS]
    keywords = [keyword for keyword in node.keywords if keyword.arg is not None][:_MOST_ITEMS]
    values = [to_value(part, names, depth + 1) for part in (*args, *(keyword.value for keyword in keywords))]
    keys = tuple(keyword.arg for keyword in keywords)
    if name == "str.format" and isinstance(node.func, ast.Attribute):
        return Value("text", items=(to_value(node.func.value, names, depth + 1), *values), line=node.lineno)
    return Value("call", name=name, items=tuple(values), keys=keys, line=node.lineno)


def _values(nodes: list[ast.expr], names: Names, depth: int) -> tuple[Value, ...]:
    return tuple(to_value(node, names, depth + 1) for node in nodes[:_MOST_ITEMS])


def function_fact(
    path: str, node: ast.FunctionDef | ast.AsyncFunctionDef, name: str, names: Names, *, method: bool
) -> Function:
    """Return what is kept of a function, which is called `name` in its file."""
    arguments = _arguments(node.args)
    asked = arguments[1:] if method and arguments and arguments[0].arg in ("self", "cls") else arguments
    # A constructor's result needs no hint: checkers know that it is None.
    has_result = node.returns is not None or node.name == "__init__"
    return Function(
        path=path,
        line=node.lineno,
        name=name,
        end=node.end_lineno or node.lineno,
        decorators=tuple(to_value(decorator, names) for decorator in node.decorator_list),
        parameters=tuple(Parameter(a.arg, _named(a.annotation, names), a.annotation is not None) for a in arguments),
        returns=_named(node.returns, names),
        is_async=isinstance(node, ast.AsyncFunctionDef),
        is_method=method,
        annotated=has_result and all(argument.annotation is not None for argument in asked),
        documented=ast.get_docstring(node, clean=False) is not None,
    )


def class_fact(path: str, node: ast.ClassDef, name: str, names: Names) -> Class:
    """Return what is kept of a class, which is called `name` in its file."""
    bases = (names.full(base.value if isinstance(base, ast.Subscript) else base) for base in node.bases)
    return Class(
        path=path,
        line=node.lineno,
        name=name,
        end=node.end_lineno or node.lineno,
        bases=tuple(base for base in bases if base),
        decorators=tuple(to_value(decorator, names) for decorator in node.decorator_list),
        documented=ast.get_docstring(node, clean=False) is not None,
    )


def _arguments(given: ast.arguments) -> list[ast.arg]:
    stars = [star for star in (given.vararg, given.kwarg) if star is not None]
    return [*given.posonlyargs, *given.args, *given.kwonlyargs, *stars]


def _named(annotation: ast.expr | None, names: Names) -> tuple[str, ...]:
    if annotation is None:
        return ()
    if isinstance(annotation, ast.Name | ast.Attribute):  # most are, and need no walk
        return (names.full(annotation),)
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        return (annotation.value[:200],)
    found = (names.full(node) for node in ast.walk(annotation) if isinstance(node, ast.Name | ast.Attribute))
    return tuple(dict.fromkeys(name for name in found if name))
