"""Makes works with the least that publication asks for. No surprises: what is not said is plain."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Locale

from casestudies.models import CaseStudy, Memorandum, MemorandumParty, TrendReview
from events.models import Event
from hub.models import Country, LibraryPage, Organisation, Publication, ReformTheme

_numbers = count(1)


def library(kind: str, language: str = "en") -> LibraryPage:
    return LibraryPage.objects.get(kind=kind, locale__language_code=language)


def organisation(name: str = "Agency", **fields: Any) -> Organisation:
    return Organisation.objects.create(
        slug=f"organisation-{next(_numbers)}", name_en=name, **fields
    )


def _publish(page: Publication, countries: str, themes: str, language: str, live: bool) -> Any:
    page.countries = list(Country.objects.filter(slug__in=countries.split()))
    page.themes = list(ReformTheme.objects.filter(slug__in=themes.split()))
    page.locale = Locale.objects.get(language_code=language)
    page.live = live
    if live and page.first_published_at is None:
        page.first_published_at = timezone.now()
    library(page.kind, language).add_child(instance=page)
    return page


def case(
    title: str = "A case",
    *,
    countries: str = "kz",
    themes: str = "one-stop-shops",
    language: str = "en",
    live: bool = True,
    **fields: Any,
) -> CaseStudy:
    """A snapshot, published unless `live` is false. `countries` and `themes` are slugs."""
    values: dict[str, Any] = {
        "slug": f"case-{next(_numbers)}",
        "summary": "What was done and what changed.",
        "outcome": "succeeded",
        "stage": "running",
        "started": 2015,
        "original_language": language,
    }
    values.update(fields)
    values.setdefault("lead_organisation", None)
    if values["lead_organisation"] is None:
        values["lead_organisation"] = organisation()
    return _publish(CaseStudy(title=title, **values), countries, themes, language, live)


def review(
    title: str = "A review",
    *,
    countries: str = "",
    themes: str = "recruitment",
    language: str = "en",
    live: bool = True,
    **fields: Any,
) -> TrendReview:
    values: dict[str, Any] = {
        "slug": f"review-{next(_numbers)}",
        "abstract_en": "What the review says.",
        "period_from": 2015,
        "period_to": 2020,
        "published_on": date(2021, 5, 1),
    }
    values.update(fields)
    return _publish(TrendReview(title=title, **values), countries, themes, language, live)


def memorandum(
    title: str = "A memorandum",
    *,
    parties: str = "kz ca",
    themes: str = "satisfaction-surveys",
    language: str = "en",
    live: bool = True,
    **fields: Any,
) -> Memorandum:
    values: dict[str, Any] = {
        "slug": f"memorandum-{next(_numbers)}",
        "reference": "MoU-1",
        "summary": "What the parties agreed.",
        "signed_on": date(2016, 5, 26),
    }
    values.update(fields)
    page = Memorandum(title=title, **values)
    page.parties = [
        MemorandumParty(organisation=organisation(f"Body of {slug}"), country=country)
        for slug in parties.split()
        for country in Country.objects.filter(slug=slug)
    ]
    return _publish(page, "", themes, language, live)


def event(
    title: str = "An event",
    *,
    countries: str = "",
    themes: str = "service-standards",
    language: str = "en",
    live: bool = True,
    in_days: int = 30,
    **fields: Any,
) -> Event:
    """An event that starts at nine in Almaty, `in_days` from now, and lasts eight hours."""
    day = timezone.now() + timedelta(days=in_days)
    starts = datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("Asia/Almaty"))
    values: dict[str, Any] = {
        "slug": f"event-{next(_numbers)}",
        "summary": "Who meets and why.",
        "event_kind": "conference",
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=8),
        "host_country": Country.objects.get(slug="kz"),
    }
    values.update(fields)
    return _publish(Event(title=title, **values), countries, themes, language, live)


def group(name: str) -> Group:
    return Group.objects.get(name=name)
