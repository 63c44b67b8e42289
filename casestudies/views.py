"""Citations and indicators to download, and cases side by side."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from casestudies import citations, indicators, selectors
from casestudies.comparing import compare
from hub.access import open_work
from hub.languages import asked_language
from hub.spreadsheets import as_csv, harmless
from search import services

FORMATS = {
    "bib": ("application/x-bibtex; charset=utf-8", citations.as_bibtex),
    "ris": ("application/x-research-info-systems; charset=utf-8", citations.as_ris),
    "json": ("application/vnd.citationstyles.csl+json; charset=utf-8", citations.as_csl),
    "txt": ("text/plain; charset=utf-8", citations.as_text),
}
MOST = 100  # citations in one file


@require_safe
def cite(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """/cite/CS-0001.bib: the citation of a work that one may open. `lang`: of its title."""
    language = asked_language(request.GET)
    hit = services.item(code, language)
    page = None if hit else open_work(code, request, language)
    if hit:
        return _cited([citations.of_hit(hit)], form, hit.id)
    if page is None:
        raise Http404
    response = _cited([citations.of_page(page)], form, page.code)
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def cite_many(request: HttpRequest, form: str) -> HttpResponse:
    """/cite/list.ris?id=CS-0001&id=TR-0001: the citations of works that one has kept."""
    hits = services.items(request.GET.getlist("id")[:MOST], asked_language(request.GET))
    return _cited([citations.of_hit(hit) for hit in hits], form, "list")


def _cited(works: list[citations.Reference], form: str, name: str) -> HttpResponse:
    if form not in FORMATS:
        raise Http404
    content_type, write = FORMATS[form]
    content = write(works)
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    if languages := sorted({work.language for work in works}):
        response["Content-Language"] = ", ".join(languages)
    return response


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """/en/compare/?id=CS-0001&id=CS-0007."""
    found = compare(request.GET.getlist("id"), request.LANGUAGE_CODE)
    return render(request, "casestudies/compare.html", {"comparison": found})


@require_safe
def indicators_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The table of the indicators of a case for other programs."""
    found = selectors.cases_by_code([code], request.LANGUAGE_CODE)
    if not found:
        raise Http404(_("No published work has this code."))
    table = ([_cell(cell) for cell in row] for row in indicators.table(found[0]))
    return HttpResponse(
        b"".join(as_csv(table)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{found[0].code}.csv"'},
    )


def _cell(text: str) -> str:
    """A number below nothing is no formula."""
    return text if indicators.is_number(text) else harmless(text)
