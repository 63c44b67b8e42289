"""A library page is served as a search; search has its place in the admin."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from hub.models import LibraryPage
from search import admin_views, views


@hooks.register("before_serve_page")
def serve_library(
    page: Page, request: HttpRequest, args: tuple, kwargs: dict
) -> HttpResponse | None:
    return views.library(request, page) if isinstance(page, LibraryPage) else None


@hooks.register("register_admin_urls")
def admin_addresses() -> list[Any]:
    return [
        path("reports/search/", admin_views.report, name="search_report"),
        path("reports/search/retry/", admin_views.retry, name="search_retry"),
        path("pages/<int:page_id>/search/", admin_views.page, name="search_page"),
    ]


class ReportItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return admin_views.may_oversee(request.user)


@hooks.register("register_reports_menu_item")
def report_item() -> MenuItem:
    return ReportItem(_("Search"), reverse("search_report"), icon_name="search", order=900)


@hooks.register("register_page_header_buttons")
def page_button(page: Page, user: Any, next_url: str | None = None, **kwargs: Any) -> Any:
    if page.pk and page.permissions_for_user(user).can_edit():
        yield Button(
            _("Is this page found?"),
            reverse("search_page", args=[page.pk]),
            icon_name="search",
            priority=90,
        )
