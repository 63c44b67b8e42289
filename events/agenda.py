"""The agenda of an event as values: days, sessions with their moments, and who speaks when."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid5

from wagtail.documents.models import AbstractDocument

from events.models import Event


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """`key` stays the same when an editor moves the session; `anchor` is its place on the page."""

    key: str
    anchor: str
    starts: datetime
    ends: datetime | None
    title: str
    text: str
    speakers: tuple[Person, ...]
    moderators: tuple[Person, ...]
    files: tuple[AbstractDocument, ...]


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    title: str
    sessions: tuple[Session, ...]


@dataclass(slots=True)
class Appearance:
    """A speaker and the sessions in which this person speaks."""

    person: Person
    sessions: list[Session] = field(default_factory=list)


def days(event: Event) -> list[Day]:
    """The agenda in the order of its days, with moments in the event's own zone."""
    found = [
        Day(
            day=block.value["day"],
            title=block.value["title"],
            sessions=tuple(
                _session(event, block.value["day"], item, f"session-{number}-{place}")
                for place, item in enumerate(block.value["sessions"].bound_blocks, 1)
            ),
        )
        for number, block in enumerate(event.agenda, 1)
    ]
    return sorted(found, key=lambda day: day.day)


def session(event: Event, key: str) -> Session | None:
    found = (session for day in days(event) for session in day.sessions)
    return next((session for session in found if session.key == key), None)


def speakers(agenda: list[Day]) -> list[Appearance]:
    """Each speaker once, in the order of the first appearance."""
    found: dict[Person, Appearance] = {}
    for day in agenda:
        for session in day.sessions:
            for person in session.speakers:
                found.setdefault(person, Appearance(person)).sessions.append(session)
    return list(found.values())


def _session(event: Event, day: date, item: Any, anchor: str) -> Session:
    value = item.value
    starts = datetime.combine(day, value["starts"], event.zone)
    ends = datetime.combine(day, value["ends"], event.zone) if value["ends"] else None
    if ends and ends < starts:  # past midnight
        ends = datetime.combine(day + timedelta(days=1), value["ends"], event.zone)
    return Session(
        key=item.original_id or _key(event, starts, value["title"]),
        anchor=anchor,
        starts=starts,
        ends=ends,
        title=value["title"],
        text=value["text"] or "",
        speakers=_people(value["speakers"]),
        moderators=_people(value["moderators"]),
        files=tuple(document for document in value["files"] if document),
    )


def _key(event: Event, starts: datetime, title: str) -> str:
    """For a session that was not written with the editor's form, and has no identity yet."""
    return str(uuid5(event.translation_key, f"{starts.isoformat()} {title}"))


def _people(rows: Any) -> tuple[Person, ...]:
    return tuple(Person(row["name"], row["post"] or "") for row in rows)
