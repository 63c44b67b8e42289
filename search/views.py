"""Pages of search: results, libraries, countries, themes, and the permanent address."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hub.access import open_work
from hub.models import Country, LibraryPage, ReformTheme
from hub.spreadsheets import as_csv, harmless
from search import figures as figure
from search import gaps as gap
from search import presentation, services, world
from search.forms import read_query
from search.query import PageOutOfRange

OVERVIEW = 6  # works of each kind on a country's or a theme's page


def _answer(
    request: HttpRequest, language: str, preset: dict[str, tuple[str, ...]]
) -> dict[str, Any]:
    query, ignored = read_query(request.GET, language, preset=preset)
    try:
        results = services.search(query, preset=preset, ignored=ignored)
    except PageOutOfRange as error:
        raise Http404(_("There is no such page of results.")) from error
    return presentation.search_context(results, request.path)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    context = _answer(request, request.LANGUAGE_CODE, {})
    return render(request, "search/search.html", context)


def library(request: HttpRequest, page: LibraryPage) -> HttpResponse:
    """All works of one kind, as a search with the kind chosen beforehand."""
    context = _answer(request, page.locale.language_code, {"kind": (page.kind,)})
    return render(request, page.template, {**context, "page": page, "self": page})


@require_safe
def country(request: HttpRequest, slug: str) -> HttpResponse:
    term = get_object_or_404(Country.objects.prefetch_related("regions"), slug=slug)
    sections = services.overview(request.LANGUAGE_CODE, OVERVIEW, country=(slug,))
    context = presentation.country_context(term, sections, request.LANGUAGE_CODE)
    return render(request, "search/country.html", context)


@require_safe
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    themes = ReformTheme.objects.select_related("parent").prefetch_related("children")
    term = get_object_or_404(themes, slug=slug)
    sections = services.overview(request.LANGUAGE_CODE, OVERVIEW, theme=(slug,))
    context = presentation.theme_context(term, sections, request.LANGUAGE_CODE)
    return render(request, "search/theme.html", context)


@require_safe
def terms(request: HttpRequest, facet: str) -> HttpResponse:
    """Every country or theme under which something is published."""
    context = presentation.terms_context(facet, request.LANGUAGE_CODE)
    return render(request, "search/terms.html", context)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    context = {"figures": figure.figures(request.LANGUAGE_CODE)}
    return render(request, "search/figures.html", context)


@require_safe
def figure_csv(request: HttpRequest, name: str) -> HttpResponse:
    """The table of one figure for other programs."""
    found = {one.name: one for one in figure.figures(request.LANGUAGE_CODE)}
    if name not in found:
        raise Http404(_("There is no such figure."))
    return _csv(name, found[name].table())


def _csv(name: str, table: list[list[str]]) -> HttpResponse:
    rows = ([harmless(cell) for cell in row] for row in table)
    return HttpResponse(
        b"".join(as_csv(rows)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


@require_safe
def gaps_csv(request: HttpRequest) -> HttpResponse:
    return _csv("gaps", gap.table(gap.gap_map(request.LANGUAGE_CODE)))


@require_safe
def countries_csv(request: HttpRequest) -> HttpResponse:
    return _csv("countries", world.table(request.LANGUAGE_CODE))


@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    context = {"gaps": gap.gap_map(request.LANGUAGE_CODE)}
    return render(request, "search/gaps.html", context)


@require_safe
def permanent(request: HttpRequest, code: str) -> HttpResponse:
    """/id/CS-0001: to the work in the reader's language, or in its original; to one that not
    everybody may open, for whoever may."""
    language = get_language_from_request(request)
    hit = services.item(code, language)
    work = hit or open_work(code, request, language)
    if work is None:
        raise Http404(_("No published work has this code."))
    response = redirect(work.url)
    response["Vary"] = "Accept-Language, Cookie"
    if hit is None:
        response["Cache-Control"] = "private, no-cache"
    return response
