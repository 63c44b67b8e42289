"""What writes cases without their editor's form."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from casestudies.models import CaseStudy
from casestudies.models.provenance import Source
from hub.models import Country, LibraryPage, ReformTheme
from hub.vocabulary import Kind

THEMES = 3  # of a case


@transaction.atomic
def draft_from_session(
    *,
    user: AbstractBaseUser,
    event: Page,
    session: str,
    title: str,
    summary: str,
    countries: Iterable[Country],
    themes: Iterable[ReformTheme],
) -> CaseStudy:
    """A draft in the library of the event's language, for `user` to go on with.

    Raises PermissionDenied for whoever may not add cases there.
    """
    library = LibraryPage.objects.get(kind=Kind.CASE_STUDY, locale=event.locale_id)
    if not library.permissions_for_user(user).can_add_subpage():
        raise PermissionDenied
    case = CaseStudy(
        title=_shortened("title", title),
        summary=_shortened("summary", summary),
        source=Source.EVENT,
        told_at=event,
        told_session=session,
        original_language=event.locale.language_code,
        locale=event.locale,
        owner=user,
        live=False,
    )
    case.countries = list(countries)
    case.themes = list(themes)[:THEMES]
    library.add_child(instance=case)
    case.save_revision(user=user, clean=False)
    log(instance=case, action="wagtail.create", user=user, content_changed=True)
    return case


def _shortened(field: str, text: str) -> str:
    limit = CaseStudy._meta.get_field(field).max_length
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
