"""Room on the interpreter's stack, so that deep templates don't run over its edge again and again.

CPython 3.11 and 3.12 keep frames in pieces of 16 kB and give a piece back as soon as its first
frame ends. A loop at the edge of one asks the system for memory at every call; nested templates
have such loops. Python issue 142183, mended in later versions. ADR 0023.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Objects. A frame that wants just more than half of 256 kB gets a piece of that size, and those
# that it calls share the rest, over 600 of the usual ones. What is not touched costs nothing.
FRAME = 15_400


def roomy_stack(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """The middleware around all others."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    middleware.__code__ = middleware.__code__.replace(co_stacksize=FRAME)
    return middleware
