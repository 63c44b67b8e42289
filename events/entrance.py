"""The entrance of an event: who may stand there, whose ticket it is, and letting people in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from events import services
from events.enums import HOLDING, RegistrationStatus
from events.exceptions import NOT_CHECKED_IN, EntranceClosed, WrongStatus
from events.models import Event, EventHelper, Registration
from events.tickets import CODE_LENGTH, read_ticket
from hub.access import addresses_of
from hub.collation import by_name, folded

MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """`state`: welcome; again (was let in before, `at` and `by` say when and by whom); refused (has
    no place); closed (`why`: cancelled, early or over); elsewhere (a ticket of another event);
    unknown."""

    state: str
    registration: Registration | None = None
    at: datetime | None = None
    by: str = ""
    why: str = ""

    @property
    def not_checked_in(self) -> Any:
        return NOT_CHECKED_IN.get(self.why, "")


def event_by_code(code: str) -> Event | None:
    pages = Event.objects.filter(code=code).select_related("locale")
    return pages.order_by("pk").first()


def may_organise(user: Any, event: Event) -> bool:
    return user.is_authenticated and event.permissions_for_user(user).can_edit()


def may_check_in(user: Any, event: Event) -> bool:
    """Helpers are named on the page of any language."""
    if not user.is_authenticated or not user.is_active:
        return False
    pages = Event.objects.filter(translation_key=event.translation_key)
    helps = EventHelper.objects.filter(event__in=pages, email__in=addresses_of(user))
    return helps.exists() or may_organise(user, event)


def event_for(user: Any, code: str) -> Event | None:
    """The event of that code, if `user` may check in there."""
    event = event_by_code(code)
    return event if event is not None and may_check_in(user, event) else None


def admit(*, event: Event, entry: str, by: Any, scan: str = "") -> Outcome:
    """`entry`: what a ticket says, a code, or a public id. `scan` names one act of scanning: the
    same act sent again has the answer of the first time."""
    found = _find(event, entry)
    if isinstance(found, Outcome):
        return found
    try:
        result = services.check_in(registration=found, by=by, scan=scan)
    except WrongStatus:
        return Outcome("refused", found)
    except EntranceClosed as closed:
        return Outcome("closed", found, why=closed.why)
    state = "welcome" if result.is_first else "again"
    return Outcome(state, result.registration, result.at, _name(result.by))


def _find(event: Event, entry: str) -> Registration | Outcome:
    """One of the event, whatever kind of entry it is."""
    entry = entry.strip()
    rows = Registration.objects.select_related("country", "event")
    token = entry.partition("/tickets/")[2].strip("/") or entry
    if public_id := read_ticket(token):
        found = rows.filter(public_id=public_id).first()
        if found and found.event_id != event.pk:
            return Outcome("elsewhere", found)
        return found or Outcome("unknown")
    code = "".join(letter for letter in entry.lower() if letter in "0123456789abcdef")
    if len(code) < CODE_LENGTH or len(entry) > 40:
        return Outcome("unknown")
    start = f"{code[:CODE_LENGTH]}"
    return rows.filter(event=event, public_id__startswith=start).first() or Outcome("unknown")


def people(event: Event, words: str) -> list[Registration]:
    """Those who are expected and whose name has all the words, in any order. Compared here and not
    in the database, which on SQLite knows no small Cyrillic letters."""
    wanted = folded(words).split()
    if not wanted:
        return []
    rows = Registration.objects.filter(event=event, status__in=HOLDING).select_related("country")
    return by_name(row for row in rows if _has(row.name, wanted))[:MOST_FOUND]


def numbers(event: Event) -> tuple[int, int]:
    """How many are here, and how many are expected."""
    rows = Registration.objects.filter(event=event, status__in=HOLDING)
    return rows.filter(status=RegistrationStatus.ATTENDED).count(), rows.count()


def _has(name: str, words: list[str]) -> bool:
    whole = folded(name)
    return all(word in whole for word in words)


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""
