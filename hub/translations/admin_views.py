"""The report of translations in Wagtail's admin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request

from hub.languages import LANGUAGES
from hub.models import TranslationState
from hub.models.translated import lacks_words, untranslated
from hub.translations.selectors import STATES, rows
from hub.translations.states import mark_reviewed
from hub.vocabulary import Kind

PER_PAGE = 50
FILTERS = ("state", "kind", "language")


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Every published work in every language that is not its own."""
    if not request.user.has_perm("wagtail_localize.submit_translation"):
        raise PermissionDenied
    chosen = {name: request.GET.get(name, "") for name in FILTERS}
    paginator = Paginator(rows(**chosen), PER_PAGE)
    page = paginator.get_page(request.GET.get("p"))
    languages = [(code, language.endonym) for code, language in LANGUAGES.items()]
    context = {
        "rows": page,
        "filters": [
            {"name": "state", "label": _("State"), "choices": STATES},
            {"name": "kind", "label": _("Kind"), "choices": Kind.choices},
            {"name": "language", "label": _("Language"), "choices": languages},
        ],
        "chosen": chosen,
        "elided_page_range": paginator.get_elided_page_range(page.number),
    }
    return render(request, "hub/admin/translations.html", context)


@require_POST
def checked(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody has read the translation `pk` beside its original."""
    found = TranslationState.objects.select_related("page", "original")
    row = get_object_or_404(found, page=pk)
    page = row.page
    if not request.user.has_perm("hub.review_translation"):
        raise PermissionDenied
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if number := untranslated(page):
        words = _("Finish the translation first: %(reason)s")
        messages.warning(request, words % {"reason": lacks_words(number)})
    else:
        mark_reviewed(row, request.user)
        words = _("“%(title)s” is marked as checked.")
        messages.success(request, words % {"title": page.title})
    return redirect(get_valid_next_url_from_request(request) or "translations_report")


def closed(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """Lists of the package that ask nobody who they are."""
    raise Http404
