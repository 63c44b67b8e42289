"""Adoptions in Wagtail's admin."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

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
