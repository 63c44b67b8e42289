"""What no text has: a NUL, which PostgreSQL refuses in the midst of a request."""

import json
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any

from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.template.loader import render_to_string

from hub.limits import API

OF_BROWSERS = ("GET", "HEAD", "POST")
JSON = "application/json"


class NulMiddleware:
    """Refuses whatever has a NUL in its address, in a cookie or in what is sent, as a form or as
    JSON, so that no field and no query has to. It stands before all that asks the database; what is
    sent is looked at after Django has looked whether the form is ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _in(request.path_info, *request.COOKIES.values(), *_texts(request.GET)):
            return _refused(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        return _refused(request) if _in(*_sent(request)) else None


def _sent(request: HttpRequest) -> Iterable[str]:
    if request.method in ("GET", "HEAD", "OPTIONS", "TRACE"):
        return ()
    if request.content_type == JSON:
        return _strings(_read(request.body))
    if request.method == "POST":
        return _texts(request.POST)
    as_posted = {"REQUEST_METHOD": "POST", "wsgi.input": BytesIO(request.body)}
    return _texts(WSGIRequest(request.META | as_posted).POST)  # Django reads no other form


def _read(body: bytes) -> Any:
    """Nothing, where it is no JSON: the view has its word for that."""
    try:
        return json.loads(body)
    except RecursionError:
        raise BadRequest("JSON too deep") from None
    except ValueError:
        return None


def _strings(data: Any) -> Iterator[str]:
    left = [data]
    while left:
        one = left.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, list):
            left += one
        elif isinstance(one, dict):
            left += [*one, *one.values()]


def _texts(data: QueryDict) -> Iterator[str]:
    for name, values in data.lists():
        yield name
        yield from map(str, values)


def _in(*texts: str) -> bool:
    return any("\x00" in text for text in texts)


def _refused(request: HttpRequest) -> HttpResponse:
    by_a_program = request.method not in OF_BROWSERS or request.content_type == JSON
    if by_a_program or API.match(request.path_info):
        return JsonResponse({"detail": "No text has a NUL."}, status=400)
    return HttpResponse(render_to_string("400.html"), status=400)
