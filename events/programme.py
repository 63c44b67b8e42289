"""What is published of events, for files and lists."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import HttpRequest

from events.models import CalendarSequence, Event, SeriesPart
from hub.access import may_open

FACTS = (
    "starts_at",
    "ends_at",
    "time_zone",
    "event_format",
    "host_country_id",
    "online_link",
    "cancelled",
)


def in_languages(found: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Event]:
    """Published events by (code, language), in one query whatever their number."""
    asked = set(found)
    rows = (
        Event.objects.filter(code__in={code for code, _language in asked}, live=True, alias_of=None)
        .select_related("locale", "host_country")
        .defer("description", "agenda", "materials", "images", "outcomes")
    )
    events = {(page.code, page.locale.language_code): page for page in rows}
    return {key: page for key, page in events.items() if key in asked}


def calendar_numbers(codes: Iterable[str]) -> dict[str, int]:
    """SEQUENCE by the code of an event; none for one that has not been published yet."""
    rows = CalendarSequence.objects.filter(code__in=set(codes))
    return dict(rows.values_list("code", "number"))


def parts_of_series(code: str) -> tuple[SeriesPart | None, list[Event]]:
    """The part that the event with this code is, and the originals of all parts, drafts too."""
    part = SeriesPart.objects.select_related("series").filter(code=code).first()
    if part is None:
        return None, []
    rows = Event.objects.filter(code__in=_codes(part), alias_of=None).order_by("pk")
    pages: dict[str, Event] = {}
    for page in rows.select_related("locale"):
        pages.setdefault(page.code, page)
    return part, sorted(pages.values(), key=lambda page: page.starts_at)


def published_series(event: Event, language: str) -> tuple[str, list[Event]]:
    """The name of the event's series and its other events that anybody may see, each in the
    reader's language if it is there."""
    part = SeriesPart.objects.select_related("series").filter(code=event.code).first()
    if part is None:
        return "", []
    rows = Event.objects.live().public().filter(code__in=_codes(part), alias_of=None)
    pages: dict[str, Event] = {}
    for page in rows.exclude(code=event.code).select_related("locale").order_by("pk"):
        if page.code not in pages or page.locale.language_code == language:
            pages[page.code] = page
    return part.series.name, sorted(pages.values(), key=lambda page: page.starts_at)


def _codes(part: SeriesPart) -> QuerySet:
    return SeriesPart.objects.filter(series=part.series_id).values("code")


def open_event(request: HttpRequest, code: str, language: str) -> Event | None:
    """The page of an event that the visitor may open, in a language or else the original. One that
    anybody may open comes first, so that nobody is looked up for it."""
    pages = Event.objects.live().filter(code=code, alias_of=None).order_by("pk")
    pages = pages.select_related("locale", "host_country")
    found = list(pages.public())
    if not found:
        request.session.accessed = True  # headers tell no event that is closed from none
        found = [page for page in pages if may_open(page, request)]
    in_language = (page for page in found if page.locale.language_code == language)
    return next(in_language, found[0] if found else None)


def known_event(code: str, language: str) -> Event | None:
    """For people of the event: its published page in a language, or else the original."""
    pages = Event.objects.filter(code=code, alias_of=None).order_by("pk")
    found = list(pages.select_related("locale"))
    told = (page for page in found if page.live and page.locale.language_code == language)
    return next(told, found[0] if found else None)


def page_in(event: Event, language: str) -> Event:
    """The published page of the same event in a language, or the one that is given. When and where
    it is are of the one that is given: a translation takes over facts later, or waits for words."""
    if event.locale.language_code == language:
        return event
    pages = Event.objects.filter(translation_key=event.translation_key, live=True)
    found = pages.filter(locale__language_code=language).select_related("locale").first()
    if found is None:
        return event
    for name in FACTS:
        setattr(found, name, getattr(event, name))
    return found
