"""An event: what is never right, and the status that its moments give it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import translation

from events.models import Event, EventHost, EventParticipant
from events.templatetags.events import event_facts
from search import services
from search.projector import project_due
from search.query import SearchQuery
from tests import factories
from tests.factories import editing

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
OPENS = datetime(2030, 4, 1, 0, 0, tzinfo=UTC)
CLOSES = datetime(2030, 5, 1, 0, 0, tzinfo=UTC)
STARTS = datetime(2030, 6, 3, 4, 0, tzinfo=UTC)
ENDS = datetime(2030, 6, 4, 12, 0, tzinfo=UTC)
MOMENTS = {
    "starts_at": STARTS,
    "ends_at": ENDS,
    "registration_opens": OPENS,
    "registration_closes": CLOSES,
}


def refused(client, **changes):
    """Messages of the form when an event of 3 and 4 June 2030, with `changes`, is published."""
    data = editing.form("event", **changes)
    return editing.errors(editing.publish(client, editing.add_url("event"), data))


def published(client, **changes):
    editing.publish(client, editing.add_url("event"), editing.form("event", **changes))
    return Event.objects.get()


# Validation


def test_event_that_ends_before_it_starts_is_refused(admin_client):
    assert refused(admin_client, ends_at="2030-06-03 08:59") == {
        "ends_at": ["The event ends before it starts."]
    }


def test_draft_that_ends_before_it_starts_is_refused(admin_client):
    data = editing.form("event", ends_at="2030-06-03 08:59")
    response = editing.save(admin_client, editing.add_url("event"), data)
    assert editing.errors(response) == {"ends_at": ["The event ends before it starts."]}


def test_event_that_ends_the_moment_it_starts_is_published(admin_client):
    page = published(admin_client, ends_at="2030-06-03 09:00")
    assert (page.live, page.ends_at == page.starts_at) == (True, True)


def test_database_refuses_an_event_that_ends_before_it_starts():
    page = factories.event()
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=page.pk).update(ends_at=page.starts_at - SECOND)


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (
            {"registration_opens": "2030-05-02 00:00", "registration_closes": "2030-05-01 00:00"},
            {"registration_closes": ["Registration closes before it opens."]},
        ),
        (
            {"registration_opens": "2030-06-05 00:00"},
            {"registration_opens": ["Registration opens after the event is over."]},
        ),
        ({"starts_at": ""}, {"starts_at": ["This field is required."]}),
        ({"starts_at": "tomorrow"}, {"starts_at": ["Enter a valid date/time."]}),
    ],
)
def test_event_with_impossible_moments_is_refused(admin_client, changes, messages):
    assert refused(admin_client, **changes) == messages


@pytest.mark.parametrize("zone", ["Almaty", "UTC+5", "asia/almaty", "../../etc/passwd"])
def test_event_in_no_time_zone_is_refused(admin_client, zone):
    message = f"“{zone}” is not a time zone. Write one such as Asia/Almaty or Europe/Paris."
    assert refused(admin_client, time_zone=zone) == {"time_zone": [message]}


def test_event_in_a_time_zone_is_published(admin_client):
    assert published(admin_client, time_zone="America/Toronto").zone == ZoneInfo("America/Toronto")


def test_event_in_person_without_a_country_is_refused(admin_client):
    messages = {"host_country": ["Say in which country it takes place."]}
    assert refused(admin_client, host_country="") == messages
    assert refused(admin_client, host_country="", event_format="hybrid") == messages


def test_event_online_needs_no_country(admin_client):
    assert published(admin_client, host_country="", event_format="online").live is True


# Status


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        (OPENS - SECOND, "announced"),
        (OPENS, "open"),
        (CLOSES - SECOND, "open"),
        (CLOSES, "closed"),
        (STARTS - SECOND, "closed"),
        (STARTS, "running"),
        (ENDS - SECOND, "running"),
        (ENDS, "past"),
    ],
)
def test_status_follows_from_the_moments(moment, status):
    assert Event(**MOMENTS).status_at(moment) == status


@pytest.mark.parametrize(
    ("changes", "moment", "status"),
    [
        ({"registration_opens": None}, CLOSES - SECOND, "announced"),
        ({"registration_opens": None, "registration_closes": None}, STARTS - SECOND, "announced"),
        ({"registration_closes": None}, STARTS - SECOND, "open"),
        ({"registration_closes": None}, STARTS, "running"),
        ({"cancelled": True}, OPENS, "cancelled"),
        ({"cancelled": True}, ENDS, "cancelled"),
        ({"ends_at": STARTS}, STARTS, "past"),
    ],
)
def test_status_of_other_events(changes, moment, status):
    assert Event(**(MOMENTS | changes)).status_at(moment) == status


@pytest.mark.parametrize(
    ("moment", "turn"),
    [
        (OPENS - SECOND, OPENS),
        (OPENS, CLOSES),
        (CLOSES, STARTS),
        (STARTS, ENDS),
        (ENDS, None),
    ],
)
def test_status_is_looked_at_again_the_moment_it_turns(moment, turn):
    with time_machine.travel(moment, tick=False):
        assert Event(**MOMENTS).changes_at() == turn


def test_status_in_search_follows_the_clock_without_a_save(project):
    with time_machine.travel(ENDS - SECOND, tick=False):
        factories.event(**MOMENTS)
        project()
        running = SearchQuery(filters={"event_status": ("running",)})
        assert services.search(running).count == 1
    with time_machine.travel(ENDS, tick=False):
        project_due()
        assert services.search(running).count == 0
        assert services.search(SearchQuery(filters={"event_status": ("past",)})).count == 1


# Times in the event's own zone


def test_days_and_year_are_those_of_the_events_own_zone():
    midnight = datetime(2030, 12, 31, 19, 0, tzinfo=UTC)  # New Year in Almaty
    page = factories.event(starts_at=midnight, ends_at=midnight + timedelta(hours=3))
    assert (page.local_start.hour, page.dated, page.facet_year) == (0, date(2031, 1, 1), 2031)
    page.time_zone = "Europe/Paris"
    assert (page.local_start.hour, page.dated, page.facet_year) == (20, date(2030, 12, 31), 2030)


def test_event_is_of_one_day_in_its_own_zone_only():
    start = datetime(2030, 6, 3, 16, 0, tzinfo=UTC)  # 21:00 in Almaty
    page = Event(starts_at=start, ends_at=start + timedelta(hours=4))
    assert page.one_day is False
    page.time_zone = "UTC"
    assert page.one_day is True


def test_times_across_the_change_of_summer_time_keep_their_hour():
    paris = ZoneInfo("Europe/Paris")
    page = factories.event(
        starts_at=datetime(2030, 3, 30, 9, tzinfo=paris),
        ends_at=datetime(2030, 3, 31, 9, tzinfo=paris),
        time_zone="Europe/Paris",
    )
    page.refresh_from_db()
    assert (page.local_start.hour, page.local_end.hour) == (9, 9)
    assert page.ends_at.astimezone(UTC) - page.starts_at.astimezone(UTC) == timedelta(hours=23)


# What search is given


def test_host_country_comes_first_and_counts_once():
    page = factories.event(countries="az kz")  # held in Kazakhstan
    assert page.facet_country == ["kz", "az"]
    assert page.facet_region == ["caucasus", "central-asia", "cis"]


def test_facets_of_an_event():
    page = factories.event(working_languages=["en", "ru"], **MOMENTS, event_format="hybrid")
    found = page.facet_values()
    with time_machine.travel(OPENS, tick=False):
        assert page.facet_values()["event_status"] == ("open",)
    assert {key: found[key] for key in found if key != "event_status"} == {
        "kind": ("event",),
        "theme": ("service-standards", "service-quality"),
        "region": ("central-asia", "cis"),
        "country": ("kz",),
        "event_kind": ("conference",),
        "event_format": ("hybrid",),
        "working_language": ("en", "ru"),
        "year": ("2030",),
        "month": ("2030-06",),
        "language": ("en",),
    }


def test_event_is_found_by_its_host(project):
    page = factories.event()
    page.hosts.add(EventHost(organisation=factories.organisation("Zhuldyz Academy")))
    page.save()
    project()
    assert services.search(SearchQuery(text="zhuldyz academy")).count == 1


def test_event_is_found_by_who_takes_part_and_names_them(client, project):
    page = factories.event()
    page.participants.add(EventParticipant(organisation=factories.organisation("Qarlygash Board")))
    page.save()
    project()
    assert services.search(SearchQuery(text="qarlygash")).count == 1
    shown = client.get(page.url).content.decode()
    assert shown.index("Participating organisations") < shown.index("Qarlygash Board")


def test_online_link_is_neither_searched_nor_shown(client, project):
    page = factories.event(event_format="online", online_link="https://meet.example.org/zhuldyz")
    project()
    assert services.search(SearchQuery(text="An event")).count == 1
    assert services.search(SearchQuery(text="zhuldyz")).count == 0
    answers = [client.get(page.url), client.get(f"/api/v1/items/{page.code}")]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert [answer.content.decode().count("zhuldyz") for answer in answers] == [0, 0]


@pytest.mark.parametrize(
    ("language", "spoken"),
    [("en", "Russian, Kazakh"), ("ru", "Русский, казахский"), ("kk", "Орыс тілі, қазақ тілі")],
)
def test_working_languages_are_named_in_the_readers(language, spoken):
    page = factories.event(working_languages=["ru", "kk"])
    with translation.override(language):
        assert event_facts(page)[0]["value"] == spoken
