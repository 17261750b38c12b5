"""A drill ledger with invented incidents, to try everything in."""

from taizhang.actions.demo.age import made_at
from taizhang.actions.demo.build import Made, make_demo

__all__ = ["Made", "made_at", "make_demo"]
