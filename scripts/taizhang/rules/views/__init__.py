"""Judged incidents as plain data in words: board, lists, incident page. No HTML."""
