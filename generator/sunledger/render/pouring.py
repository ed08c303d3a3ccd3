"""Rows of very long tables, written by the engine: a row's template compiled to one SQL expression.

How a row looks stands in ``site/templates`` like everything else that people see. Where there are a hundred
thousand of them, their template is not run for each: it becomes an expression over the row's columns, which
the engine works out by column. Such a template says texts, prints names and asks whether they are there,
and no more; what it prints is safe already. A test holds the pages against Jinja's own rendering.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

import jinja2
from jinja2 import nodes

from sunledger.engine import literal
from sunledger.errors import ProgramFault

Names = Mapping[str, str]


def poured(environment: jinja2.Environment, template: str, columns: Names, known: Names) -> str:
    """Write the SQL expression that writes a row as its template does.

    ``columns`` are SQL expressions of safe texts, null or blank where there is nothing; ``known`` are safe
    texts that are the same for every row. Raises :class:`ProgramFault` for what only Jinja can do.
    """
    return _Writer(template, columns, known).all_of(_body(environment, template))


def together(texts: Iterable[str]) -> str:
    """Write texts one after the other; one that is null is left out."""
    parts = list(texts)
    return f"concat({', '.join(parts)})" if len(parts) > 1 else "".join(parts) or "''"


@functools.lru_cache(maxsize=32)
def _body(environment: jinja2.Environment, template: str) -> list[nodes.Node]:
    """Parse a template, with all that is said in its language in place."""
    loader = environment.loader
    if loader is None:
        raise ProgramFault(template, "no loader")
    parsed = environment.parse(loader.get_source(environment, template)[0], template)
    return parsed.body


class _Writer:
    """Writes the nodes of one template as SQL."""

    def __init__(self, template: str, columns: Names, known: Names) -> None:
        self._template, self._columns, self._known = template, columns, known

    def all_of(self, body: list[nodes.Node]) -> str:
        """Write nodes one after the other."""
        parts: list[str] = []
        text = ""
        for node in body:
            for said, value in self._of(node):
                if said:
                    text += value
                elif value:
                    parts += [literal(text)] if text else []
                    parts.append(value)
                    text = ""
        return together([*parts, literal(text)] if text or not parts else parts)

    def _of(self, node: nodes.Node) -> list[tuple[bool, str]]:
        """Give what a node writes: texts as they are, and SQL expressions."""
        if isinstance(node, nodes.Output):
            return [self._printed(each) for each in node.nodes]
        if isinstance(node, nodes.If):
            return self._chosen(node)
        raise self._beyond(node)

    def _printed(self, node: nodes.Expr) -> tuple[bool, str]:
        if isinstance(node, nodes.MarkSafe):
            return self._printed(node.expr)
        if isinstance(node, nodes.TemplateData):
            return True, node.data
        if isinstance(node, nodes.Const):
            return True, str(node.value)
        if isinstance(node, nodes.Name) and node.name in self._known:
            return True, str(self._known[node.name])
        if isinstance(node, nodes.Name) and node.name in self._columns:
            return False, self._columns[node.name]
        raise self._beyond(node)

    def _chosen(self, node: nodes.If) -> list[tuple[bool, str]]:
        """Choose now where the answer is known, else row by row."""
        if not isinstance(node.test, nodes.Name):
            raise self._beyond(node)
        name, otherwise = node.test.name, node.else_
        if node.elif_:
            first, *rest = node.elif_
            otherwise = [nodes.If(first.test, first.body, rest, node.else_, lineno=first.lineno)]
        if name in self._known:
            chosen = node.body if self._known[name] else otherwise
            return [part for each in chosen for part in self._of(each)]
        if name not in self._columns:
            raise self._beyond(node)
        there, absent = self.all_of(node.body), self.all_of(otherwise)
        return [(False, f"case when {self._columns[name]} <> '' then {there} else {absent} end")]

    def _beyond(self, node: nodes.Node) -> ProgramFault:
        place = f"site/templates/{self._template}:{node.lineno}"
        return ProgramFault(place, f"{type(node).__name__}: only Jinja can do that")
