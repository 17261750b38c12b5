"""How Jinja turns our templates into Python: the short way where what is meant is plain.

A page asks some two thousand values for what they hold and escapes a thousand texts. Jinja looks
for a dictionary's key where a value has no such attribute, and for a wish to be given the context
in whatever is called; no template of ours needs either of an attribute, so an attribute is read,
and called, as Python does it. What is missing stays an error.
"""

from __future__ import annotations

import re
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from jinja2.compiler import Frame

_TO_ESCAPE = re.compile("[&<>'\"]")


def shown(value: object) -> str:
    """``value`` as it stands in HTML: escaped, unless it is HTML already."""
    if type(value) is str and not _TO_ESCAPE.search(value):
        return value
    if type(value) is int:
        return str(value)
    return value if type(value) is Markup else escape(value)


class Direct(CodeGenerator):
    """Reads attributes, calls methods and puts texts out without a detour."""

    def write_commons(self) -> None:
        """The names every template function starts with, and ours."""
        super().write_commons()
        self.writeline("shown = environment.shown")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's
        """``node.attr``."""
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(  # noqa: N802 - Jinja's
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002 - Jinja's
    ) -> None:
        """A method is called; anything else is asked first whether it wants the context."""
        given = (*node.args, *node.kwargs)
        method = isinstance(node.node, nodes.Getattr)
        if forward_caller or not method or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for each in given:
            self.visit(each, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("shown(")


class Ours(Environment):
    """An environment whose templates are compiled so."""

    code_generator_class = Direct
    shown = staticmethod(shown)
