"""Days of an event are those of its own zone, whatever day it is in UTC then; in the admin the day
of anything else goes with the hour beside it."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.utils.translation import override
from wagtail.users.models import UserProfile

from events import desk
from events.documents.letters import _paragraphs
from events.models import GroupMessage, Registration
from hub.models import OutgoingMail
from tests.factories import organising
from tests.factories import registering as given

pytestmark = pytest.mark.django_db
MIDNIGHT = datetime(2030, 3, 1, tzinfo=ZoneInfo("Asia/Almaty"))  # 28 February, 19:00 in UTC
DAY = "1\u00a0March 2030"
HOUR = f"{DAY}, 00:00, Almaty time, UTC+05:00"
UNKNOWN_HERE = {"registration_policy": "none"}
LONG_BEFORE, BEFORE, AFTER = (MIDNIGHT + timedelta(days=days) for days in (-20, -1, 1))


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


def event(**fields):
    starts = MIDNIGHT + timedelta(days=20)
    moments = {"starts_at": starts, "ends_at": starts, "registration_opens": LONG_BEFORE}
    return given.event(**moments | {"time_zone": "Asia/Almaty"} | fields)


def words(address, client=None):
    page = BeautifulSoup((client or Client()).get(address).content, "html.parser")
    return re.sub(r"[ \n]+", " ", page.main.get_text(" "))


@pytest.mark.parametrize(
    ("now", "fields", "said"),
    [
        (BEFORE, {"registration_opens": MIDNIGHT}, f"Opens on {HOUR}."),
        (AFTER, {"registration_closes": MIDNIGHT}, f"Closed since {HOUR}."),
        (BEFORE, {"registration_closes": MIDNIGHT}, f"Open until {HOUR}."),
        (
            BEFORE,
            {"registration_closes": MIDNIGHT, "registration_policy": "nomination"},
            f"Open until {HOUR}.",
        ),
        (
            BEFORE,
            {"unused_places_released_at": MIDNIGHT, "quotas": {"kz": 2}},
            f"Places are kept for each country until {DAY}.",
        ),
        (
            BEFORE,
            {"registration_opens": MIDNIGHT, "registration_closes": AFTER},
            "Closes on 2\u00a0March 2030, 00:00",
        ),
        (BEFORE, UNKNOWN_HERE | {"registration_opens": MIDNIGHT}, f"from {HOUR}"),
        (BEFORE, UNKNOWN_HERE | {"registration_closes": MIDNIGHT}, f"until {HOUR}"),
    ],
)
def test_day_of_registration_is_that_of_the_zone_of_the_event(now, fields, said):
    with time_machine.travel(now, tick=False):
        assert said in words(event(**fields).url)


@pytest.mark.parametrize("fields", [{}, UNKNOWN_HERE])
def test_registration_is_said_under_one_heading(fields):
    with time_machine.travel(BEFORE, tick=False):
        page = event(registration_closes=MIDNIGHT, **fields)
        shown = BeautifulSoup(Client().get(page.url).content, "html.parser").main
    heads = [one.get_text() for one in shown.select("h2, .run-in")]
    assert heads.count("Registration") == 1
    assert shown.find("dt", string="Places").find_next("dd").get_text(strip=True) == "10"


def test_days_on_the_page_of_a_delegation_are_those_of_the_zone_of_the_event():
    with time_machine.travel(BEFORE, tick=False):
        page = event(
            quotas={"kz": 2}, unused_places_released_at=MIDNIGHT, substitutions_until=MIDNIGHT
        )
        client = Client()
        client.force_login(given.focal_point("kz"))
        shown = words(f"/en/desk/kz/events/{page.code}/delegation/", client)
    assert f"Free ones go to other countries on {DAY}." in shown
    assert f"People can be replaced until {DAY}." in shown


def test_day_of_release_on_a_desk_is_that_of_the_zone_of_the_event():
    with time_machine.travel(BEFORE, tick=False), override("en"):
        event(quotas={"kz": 2}, unused_places_released_at=MIDNIGHT)
        [row] = desk.events(given.country("kz")).rows
    assert row.waits == f"Places kept for you and free: 2, until {DAY}."


def test_day_of_an_invitation_is_that_of_the_zone_of_the_event():
    with time_machine.travel(MIDNIGHT, tick=False), override("en"):
        page = event()
        paragraphs = _paragraphs(given.register(page, "a@example.org"), page)
    assert paragraphs[1][0] == DAY


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (BEFORE, f"will be for everybody from {DAY}"),
        (AFTER, f"Unused places were released on {DAY}"),
    ],
)
def test_organisers_see_the_day_of_release_in_the_zone_of_the_event(now, said):
    with time_machine.travel(now, tick=False):
        page = event(quotas={"kz": 2}, unused_places_released_at=MIDNIGHT)
        assert said in words(organising.address("event_registrations", page), organising.client())


def in_almaty():
    client = organising.client()
    UserProfile.objects.create(
        user=given.user("organiser@example.org"), current_time_zone="Asia/Almaty"
    )
    return client


def test_day_and_hour_of_what_happened_are_of_the_zone_of_the_editor():
    with time_machine.travel(MIDNIGHT, tick=False):
        page = event(time_zone="UTC")
        mine = given.register(page, "a@example.org")
        Registration.objects.update(checked_in_at=MIDNIGHT)
        GroupMessage.objects.create(event=page, subject_en="S", text_en="T", receivers=1)
        client = in_almaty()
        person = words(organising.address("event_person", page, mine.public_id), client)
        people = words(organising.address("event_registrations", page), client)
        messages = words(organising.address("event_messages", page), client)
    letters = OutgoingMail.objects.count()
    assert person.count(f"{DAY}, 00:00") == 2 + mine.log.count() + letters
    assert (people.count(DAY), messages.count(f"{DAY}, 00:00")) == (1, 1)
    assert [text.count("February") for text in (person, people, messages)] == [0, 0, 0]
