"""Loops at the edge of a piece of the interpreter's stack."""

import sys
from resource import RUSAGE_SELF, getrusage

import pytest
from django.test import RequestFactory

from hub.stack import roomy_stack

CALLS = 500
DEPTHS = range(0, 200, 2)  # more than a piece holds of these frames
AT_ONCE = 50  # pages of memory that a loop may need for other reasons

pytestmark = pytest.mark.skipif(
    sys.version_info >= (3, 13), reason="these versions keep a piece of the stack for the next call"
)


def _called(a=0, b=0, c=0, d=0, e=0, f=0, g=0, h=0):
    """A frame wider than those of `_at`: at one of the depths it is the first of a piece."""
    i, j, k, m, n = a, b, c, d, e
    return i, j, k, m, n


def _loop(request=None):
    """Pages of memory that the system had to give while a function was called many times."""
    before = getrusage(RUSAGE_SELF).ru_minflt
    for _ in range(CALLS):
        _called()
    return getrusage(RUSAGE_SELF).ru_minflt - before


def _at(depth, call):
    return call() if depth == 0 else _at(depth - 1, call)


def test_somewhere_in_the_stack_every_call_asks_for_memory():
    assert max(_at(depth, _loop) for depth in DEPTHS) > CALLS / 2


def test_within_a_request_none_does():
    def deep(request):
        return max(_at(depth, _loop) for depth in DEPTHS)

    request = RequestFactory().get("/")
    answer = roomy_stack(deep)
    assert max(_at(depth, lambda: answer(request)) for depth in DEPTHS) < AT_ONCE
