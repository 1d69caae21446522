"""One pass over a Python file's syntax tree, which keeps what detectors ask about."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from typing import Any

from archnb.scan.repository.module import Assignment, Call, Class, Function, Handler, Import, Reference, Text
from archnb.scan.repository.naming import Names
from archnb.scan.repository.valuing import class_fact, function_fact, to_value

__all__ = ["Visitor"]

_LONGEST_TEXT = 400
_SILENT = (ast.Pass, ast.Continue)


class Visitor:
    """Visits each node once and fills its lists; `ast.NodeVisitor` would take twice as long."""

    def __init__(self, path: str, names: Names) -> None:
        self.imports: list[Import] = []
        self.references: list[Reference] = []
        self.calls: list[Call] = []
        self.assignments: list[Assignment] = []
        self.functions: list[Function] = []
        self.classes: list[Class] = []
        self.handlers: list[Handler] = []
        self.texts: list[Text] = []
        self.statements: set[int] = set()
        self._path = path
        self._names = names
        self._scope = ""
        self._class = ""  # the innermost class, while directly in its body
        self._in_function = self._in_async = self._in_loop = self._awaited = self._typing_only = False
        visitors: dict[tuple[type, ...], Callable[[Any], None]] = {
            (ast.Import, ast.ImportFrom): self._import,
            (ast.FunctionDef, ast.AsyncFunctionDef): self._function,
            (ast.ClassDef,): self._class_def,
            (ast.Assign, ast.AugAssign, ast.AnnAssign): self._assign,
            (ast.Call,): self._call,
            (ast.Await,): self._await,
            (ast.Attribute, ast.Name): self._reference,
            (ast.Constant,): self._constant,
            (ast.ExceptHandler,): self._handler,
            (ast.For, ast.AsyncFor, ast.While): self._loop,
            (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp): self._comprehension,
            (ast.If,): self._if,
            (ast.withitem,): self._with_item,
        }
        self._visitors = {kind: visitor for kinds, visitor in visitors.items() for kind in kinds}

    def module(self, tree: ast.Module) -> None:
        """Visit a whole file."""
        self._names.define(tree.body)
        self._body(tree.body)

    def _body(self, body: list[ast.stmt]) -> None:
        if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
            self.statements.add(body[0].lineno)
            body = body[1:]  # a docstring, or dots
        self._all(body)

    def _all(self, nodes: Iterable[ast.AST | None]) -> None:
        for node in nodes:
            if node is not None:
                self._visit(node)

    def _visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.stmt):
            self.statements.add(node.lineno)
        visitor = self._visitors.get(type(node))
        if visitor is not None:
            visitor(node)
        else:
            self._children(node)

    def _children(self, node: ast.AST) -> None:
        for field in node._fields:
            value = getattr(node, field, None)
            if isinstance(value, list):
                for part in value:
                    if isinstance(part, ast.AST):
                        self._visit(part)
            elif isinstance(value, ast.AST) and value._fields:  # contexts and operators have none
                self._visit(value)

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        for name in self._names.take_import(node):
            self.imports.append(Import(self._path, node.lineno, name, self._scope, self._typing_only))

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        name = f"{self._scope}.{node.name}" if self._scope else node.name
        self.functions.append(function_fact(self._path, node, name, self._names, method=bool(self._class)))
        self._all((*node.decorator_list, node.args, node.returns))
        held = self._scope, self._class, self._in_function, self._in_async, self._in_loop
        self._scope, self._class, self._in_function, self._in_loop = name, "", True, False
        self._in_async = isinstance(node, ast.AsyncFunctionDef)
        self._names.enter()
        self._body(node.body)
        self._names.leave()
        self._scope, self._class, self._in_function, self._in_async, self._in_loop = held

    def _class_def(self, node: ast.ClassDef) -> None:
        name = f"{self._scope}.{node.name}" if self._scope else node.name
        self.classes.append(class_fact(self._path, node, name, self._names))
        self._all((*node.decorator_list, *node.bases, *node.keywords))
        held = self._scope, self._class
        self._scope = self._class = name
        outer = self._names.enter_class()
        self._body(node.body)
        self._names.leave_class(outer)
        self._scope, self._class = held

    def _assign(self, node: ast.Assign | ast.AugAssign | ast.AnnAssign) -> None:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        annotation = node.annotation if isinstance(node, ast.AnnAssign) else None
        for target in targets:
            if (named := self._named(target)) is not None:
                value = to_value(node.value, self._names)
                hint = self._names.full(annotation) if annotation else ""
                self.assignments.append(Assignment(self._path, node.lineno, *named, value, hint, self._scope))
            if node.value is not None and not isinstance(node, ast.AugAssign):
                self._names.bind(target, node.value)
            if not isinstance(target, ast.Name):
                self._children(target)
        self._all((annotation, node.value))

    def _named(self, target: ast.expr) -> tuple[str, str] | None:
        """Return name and owner of what is set; None for a function's own variable."""
        if isinstance(target, ast.Name):
            return None if self._in_function and not self._class else (target.id, self._class)
        if isinstance(target, ast.Attribute):
            return target.attr, self._names.full(target.value)
        if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
            key = target.slice.value
            return (key, self._names.full(target.value)) if isinstance(key, str) else None
        return None

    def _call(self, node: ast.Call) -> None:
        awaited, self._awaited = self._awaited, False
        value = to_value(node, self._names)
        name = value.name or self._names.full(node.func)  # a text put together by format() has no name
        self.calls.append(
            Call(self._path, node.lineno, name, self._scope, value, self._in_async, self._in_loop, awaited)
        )
        self._children(node)

    def _await(self, node: ast.Await) -> None:
        self._awaited = isinstance(node.value, ast.Call)
        self._visit(node.value)
        self._awaited = False

    def _reference(self, node: ast.Attribute | ast.Name) -> None:
        root: ast.expr = node
        while isinstance(root, ast.Attribute):
            root = root.value
        if not isinstance(root, ast.Name):
            self._visit(root)
        elif root.id in self._names.imported:
            self.references.append(Reference(self._path, node.lineno, self._names.full(node), self._scope))

    def _constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and 0 < len(node.value) <= _LONGEST_TEXT:
            text = node.value.encode("utf-8", "replace").decode()
            self.texts.append(Text(self._path, node.lineno, text, self._scope))

    def _handler(self, node: ast.ExceptHandler) -> None:
        caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type] if node.type else []
        self.handlers.append(
            Handler(
                path=self._path,
                line=node.lineno,
                names=tuple(self._names.full(kind) for kind in caught),
                scope=self._scope,
                silent=all(isinstance(part, _SILENT) or _is_dots(part) for part in node.body),
                reraises=any(isinstance(part, ast.Raise) for part in node.body),
            )
        )
        self._children(node)

    def _loop(self, node: ast.For | ast.AsyncFor | ast.While) -> None:
        # What is looped over is worked out once; a while's condition each time.
        once = [] if isinstance(node, ast.While) else [node.target, node.iter]
        repeated = [node.test, *node.body] if isinstance(node, ast.While) else node.body
        self._all(once)
        held, self._in_loop = self._in_loop, True
        self._all(repeated)
        self._in_loop = held
        self._all(node.orelse)

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> None:
        first, *others = node.generators
        self._visit(first.iter)
        held, self._in_loop = self._in_loop, True
        self._all((first.target, *first.ifs, *others))
        self._all((node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,))
        self._in_loop = held

    def _if(self, node: ast.If) -> None:
        self._visit(node.test)
        held = self._typing_only
        # `if TYPE_CHECKING is True:` and `if TYPE_CHECKING and …:` too, but not what stands below `if not`.
        tested = node.test.left if isinstance(node.test, ast.Compare) else node.test
        parts = tested.values if isinstance(tested, ast.BoolOp) and isinstance(tested.op, ast.And) else [tested]
        self._typing_only = held or any(self._names.full(part) in _TYPING_ONLY for part in parts)
        self._all(node.body)
        self._typing_only = held
        self._all(node.orelse)

    def _with_item(self, node: ast.withitem) -> None:
        self._visit(node.context_expr)
        if node.optional_vars is not None:
            self._names.bind(node.optional_vars, node.context_expr)


_TYPING_ONLY = ("TYPE_CHECKING", "typing.TYPE_CHECKING")


def _is_dots(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
