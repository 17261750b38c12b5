"""Work done in two processes: in order, not far ahead of who takes it, and no fault lost."""

from __future__ import annotations

import os

import pytest

from taizhang.actions.sharing_work import in_two


def test_results_come_in_order_and_from_other_processes():
    done = [*in_two(lambda piece: (piece, os.getpid()), range(40), tuple)]
    assert [piece for piece, _ in done] == [*range(40)]
    assert os.getpid() not in {process for _, process in done}


def test_only_a_few_pieces_are_given_out_ahead():
    pieces = iter(range(1000))
    done = in_two(abs, pieces, int)
    assert [next(done), next(done)] == [0, 1]
    assert next(pieces) < 20
    done.close()


def test_what_fails_in_a_child_fails_here():
    with pytest.raises(ZeroDivisionError):
        list(in_two(lambda piece: 1 // piece, (2, 1, 0), int))
