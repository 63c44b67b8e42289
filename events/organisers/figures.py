"""Numbers of an event, put together for reading."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Case, Count, F, When
from django.utils import timezone
from django.utils.translation import gettext as _

from events.enums import ACTIVE, QuestionKind, RegistrationStatus, Role
from events.models import Answer, Event, Question
from events.places import UNLIMITED
from events.selectors import CountryFigures, EventFigures

COUNTED = (QuestionKind.CHOICE, QuestionKind.MANY, QuestionKind.YES_NO)


@dataclass(slots=True)
class Row:
    """`unused`: of the places kept, those without a person; None where none are kept."""

    figures: CountryFigures
    unused: int | None


@dataclass(slots=True)
class Overview:
    """`silent`: countries with places kept and nobody registered. `freed`: how many places the
    release will give, or gave, to everybody. `over`: people beyond the number of places. `kept`:
    free places of countries, None where none are kept; `shared`: those of all others, None without
    a limit. `waits`: why people wait while places are free."""

    statuses: list[tuple[RegistrationStatus, int]]
    roles: list[tuple[str, int]]
    rows: list[Row]
    silent: list[CountryFigures]
    taken: int
    room: int | None
    kept: int | None
    shared: int | None
    waits: list[str]
    over: int
    waiting: int
    freed: int


def overview(event: Event, found: EventFigures) -> Overview:
    places, roles = found.places, Counter[str]()
    for one in found.countries:
        roles.update(one.roles)
    waiting = found.statuses.get(RegistrationStatus.WAITING, 0)
    rows = [Row(one, _unused(one)) for one in found.countries]
    unused = sum(row.unused or 0 for row in rows)
    over = places.taken - event.capacity if event.capacity is not None else 0
    return Overview(
        statuses=[(status, found.statuses.get(status, 0)) for status in RegistrationStatus],
        roles=[(str(role.label), roles[role]) for role in Role if roles[role]],
        rows=[row for row in rows if row.figures.statuses],
        silent=[row.figures for row in rows if not row.figures.statuses and row.figures.kept],
        taken=places.taken,
        room=_limited(places.room),
        kept=min(sum(map(places.free_for, places.kept)), places.room) if places.kept else None,
        shared=_limited(min(places.shared, places.room)),
        waits=_waits(event, found) if places.room else [],
        over=max(over, 0),
        waiting=waiting,
        freed=min(unused, places.room) if event.unused_places_released_at else 0,
    )


def _limited(number: int) -> int | None:
    return None if number == UNLIMITED else number


def _waits(event: Event, found: EventFigures) -> list[str]:
    places, taken, others, free = found.places, 0, 0, 0
    for one in found.countries:
        country = one.country.pk if one.country else None
        if places.free_for(country):
            free += one.waiting
        elif country in places.kept:
            taken += one.waiting
        else:
            others += one.waiting
    said = [
        (taken, _("Waiting because the places of their country are taken: %(number)s.")),
        (others, _("Waiting because the free places are kept for other countries: %(number)s.")),
    ]
    if event.takes_place(timezone.now()):
        said.append((free, _("Waiting while free places are being given out: %(number)s.")))
    return [text % {"number": number} for number, text in said if number]


def _unused(one: CountryFigures) -> int | None:
    return None if one.kept is None else max(one.kept - one.held, 0)


@dataclass(slots=True)
class AnswerFigures:
    """How many answered, and of a list how many chose what, in the active language."""

    question: Question
    answered: int = 0
    chosen: list[tuple[str, int]] = field(default_factory=list)


def answers(event: Event) -> list[AnswerFigures]:
    """Of those whose registration is in force; words and files are only counted."""
    questions = list(Question.objects.filter(event=event))
    given = Answer.objects.filter(registration__event=event, registration__status__in=ACTIVE)
    counted = [question.code for question in questions if question.kind in COUNTED]
    value_of_list = Case(When(code__in=counted, then=F("value")))
    rows = given.order_by().annotate(chosen=value_of_list).values_list("code", "chosen")
    values: dict[str, Counter] = {}
    answered: Counter[str] = Counter()
    for code, value, number in rows.annotate(Count("pk")):
        answered[code] += number
        for one in value if isinstance(value, list) else [value]:
            values.setdefault(code, Counter())[one] += number
    return [
        AnswerFigures(one, answered[one.code], _chosen(one, values.get(one.code, Counter())))
        for one in questions
    ]


def _chosen(question: Question, counts: Counter) -> list[tuple[str, int]]:
    if question.kind == QuestionKind.YES_NO:
        return [(_("Yes"), counts[True]), (_("No"), counts[False])]
    if question.kind not in COUNTED:
        return []
    offered = question.choices
    former = [
        (str(value), number) for value, number in counts.items() if value not in dict(offered)
    ]
    return [(label, counts[value]) for value, label in offered] + sorted(former)
