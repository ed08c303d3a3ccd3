"""Macros put in the place of their calls print what calls of them print."""

from __future__ import annotations

import jinja2
import pytest
from jinja2 import nodes

from sunledger.render.inlining import MACROS, Inlined, macros

SHARED = """
{% macro term(id, said) %}<a href="#{{ id }}">{{ said }}</a>{% endmacro %}
{% macro sign(status, said="none") %}{% if status == "late" %}<b>{{ said }}</b>{% elif status %}{{ status }}{% else %}-{% endif %}{% endmacro %}
{% macro twice(said) %}{{ said }}{{ said }}{% endmacro %}
{% macro listed(many) %}{% for one in many %}{{ one }}{% endfor %}{% endmacro %}
{% macro outer(said) %}{{ term("x", said) }}{% endmacro %}
{% macro from_outside() %}{{ page }}{% endmacro %}
"""
CALLS = (
    '{{ m.term("w", text) }}!',
    '{{ m.term(said="s", id=text) }}',
    '{{ m.sign("late", text) }}',
    '{{ m.sign(text) }}{{ m.sign("") }}{{ m.sign("late") }}',
    '{{ m.twice(text) }}{{ m.twice(text ~ "<") }}{{ m.twice(text | upper) }}',
    '{{ m.listed([text, "<"]) }}{{ m.outer(text) }}',
    '{% autoescape false %}{{ m.term("w", text) }}{{ m.sign(text) }}{% endautoescape %}',
    "{% for each in [1, 2] %}{% if m.sign(each) %}{{ m.sign(each) }}{{ loop.index }}{% endif %}{% endfor %}",
    '{% set made = m.term("w", text) %}{{ made }}{{ m.term("v", m.sign("late", text)) }}',
)


def environment(call: str) -> jinja2.Environment:
    """Make an environment with a page that calls a macro."""
    page = f'{{% import "{MACROS}" as m %}}{call}'
    return jinja2.Environment(loader=jinja2.DictLoader({MACROS: SHARED, "page": page}), autoescape=True)


def called(tree: nodes.Template) -> int:
    """Count the calls in a template."""
    return len(list(tree.find_all(nodes.Call)))


def test_only_what_prints_what_it_is_given_is_inlined() -> None:
    """Neither loops, nor what calls others, nor what names the page around it."""
    assert set(macros(environment(""))) == {"term", "sign", "twice"}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("text", ["<b>&'\"", "", "late"])
def test_pages_are_the_same(call: str, text: str) -> None:
    """Escaped once and where the macro escapes, whatever is given."""
    known = environment(call)
    tree = Inlined(macros(known)).visit(known.parse(f'{{% import "{MACROS}" as m %}}{call}'))
    inlined = jinja2.Template.from_code(known, known.compile(tree), {})
    assert inlined.render(text=text) == known.get_template("page").render(text=text)


@pytest.mark.parametrize(
    ("call", "left"),
    [("m.term('w', text)", 0), ("m.sign('late', page.text)", 0), ("m.twice(page.text)", 0),
     ("m.twice(text() )", 2), ("m.term('w', text())", 1), ("m.listed(text)", 1), ("n.term('w', text)", 1)],
)  # fmt: skip
def test_nothing_is_worked_out_twice(call: str, left: int) -> None:
    """A macro that prints twice what has to be worked out is called."""
    known = environment("")
    assert called(Inlined(macros(known)).visit(known.parse(f"{{{{ {call} }}}}"))) == left
