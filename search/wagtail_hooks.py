"""A library page is served as a search."""

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from hub.models import LibraryPage
from search import views


@hooks.register("before_serve_page")
def serve_library(
    page: Page, request: HttpRequest, args: tuple, kwargs: dict
) -> HttpResponse | None:
    return views.library(request, page) if isinstance(page, LibraryPage) else None
