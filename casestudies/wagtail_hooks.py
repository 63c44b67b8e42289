"""Adoptions in Wagtail's admin."""

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


register_snippet(AdoptionViewSet)
