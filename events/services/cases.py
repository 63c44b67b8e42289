"""A session of an event becomes a draft case. The application of cases is known by name only."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.module_loading import import_string
from wagtail.models import Page

from events import agenda
from events.exceptions import NoSuchSession, SessionHasCases
from events.models import Event


@transaction.atomic
def draft_case(*, event: Event, key: str, user: AbstractBaseUser, again: bool = False) -> Page:
    """The draft. Raises NoSuchSession; SessionHasCases when one was made before and this is not
    to be `again`; PermissionDenied for whoever may not add cases."""
    Page.objects.select_for_update().get(pk=event.pk)  # of two clicks, one waits for the other
    session = agenda.session(event, key)
    if session is None:
        raise NoSuchSession
    if import_string(settings.HUB_CASES_OF_SESSIONS)(event).get(key) and not again:
        raise SessionHasCases
    return import_string(settings.HUB_CASE_FROM_SESSION)(
        user=user,
        event=event,
        session=key,
        title=session.title,
        summary=session.text or session.title,
        countries=[event.host_country] if event.host_country else [],
        themes=event.themes.all(),
    )
