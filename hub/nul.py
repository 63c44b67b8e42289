"""What no text has: a NUL, which PostgreSQL refuses in the midst of a request."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.template.loader import render_to_string

from hub.limits import API


class NulMiddleware:
    """Refuses whatever has a NUL in its address, in a cookie or in what is posted, so that no field
    and no query has to. It stands before all that asks the database; what is posted is looked at
    after Django has looked whether the form is ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _in(request.path_info, *request.COOKIES.values(), *_texts(request.GET)):
            return _refused(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        posted: Iterable[str] = _texts(request.POST) if request.method == "POST" else ()
        return _refused(request) if _in(*posted) else None


def _texts(data: QueryDict) -> Iterator[str]:
    for name, values in data.lists():
        yield name
        yield from map(str, values)


def _in(*texts: str) -> bool:
    return any("\x00" in text for text in texts)


def _refused(request: HttpRequest) -> HttpResponse:
    if API.match(request.path_info):
        return JsonResponse({"detail": "No text has a NUL."}, status=400)
    return HttpResponse(render_to_string("400.html"), status=400)
