"""The events that concern a country, with its places at each."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, F, Q, When
from django.utils.translation import get_language

from events.enums import HOLDING, RegistrationPolicy, RegistrationStatus
from events.models import CountryPlaces, Delegation, Event, Registration
from hub.desk.selectors import with_workflow, without_proposals
from hub.models import Country, Membership

PAST_SHOWN = 10


@dataclass(slots=True)
class Figures:
    """Of one country at one event. `kept` is None where no places are kept for it, `given` where
    the table of single countries has none."""

    held: int = 0
    waiting: int = 0
    kept: int | None = None
    given: int | None = None
    delegation: bool = False


@dataclass(slots=True)
class Work:
    """An event with its translations: `original` has the registrations, `shown` the words.
    `public`: anybody may open it in one language at least."""

    original: Event
    shown: Event
    public: bool = False
    figures: Figures = field(default_factory=Figures)


def events_of(country: Country, now: datetime) -> list[Work]:
    works = _works(country, now)
    _count(works, country)
    return list(works.values())


def _works(country: Country, now: datetime) -> dict[Any, Work]:
    """By translation key: what is to come and concerns the country, then what was its own."""
    own = Q(host_country=country) | Q(countries=country)
    open_to_all = Case(When(Event.objects.private_q(), then=False), default=F("live"))
    invited = Q(public=True, cancelled=False) & _takes_people_of(country)
    rows = Event.objects.filter(alias_of__isnull=True).annotate(public=open_to_all).distinct()
    pages = without_proposals(rows)
    pages = with_workflow(pages.select_related("locale"))
    coming = pages.filter(own | invited, ends_at__gt=now).order_by("starts_at", "pk")
    past = pages.filter(own, ends_at__lte=now).order_by("-starts_at", "pk")[:PAST_SHOWN]
    works: dict[Any, Work] = {}
    for page in [*coming, *past]:
        work = works.setdefault(page.translation_key, Work(page, page))
        work.public |= page.public
        work.original = min(work.original, page, key=lambda one: one.pk)
        if page.locale.language_code == get_language() and (page.live or not work.shown.live):
            work.shown = page
    return works


def _takes_people_of(country: Country) -> Q:
    """As `Event.may_send`, and where a delegation was named before."""
    takes = ~Q(registration_policy=RegistrationPolicy.NONE)
    if country.membership == Membership.PARTICIPANT:
        return takes
    to_all = ~Q(registration_policy=RegistrationPolicy.MEMBERS)
    given = CountryPlaces.objects.filter(country=country, places__gt=0)
    named = Delegation.objects.filter(country=country)
    with_given, with_named = (rows.values("event__translation_key") for rows in (given, named))
    return takes & (to_all | Q(translation_key__in=with_given) | Q(translation_key__in=with_named))


def _count(works: dict[Any, Work], country: Country) -> None:
    of_country = {"country": country, "event__translation_key__in": list(works)}
    counted = Registration.objects.filter(**of_country).order_by()
    rows = counted.values_list("event__translation_key", "status").annotate(Count("pk"))
    for key, status, number in rows:
        if status in HOLDING:
            works[key].figures.held += number
        elif status == RegistrationStatus.WAITING:
            works[key].figures.waiting += number
    for key in Delegation.objects.filter(**of_country).values_list(
        "event__translation_key", flat=True
    ):
        works[key].figures.delegation = True
    stored = dict(
        CountryPlaces.objects.filter(**of_country).values_list("event__translation_key", "places")
    )
    member = country.membership == Membership.PARTICIPANT
    for key, work in works.items():
        general = work.original.places_per_country if member else None
        work.figures.given = stored.get(key)
        work.figures.kept = stored.get(key, general)
