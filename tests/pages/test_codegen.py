"""Templates are compiled the short way, and say what they would say the long way."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from taizhang.pages.codegen import Ours

TEMPLATES = {
    "page": """{% import "parts" as part with context %}
{% macro framed(word) %}[{{ word }}|{{ caller() }}]{% endmacro %}
{{ value.text }} {{ value.html }} {{ value.count }} {{ value.text.upper() }} {{ "," ~ value.text }}
{% for one in value.many %}{{ loop.index }}{{ one.get("a", "<") }}{{ part.bold(one.a) }}{% endfor %}
{% call framed(value.text) %}{{ part.bold(word="&") }}{% endcall %}
{{ part.bold(*value.pair) }}{% set kept %}<i>{{ value.text }}</i>{% endset %}{{ kept }}
{% autoescape false %}{{ value.text }}{% endautoescape %}{{ value["count"] or value.yield }}
{{ value.many | map(attribute="a") | join("、") }}{% include "parts" %}""",
    "parts": """{% macro bold(word) %}<b>{{ word }}</b>{{ root }}{% endmacro %}{{ bold("'") }}""",
}


class Value(SimpleNamespace):
    """Attributes, and the same by key."""

    def __getitem__(self, key: str) -> object:
        return getattr(self, key)


def _drawn(kind: type[Environment]) -> str:
    made = kind(loader=DictLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    value = Value(text="<值> & \"'", html=Markup("<u>x</u>"), count=7, pair=(">",))
    value.many = [Value(a="1<", get={}.get), Value(a=Markup("<s>"), get={"a": "2"}.get)]
    setattr(value, "yield", "y")
    return made.get_template("page").render(value=value, root="../")


def test_both_ways_say_the_same() -> None:
    drawn = _drawn(Ours)
    assert drawn == _drawn(Environment)
    assert "&lt;值&gt; &amp; &#34;&#39; <u>x</u> 7" in drawn


@pytest.mark.parametrize("asked", ["value.nothing", "value.nothing()", "nothing"])
def test_what_is_missing_is_an_error(asked: str) -> None:
    made = Ours(loader=DictLoader({"page": f"{{{{ {asked} }}}}"}), undefined=StrictUndefined)
    with pytest.raises((AttributeError, UndefinedError)):
        made.get_template("page").render(value=Value())
