"""Adoptions in Wagtail's admin."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from casestudies import adoptions
from casestudies.models import Adoption


class AdoptionViewSet(SnippetViewSet):
    model = Adoption
    icon = "redirect"
    menu_label = _("Adoptions")
    menu_order = 240
    add_to_admin_menu = True
    list_display = ["case", "country", "year", "status"]
    list_filter = ["status", "country", "year"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Adoption]:
        return Adoption.objects.select_related("case", "country")


register_snippet(AdoptionViewSet)


@hooks.register("before_delete_page")
def keep_adoptions(request: HttpRequest, page: Page) -> HttpResponse | None:
    return _refused(request, [page])


@hooks.register("before_bulk_action")
def keep_adoptions_of_many(
    request: HttpRequest, action: str, chosen: list[object], view: object
) -> HttpResponse | None:
    pages = [page for page in chosen if isinstance(page, Page)]
    return _refused(request, pages) if action == "delete" and pages else None


def _refused(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    lost = adoptions.lost_with(pages)
    if not lost:
        return None
    text = gettext(
        "Nothing was deleted. These adoptions would be lost: %(adoptions)s. Delete them first or"
        " name another case in them."
    )
    messages.error(request, text % {"adoptions": "; ".join(map(str, lost))})
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)
