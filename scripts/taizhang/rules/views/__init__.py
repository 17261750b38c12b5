"""Judged incidents as plain data in words: board, lists, incident page. No HTML."""

from taizhang.rules.views.board import board_view
from taizhang.rules.views.incident import incident_view
from taizhang.rules.views.rows import row_view

__all__ = ["board_view", "incident_view", "row_view"]
