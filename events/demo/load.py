"""Demonstration events, dated from the day of loading."""

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from anyascii import anyascii
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.documents.models import Document
from wagtail.models import Page

from events.demo.admission import admit
from events.models import Event, EventHost, EventParticipant
from hub.covers import cover_for
from hub.models import Country, LibraryPage, Organisation, ReformTheme
from hub.plain_text import text_stream
from hub.vocabulary import Kind

HERE = Path(__file__).parent
Row = dict[str, Any]


def load() -> int:
    """Load what is not there yet. Returns the number of events made."""
    library = LibraryPage.objects.get(kind=Kind.EVENT, locale__language_code="en")
    made = 0
    for path in sorted(HERE.glob("*.toml")):
        if Page.objects.child_of(library).filter(slug=path.stem).exists():
            continue
        row = tomllib.loads(path.read_text(encoding="utf-8"))
        with transaction.atomic():
            page = event(row, path.stem)
            library.add_child(instance=page)
            page.save_revision(clean=False).publish(skip_permission_checks=True)
        made += 1
    return made


def event(row: Row, slug: str) -> Event:
    first = timezone.localdate() + timedelta(days=row["starts_day"])
    zone = ZoneInfo(row["time_zone"])
    last = first + timedelta(days=max(row["days"], 1) - 1)
    host = Country.objects.filter(slug=row["country"]).first()
    page = Event(
        title=row["title"],
        slug=slug,
        live=True,
        first_published_at=timezone.now() + timedelta(days=row["published"]),
        event_kind=row["kind"],
        event_format=row["format"],
        summary=row["summary"],
        description=text_stream(row["description"]),
        outcomes=text_stream(row["outcomes"]) if row["outcomes"] else [],
        starts_at=_moment(first, row["starts_time"], zone),
        ends_at=_moment(last, row["ends_time"], zone),
        time_zone=row["time_zone"],
        venue=row["venue"],
        city=row["city"],
        host_country=host,
        working_languages=row["working_languages"],
        audience=row["audience"],
        registration_opens=_day(row["registration_opens"], zone),
        registration_closes=_day(row["registration_closes"], zone),
        capacity=row["capacity"] or None,
        agenda=_agenda(row, first),
        materials=_materials(row),
        people_trained=row["people_trained"] or None,
        cancelled=row["cancelled"],
        cover=cover_for(theme_slug=row["themes"][0], country_slug=row["country"]),
    )
    admit(page, row.get("registration", {}))
    page.countries = list(Country.objects.filter(slug__in=row["countries"]))
    page.themes = list(ReformTheme.objects.filter(slug__in=row["themes"]))
    page.hosts = [EventHost(organisation=_organisation(name)) for name in row["hosts"]]
    page.participants = [
        EventParticipant(organisation=_organisation(name)) for name in row.get("participants", [])
    ]
    return page


def _organisation(name: str) -> Organisation:
    return Organisation.objects.get(slug=slugify(anyascii(name))[:80].strip("-"))


def _moment(day: date, clock: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), zone)


def _day(days: int, zone: ZoneInfo) -> datetime | None:
    """Midnight so many days from today; none for 0."""
    return _moment(timezone.localdate() + timedelta(days=days), "00:00", zone) if days else None


def _agenda(row: Row, first: date) -> list[Row]:
    days: dict[int, list[Row]] = {}
    for session in row["agenda"]:
        days.setdefault(session["day"], []).append(
            {
                "starts": session["time"],
                "ends": session.get("until") or None,
                "title": session["title"],
                "text": session.get("text", ""),
                "speakers": _items(_people(session.get("speakers", []))),
                "moderators": _items(_people(_moderator(session))),
                "files": _items([_document(name).pk for name in session.get("files", [])]),
            }
        )
    titles = row.get("day_titles", [])
    return [
        {
            "type": "day",
            "value": {
                "day": first + timedelta(days=number - 1),
                "title": titles[number - 1] if number <= len(titles) else "",
                "sessions": _items(found),
            },
        }
        for number, found in sorted(days.items())
    ]


def _items(values: list[Any]) -> list[Row]:
    """A list of blocks as it is stored: a translation knows each by its number."""
    return [{"type": "item", "value": value, "id": str(uuid4())} for value in values]


def _moderator(session: Row) -> list[str]:
    return [session["moderator"]] if session.get("moderator") else []


def _people(names: list[str]) -> list[dict[str, str]]:
    """Each is "name, post and organisation"."""
    parts = [name.partition(", ") for name in names]
    return [{"name": name, "post": post} for name, _comma, post in parts]


def _materials(row: Row) -> list[Row]:
    return [
        {
            "type": "file",
            "value": {
                "document": _document(item["file"]).pk,
                "language": item["language"],
                "licence": item["licence"],
            },
        }
        for item in row.get("materials", [])
    ]


def _document(name: str) -> Document:
    title = Path(name).stem.replace("-", " ").capitalize()
    found = Document.objects.filter(title=title).first()
    if found is None:
        content = ContentFile((HERE / "files" / name).read_bytes(), name)
        found = Document(title=title, file=content)
        found._set_document_file_metadata()
        found.save()
    return found
