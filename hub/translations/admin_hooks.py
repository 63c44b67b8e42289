"""Translations in Wagtail's admin: our report in place of the package's, and no half-done page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, re_path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from hub.models.translated import lacks_words, untranslated
from hub.translations import admin_views as views


@hooks.register("register_admin_urls", order=-1)  # in front of the package's own
def translation_addresses() -> list[Any]:
    return [
        path("reports/translations/", views.report, name="translations_report"),
        path("reports/translations/<int:pk>/checked/", views.checked, name="translation_checked"),
        re_path(r"^localize/(?:reports|api)/", views.closed),
    ]


class TranslationsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("wagtail_localize.submit_translation")


@hooks.register("construct_reports_menu")
def one_report(request: HttpRequest, items: list[MenuItem]) -> None:
    theirs = reverse("wagtail_localize:translations_report")
    items[:] = [item for item in items if item.url != theirs]


@hooks.register("register_reports_menu_item")
def report_item() -> MenuItem:
    address = reverse("translations_report")
    return TranslationsMenuItem(
        gettext_lazy("Translations"), address, icon_name="wagtail-localize-language", order=905
    )


@hooks.register("before_edit_page", order=-1)  # before the package writes what there is
def refuse_half_a_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    number = untranslated(page)
    if not number:
        return None
    words = _("The translation is not published: %(reason)s")
    messages.warning(request, words % {"reason": lacks_words(number)})
    return redirect(request.get_full_path())
