"""The vocabulary in Wagtail's admin, with a way to merge two terms."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import ObjectList
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import EditView, SnippetViewSet, SnippetViewSetGroup

from hub import merging_views
from hub.documents import refuse_what_no_page_shows
from hub.focal_point_forms import FocalPointForm
from hub.mail import admin_views as mail_views
from hub.models import Country, FocalPoint, Organisation, ReformTheme, Region, Term
from hub.proposals.admin_views import talk
from hub.translations import admin_hooks  # noqa: F401  (registers itself)


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


class FocalPointViewSet(SnippetViewSet):
    model = FocalPoint
    icon = "user"
    menu_label = _("Focal points")
    menu_order = 260
    add_to_admin_menu = True
    list_display = ["person", "country", "from_date", "to_date"]
    edit_handler = ObjectList(FocalPoint.panels, base_form_class=FocalPointForm)
    list_filter = ["country"]
    list_per_page = 50


register_snippet(FocalPointViewSet)


@hooks.register("register_admin_urls")
def merge_address():
    return [
        path("vocabulary/<str:model>/<int:pk>/merge/", merging_views.merge, name="merge_term"),
        path("proposals/<int:pk>/", talk, name="proposal_talk"),
    ]


@hooks.register("register_snippet_listing_buttons")
def merge_button(snippet, user, next_url=None):
    if isinstance(snippet, Term):
        name = snippet._meta.model_name
        if user.has_perm(f"hub.delete_{name}"):
            address = reverse("merge_term", args=[name, snippet.pk])
            yield Button(_("Merge into another"), url=address, icon_name="download", priority=30)


@hooks.register("register_admin_urls")
def mail_addresses():
    report = mail_views.MailReport.as_view
    return [
        path("reports/mail/", report(), name="mail_report"),
        path("reports/mail/results/", report(results_only=True), name="mail_report_results"),
        path("reports/mail/<int:pk>/", mail_views.mail, name="mail"),
        path("reports/mail/<int:pk>/html/", mail_views.mail_html, name="mail_html"),
        path("reports/mail/<int:pk>/again/", mail_views.mail_again, name="mail_again"),
    ]


class MailMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("hub.view_outgoingmail")


@hooks.register("register_reports_menu_item")
def mail_item():
    return MailMenuItem(_("Mail"), reverse("mail_report"), icon_name="mail", order=910)


@hooks.register("insert_global_admin_css")
def header_css():
    return format_html('<link rel="stylesheet" href="{}">', static("hub/admin/header.css"))


hooks.register("before_serve_document", refuse_what_no_page_shows)
