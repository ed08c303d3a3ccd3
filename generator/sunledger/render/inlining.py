"""Small macros that pages share, put in the place of their calls when a template compiles.

A page explains and links dozens of words and figures; to call a macro for each takes longer than to print
it. What a macro prints is the same either way: a test holds the pages against Jinja's own.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.visitor import NodeTransformer

MACROS = "_macros.html"
"""The template that holds them; others import it as ``m``."""

_EVERYWHERE = frozenset({"at", "words", "language", "_"})
"""What every template knows."""

_PRINTING = (nodes.Output, nodes.If)
"""What a macro may be made of to be put in the place of a call."""


def macros(environment: jinja2.Environment) -> dict[str, nodes.Macro]:
    """Find the macros that only print what they are given, by name."""
    if environment.loader is None:
        return {}
    parsed = environment.parse(environment.loader.get_source(environment, MACROS)[0], MACROS)
    return {each.name: each for each in parsed.find_all(nodes.Macro) if _prints(each)}


def _prints(macro: nodes.Macro) -> bool:
    """Tell whether a macro prints, and names nothing but what it is given."""
    known = _EVERYWHERE | {each.name for each in macro.args}
    inner = nodes.Scope(macro.body)
    return all(name.name in known for name in inner.find_all(nodes.Name)) and all(
        isinstance(each, _PRINTING) for each in inner.find_all(nodes.Stmt)
    )


class Inlined(NodeTransformer):
    """Puts macros in the place of their calls, where a template prints what they give."""

    def __init__(self, known: Mapping[str, nodes.Macro]) -> None:
        self._known = known

    def visit_ScopedEvalContextModifier(self, node: nodes.Node) -> nodes.Node:  # noqa: N802
        """Leave alone where it is said anew what is escaped: a macro escapes as its own template says."""
        return node

    def visit_Output(self, node: nodes.Output) -> list[nodes.Node]:  # noqa: N802
        """Print what each macro prints, among the rest."""
        printed = itertools.chain.from_iterable(self._of(child) for child in node.nodes)
        found: list[nodes.Node] = []
        for said, some in itertools.groupby(printed, lambda each: isinstance(each, nodes.Expr)):
            alike = list(some)
            found += [nodes.Output(alike, lineno=node.lineno)] if said else alike
        return found

    def _of(self, child: nodes.Expr) -> Iterator[nodes.Node]:
        """Give what a printed expression is made of: expressions, and choices between some."""
        macro = self._called(child)
        given = _given(macro, child) if macro and isinstance(child, nodes.Call) else None
        if macro is None or given is None:
            yield child
            return
        for each in _copied(macro.body, given):
            if isinstance(each, nodes.Output):
                yield from each.nodes
            else:
                yield each

    def _called(self, node: nodes.Expr) -> nodes.Macro | None:
        """Give the macro that an expression calls."""
        if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Getattr):
            return None
        of = node.node.node
        return self._known.get(node.node.attr) if isinstance(of, nodes.Name) and of.name == "m" else None


def _given(macro: nodes.Macro, call: nodes.Call) -> dict[str, nodes.Expr] | None:
    """Give a macro's arguments by name; nothing where one would be worked out more than once."""
    missing = len(macro.args) - len(call.args)
    if call.kwargs or call.dyn_args or call.dyn_kwargs or not 0 <= missing <= len(macro.defaults):
        return None
    defaults = macro.defaults[len(macro.defaults) - missing :]
    given = dict(zip((each.name for each in macro.args), [*call.args, *defaults], strict=True))
    uses = [name.name for name in nodes.Scope(macro.body).find_all(nodes.Name)]
    return given if all(_plain(value) or uses.count(name) < 2 for name, value in given.items()) else None


def _plain(node: nodes.Expr) -> bool:
    """Tell whether an expression costs nothing to work out."""
    while isinstance(node, nodes.Getattr):
        node = node.node
    return isinstance(node, (nodes.Name, nodes.Const))


def _copied(value: Any, given: Mapping[str, nodes.Expr]) -> Any:
    """Copy nodes, with what is given in the place of its names."""
    if isinstance(value, nodes.Name) and value.name in given:
        return _copied(given[value.name], {})
    if isinstance(value, nodes.Node):
        fields: Sequence[Any] = [_copied(getattr(value, field), given) for field in value.fields]
        return type(value)(*fields, lineno=value.lineno, environment=value.environment)
    return [_copied(each, given) for each in value] if isinstance(value, list) else value
