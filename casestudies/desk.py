"""The cases of a country on its desk."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casestudies.models import CaseStudy
from casestudies.selectors import cases_of
from hub.desk.section import Row, Section
from hub.languages import active_language
from hub.models import Country
from hub.page_links import address

REVIEW_NOTICE = timedelta(days=30)


def cases(country: Country) -> Section:
    today = timezone.localdate()
    return Section(
        key="cases",
        title=_("Case studies"),
        empty=_("No case of the country yet. A snapshot takes ten minutes."),
        rows=[_row(case, today) for case in _shown(cases_of(country))],
    )


def _shown(cases: Iterable[CaseStudy]) -> list[CaseStudy]:
    """Each once: published before a draft, in the reader's language before the original."""
    found: dict[Any, CaseStudy] = {}
    for case in cases:
        other = found.setdefault(case.translation_key, case)
        found[case.translation_key] = min(case, other, key=_rank)
    return list(found.values())


def _rank(case: CaseStudy) -> tuple[bool, bool, int]:
    return not case.live, case.locale.language_code != active_language(), case.pk


def _row(case: CaseStudy, today: date) -> Row:
    state, mark = _state(case)
    due = case.live and case.next_review and case.next_review <= today + REVIEW_NOTICE
    return Row(
        title=case.title,
        url=address(case) if case.live else "",
        state=state,
        mark=mark,
        note=case.code,
        waits=_("Check whether it still holds: its review is due.") if due else "",
        lang=case.locale.language_code,
    )


def _state(case: CaseStudy) -> tuple[Any, str]:
    if case.workflow_in_progress:
        return _("With the Secretariat"), "sent"
    if not case.live:
        return _("Draft"), "draft"
    if case.has_unpublished_changes:
        return _("Published, with a draft of changes"), "published"
    return _("Published"), "published"
