"""The links at the head and at the foot of every page."""

from dataclasses import dataclass, field
from functools import cache

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page

Link = dict[str, str]  # "title" and "url"


@dataclass(slots=True)
class Menus:
    head: list[Link] = field(default_factory=list)  # libraries that an editor put into the menu
    foot: list[Link] = field(default_factory=list)  # standard pages


def of_page(request: HttpRequest | None, language: str) -> Menus:
    """Read once for a page, which draws its head and its foot from it."""
    if request is None:
        return _read(language)
    if not hasattr(request, "menus"):
        request.menus = _read(language)
    return request.menus


@cache  # the question, not its answer: putting it together took as long as asking it
def _pages(language: str) -> QuerySet:
    pages = Page.objects.live().filter(locale__language_code=language, depth=3).order_by("path")
    columns = ("title", "slug", "show_in_menus", "librarypage__pk", "standardpage__pk")
    return pages.values_list(*columns)


def _read(language: str) -> Menus:
    """Pages right below the home page of `language`, in one query, without loading them."""
    menus = Menus()
    for title, slug, shown, library, standard in _pages(language).all():
        link = {"title": title, "url": f"/{language}/{slug}/"}
        if library and shown:
            menus.head.append(link)
        elif standard:
            menus.foot.append(link)
    return menus
