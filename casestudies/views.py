"""Citations to download."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from casestudies import citations, selectors

FORMATS = {
    "bib": ("application/x-bibtex; charset=utf-8", citations.as_bibtex),
    "ris": ("application/x-research-info-systems; charset=utf-8", citations.as_ris),
    "json": ("application/vnd.citationstyles.csl+json; charset=utf-8", citations.as_csl),
}


@require_safe
def cite(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """/cite/CS-0001.bib: the citation of a published work, to save."""
    page = selectors.published(code)
    if page is None or form not in FORMATS:
        raise Http404
    content_type, write = FORMATS[form]
    address = f"{settings.HUB_BASE_URL.rstrip('/')}/id/{page.code}"
    response = HttpResponse(write(page, address), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{page.code}.{form}"'
    return response
