"""An event once more on other days, and series of events."""

from datetime import UTC, date, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied

from events.enums import Interval
from events.models import Event, EventHelper, Question, SeriesPart
from events.services.copying import duplicate, make_series
from hub.plain_text import text_stream
from tests import factories
from tests.factories import registering as given

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
DAY = date(2027, 4, 5)


@pytest.fixture
def organiser():
    user = given.user("organiser@example.org")
    user.groups.add(factories.group("Secretariat"))
    return user


@pytest.fixture
def page():
    found = given.event(
        20,
        quotas={"kz": 2},
        title="Seminar",
        slug="seminar",
        time_zone="Europe/Paris",
        starts_at=datetime(2027, 3, 22, 9, tzinfo=PARIS),
        ends_at=datetime(2027, 3, 23, 17, tzinfo=PARIS),
        registration_opens=datetime(2026, 11, 1, 8, tzinfo=PARIS),
        registration_closes=datetime(2027, 3, 20, 18, tzinfo=PARIS),
        outcomes=text_stream("What was agreed."),
        people_trained=40,
    )
    Question.objects.create(event=found, code="diet", kind="text", label_en="Diet?")
    found = Event.objects.get(pk=found.pk)
    session = {"starts": "09:30", "ends": None, "title": "Opening"}
    day = {"day": "2027-03-22", "title": "First", "sessions": [session]}
    found.agenda = [{"type": "day", "value": day}]
    found.save_revision().publish()
    return Event.objects.get(pk=found.pk)


def test_copy_is_a_draft_with_questions_quotas_and_agenda_on_the_new_days(page, organiser):
    given.register(page, "a@example.org")
    copy = duplicate(event=page, first_day=DAY, by=organiser, key=uuid4())
    copy = Event.objects.get(pk=copy.pk)
    assert (copy.live, copy.title, copy.slug, copy.owner) == (
        False,
        "Seminar",
        "seminar-1",
        organiser,
    )
    assert copy.code not in ("", page.code)
    assert copy.translation_key != page.translation_key
    assert [q.code for q in copy.questions.all()] == ["diet"]
    assert [(q.country.slug, q.places) for q in copy.country_places.all()] == [("kz", 2)]
    assert [theme.slug for theme in copy.themes.all()] == ["service-standards"]
    assert [block.value["day"] for block in copy.agenda] == [date(2027, 4, 5)]
    assert copy.agenda[0].value["sessions"][0]["title"] == "Opening"
    assert copy.registration_policy == "open"


def test_copy_leaves_people_outcomes_and_photographs_behind(page, organiser):
    given.register(page, "a@example.org")
    copy = duplicate(event=page, first_day=DAY, by=organiser, key=uuid4())
    latest = Event.objects.get(pk=copy.pk).get_latest_revision_as_object()
    for found in (copy, latest):
        assert not found.outcomes
        assert (len(found.images), len(found.materials), found.people_trained) == (0, 0, None)
    assert copy.registrations.count() == 0
    assert list(given.statuses(page)) == ["a@example.org"]


def test_times_of_a_copy_are_the_same_by_the_clock_of_the_place(page, organiser):
    copy = duplicate(event=page, first_day=DAY, by=organiser, key=uuid4())
    found = Event.objects.get(pk=copy.pk)
    assert page.starts_at == datetime(2027, 3, 22, 8, tzinfo=UTC)
    assert found.starts_at == datetime(2027, 4, 5, 7, tzinfo=UTC)
    assert found.ends_at == datetime(2027, 4, 6, 15, tzinfo=UTC)
    assert found.registration_opens == datetime(2026, 11, 15, 7, tzinfo=UTC)
    assert found.registration_closes == datetime(2027, 4, 3, 16, tzinfo=UTC)
    assert found.get_latest_revision_as_object().starts_at == found.starts_at


