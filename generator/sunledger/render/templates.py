"""The templates of one language: what is known when they compile is said then, not page by page."""

from __future__ import annotations

import functools
import hashlib
import itertools
import re
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.ext import InternationalizationExtension
from jinja2.visitor import NodeTransformer
from markupsafe import escape

from sunledger import resources
from sunledger.render import addresses, inlining
from sunledger.render.inlining import MACROS, Inlined, macros
from sunledger.render.words import Messages, Words

_VARIABLE = re.compile(r"%\((\w+)\)s")
_ESCAPES = re.compile("[&<>'\"]")
"""What can't stand in a page as it is."""
_KNOWN = ("at", "words")
"""What every template knows by these names, and none calls anything else."""


class Translation(InternationalizationExtension):
    """Translate texts when a template compiles, but those that count: an environment has one language."""

    def _make_node(
        self,
        singular: str,
        plural: str | None,
        context: str | None,
        variables: dict[str, nodes.Expr],
        plural_expr: nodes.Expr | None,
        vars_referenced: bool,
        num_called_num: bool,
    ) -> nodes.Output:
        if plural is not None:
            return super()._make_node(
                singular, plural, context, variables, plural_expr, vars_referenced, num_called_num
            )
        words: Words = self.environment.words  # type: ignore[attr-defined]
        if not vars_referenced and not variables:
            singular = singular.replace("%%", "%")
        texts = _VARIABLE.split(words.gettext(singular))
        said: list[nodes.Expr] = []
        for text, name in itertools.zip_longest(texts[::2], texts[1::2]):
            said.append(nodes.TemplateData(text.replace("%%", "%")))
            if name:
                said.append(variables.get(name) or nodes.Name(name, "load"))
        return nodes.Output(said)


class _Said(NodeTransformer):
    """Put the translation in the place of every ``_("…")``, and of ``at.…("…")`` the address."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        """Replace a call whose arguments are known."""
        self.generic_visit(node)
        called, given = node.node, [each.value for each in node.args if isinstance(each, nodes.Const)]
        if len(given) < len(node.args) or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return node
        if isinstance(called, nodes.Name) and called.name == "_" and len(given) == 1:
            said = self._words.gettext(given[0]).replace("%%", "%")
            return nodes.MarkSafe(nodes.Const(said, lineno=node.lineno), lineno=node.lineno)
        if isinstance(called, nodes.Getattr) and _named(called.node, "at"):
            return nodes.Const(getattr(addresses, called.attr)(*given), lineno=node.lineno)
        return node


def _named(node: nodes.Expr, *names: str) -> bool:
    return isinstance(node, nodes.Name) and node.name in names


def _escaped(value: object) -> str:
    """Escape what a template prints; it goes into the page and needs no mark."""
    return value if type(value) is str and not _ESCAPES.search(value) else escape(value)


class _Generator(CodeGenerator):
    """Write code without the calls that would copy safe markup, and look for what is plainly there.

    What templates are given are objects with attributes, never mappings.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Any) -> None:  # noqa: N802
        """Write an attribute as such."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Any, forward_caller: bool = False) -> None:  # noqa: N802
        """Write a call of what every template knows as such: it asks for nothing of the page."""
        called = node.node
        plain = not (node.kwargs or node.dyn_args or node.dyn_kwargs or forward_caller)
        if not plain or not isinstance(called, nodes.Getattr) or not _named(called.node, *_KNOWN):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(called, frame)
        self.write("(")
        for each in node.args:
            self.visit(each, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if _escapes(frame):
            self.write("(said if type(said := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if _escapes(frame):
            self.write(") is Markup else environment.escaped(said))")
        else:
            super()._output_child_post(node, frame, finalize)


def _escapes(frame: Any) -> bool:
    """Tell whether it is known, when a template compiles, that a place in it escapes."""
    return bool(frame.eval_ctx.autoescape) and not frame.eval_ctx.volatile


class _Environment(jinja2.Environment):
    """An environment that escapes everything, in one language."""

    code_generator_class = _Generator

    def _generate(self, source: nodes.Template, *given: Any, **named: Any) -> str:
        words: Words = self.words  # type: ignore[attr-defined]
        inlined = Inlined(self._macros).visit(source)
        return super()._generate(_Said(words).visit(inlined), *given, **named)

    @functools.cached_property
    def _macros(self) -> dict[str, nodes.Macro]:
        return macros(self)


def templates(language: str, messages: Messages, compiled: Path | None = None) -> jinja2.Environment:
    """Set up the templates of one language; they compile once per process.

    With a folder ``compiled`` they compile once for all processes and builds, until they, the messages
    or what else goes into them change.
    """
    environment = _environment(language, messages)
    if compiled is not None:
        environment.bytecode_cache = _kept(compiled, language, messages)
    return environment


@functools.lru_cache(maxsize=len(addresses.LANGUAGES))
def _environment(language: str, messages: Messages) -> jinja2.Environment:
    environment = _Environment(
        loader=jinja2.FileSystemLoader(resources.folder("site", "templates")),
        extensions=[Translation],
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    words = Words(language, messages)
    environment.extend(words=words, escaped=_escaped)
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=words.gettext, ngettext=words.ngettext, newstyle=True
    )
    environment.globals.update(at=addresses, words=words, language=language)
    return environment


def forget() -> None:
    """Forget what has compiled in this process."""
    _environment.cache_clear()


def _kept(compiled: Path, language: str, messages: Messages) -> jinja2.BytecodeCache | None:
    """Keep compiled templates in a folder of their own for all that goes into them beside their text.

    Where none can be made they are not kept, and compile for each process.
    """
    sources = [Path(module) for module in (__file__, inlining.__file__, addresses.__file__)]
    made_of = [path.read_bytes() for path in (*sources, resources.folder("site", "templates") / MACROS)]
    folder = compiled / hashlib.sha256(repr((language, messages, made_of)).encode()).hexdigest()[:32]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return jinja2.FileSystemBytecodeCache(str(folder))
