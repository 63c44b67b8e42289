"""The vocabulary in Wagtail's admin, with a way to merge two terms."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import EditView, SnippetViewSet, SnippetViewSetGroup

from hub import merging_views
from hub.models import Country, Organisation, ReformTheme, Region, Term


class TermEditView(EditView):
    """A term's code never changes: addresses and the search index know it by that."""

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if "slug" in form.fields:
            form.fields["slug"].disabled = True
        return form


class TermViewSet(SnippetViewSet):
    edit_view_class = TermEditView
    list_display = ["name_en", "name_ru", "name_kk", "slug"]
    search_fields = ["name_en", "name_ru", "name_kk", "slug"]
    list_per_page = 50


class RegionViewSet(TermViewSet):
    model = Region
    icon = "site"
    ordering = ["order"]


class CountryViewSet(TermViewSet):
    model = Country
    icon = "globe"
    list_display = ["name_en", "name_ru", "name_kk", "slug", "membership"]
    list_filter = ["membership", "regions"]


class ThemeViewSet(TermViewSet):
    model = ReformTheme
    icon = "tag"
    list_display = ["name_en", "parent", "name_ru", "name_kk", "slug"]
    list_filter = ["parent"]
    ordering = ["order"]


class OrganisationViewSet(TermViewSet):
    model = Organisation
    icon = "group"
    list_display = ["name_en", "acronym", "kind", "country"]
    list_filter = ["kind", "country"]


class VocabularyGroup(SnippetViewSetGroup):
    menu_label = _("Vocabulary")
    menu_icon = "list-ul"
    menu_order = 250
    items = (ThemeViewSet, CountryViewSet, RegionViewSet, OrganisationViewSet)


register_snippet(VocabularyGroup)


@hooks.register("register_admin_urls")
def merge_address():
    return [
        path("vocabulary/<str:model>/<int:pk>/merge/", merging_views.merge, name="merge_term"),
    ]


@hooks.register("register_snippet_listing_buttons")
def merge_button(snippet, user, next_url=None):
    if isinstance(snippet, Term):
        name = snippet._meta.model_name
        if user.has_perm(f"hub.delete_{name}"):
            address = reverse("merge_term", args=[name, snippet.pk])
            yield Button(_("Merge into another"), url=address, icon_name="download", priority=30)