def test_copy_is_made_of_the_latest_draft(page, organiser):
    draft = Event.objects.get(pk=page.pk)
    draft.title = "Seminar, better"
    draft.questions = [Question(code="visa", kind="yes_no", label_en="Visa?")]
    draft.save_revision()
    page = Event.objects.get(pk=page.pk)
    copy = duplicate(event=page, first_day=DAY, by=organiser, key=uuid4())
    found = Event.objects.get(pk=copy.pk)
    assert (found.title, [q.code for q in found.questions.all()]) == ("Seminar, better", ["visa"])
    assert page.title == "Seminar"
    assert [q.code for q in Event.objects.get(pk=page.pk).questions.all()] == ["diet"]


def test_who_may_not_add_events_copies_none(page):
    with pytest.raises(PermissionDenied):
        duplicate(event=page, first_day=DAY, by=given.user("guest@example.org"), key=uuid4())
    assert Event.objects.count() == 1


def test_weekly_series_keeps_the_hour_through_summer_time(page, organiser):
    made = make_series(
        event=page, name="Seminars", number=2, interval=Interval.WEEK, by=organiser, key=uuid4()
    )
    starts = [event.starts_at for event in Event.objects.order_by("starts_at")]
    assert starts == [
        datetime(2027, 3, day, hour, tzinfo=UTC) for day, hour in [(22, 8), (29, 7)]
    ] + [datetime(2027, 4, 5, 7, tzinfo=UTC)]
    assert {event.local_start.hour for event in Event.objects.all()} == {9}
    assert [event.live for event in made] == [False, False]
    assert {part.series.name for part in SeriesPart.objects.all()} == {"Seminars"}
    assert SeriesPart.objects.count() == 3


def test_monthly_series_from_the_last_of_a_month_stays_there(page, organiser):
    Event.objects.filter(pk=page.pk).update(latest_revision=None)
    moved = Event.objects.get(pk=page.pk)
    moved.starts_at = datetime(2027, 10, 31, 9, tzinfo=PARIS)
    moved.ends_at = datetime(2027, 10, 31, 17, tzinfo=PARIS)
    moved.save_revision().publish()
    moved = Event.objects.get(pk=page.pk)
    made = make_series(
        event=moved, name="S", number=4, interval=Interval.MONTH, by=organiser, key=uuid4()
    )
    days = [event.local_start.isoformat() for event in made]
    assert days == [
        "2027-11-30T09:00:00+01:00",
        "2027-12-31T09:00:00+01:00",
        "2028-01-31T09:00:00+01:00",
        "2028-02-29T09:00:00+01:00",
    ]


def test_series_can_be_continued(page, organiser):
    week = {"interval": Interval.WEEK, "by": organiser}
    (copy,) = make_series(event=page, name="Seminars", number=1, key=uuid4(), **week)
    make_series(event=copy, name="Other", number=2, key=uuid4(), **week)
    assert {part.series.name for part in SeriesPart.objects.all()} == {"Seminars"}
    assert SeriesPart.objects.count() == 4


def test_form_that_is_sent_twice_makes_its_copy_once(page, organiser):
    key = uuid4()
    asked = {"event": page, "first_day": DAY, "by": organiser, "key": key}
    assert duplicate(**asked) == duplicate(**asked)
    assert Event.objects.count() == 2
    assert duplicate(**{**asked, "key": uuid4()}).code == "EV-0003"


def test_form_of_a_series_that_is_sent_twice_makes_its_copies_once(page, organiser):
    week = {"interval": Interval.WEEK, "by": organiser, "key": uuid4()}
    made = [make_series(event=page, name="S", number=3, **week) for _time in range(2)]
    assert made[0] == made[1]
    assert (SeriesPart.objects.count(), Event.objects.count()) == (4, 4)


def test_helpers_of_the_event_are_none_of_the_copy(page, organiser):
    page.helpers.add(EventHelper(email="helper@example.org"))
    page.save_revision().publish()
    copy = duplicate(event=page, first_day=DAY, by=organiser, key=uuid4())
    assert list(Event.objects.get(pk=copy.pk).helpers.all()) == []
    assert copy.get_latest_revision_as_object().helpers.count() == 0
