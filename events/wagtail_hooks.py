"""Events in Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from events import session_views
from events.entrance import may_organise
from events.models import Event
from events.organisers.views.exports import EXPORTED


@hooks.register("register_admin_urls")
def addresses() -> list:
    return [
        path("events/<int:pk>/sessions/", session_views.sessions, name="event_sessions"),
        path("", include("events.organisers.urls")),
    ]


@hooks.register("register_page_header_buttons")
def button_in_the_header(page: Page, user: Any, view_name: str, next_url: Any = None) -> Iterator:
    yield from _registrations_button(page, user)
    yield from _case_button(page, user)


@hooks.register("register_page_listing_more_buttons")
def button_in_a_list(page: Page, user: Any, next_url: Any = None) -> Iterator:
    yield from _registrations_button(page, user)
    yield from _case_button(page, user)


def _case_button(page: Page, user: Any) -> Iterator[Button]:
    if page.specific_class is Event and page.pk and session_views.may_add_cases(user, page):
        address = reverse("event_sessions", args=[page.pk])
        yield Button(_("Make a case from a session"), url=address, icon_name="copy", priority=35)


def _registrations_button(page: Page, user: Any) -> Iterator[Button]:
    if page.specific_class is Event and page.pk and may_organise(user, page):
        address = reverse("event_registrations", args=[page.pk])
        yield Button(_("Registrations"), url=address, icon_name="group", priority=12)


class RegistrationsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return page_permission_policy.user_has_permission(request.user, "change")


@hooks.register("register_admin_menu_item")
def registrations_item() -> MenuItem:
    address = reverse("events_registrations")
    return RegistrationsItem(_("Registrations"), address, icon_name="group", order=240)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    @actions.register_action(EXPORTED)
    class Exported(LogFormatter):
        """Who took the list of people, in the history of the page."""

        label = _("Export registrations")

        def format_message(self, log_entry: Any) -> str:
            return _("Registrations exported: %(number)s (%(people)s), %(form)s") % log_entry.data
