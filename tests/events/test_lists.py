"""Every list of events begins with what comes soonest and ends with what is longest over."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from tests import factories

pytestmark = pytest.mark.django_db
COMING = ["Now", "In 3", "In 60"]
PAST = ["In -4", "In -200"]


@pytest.fixture
def events(project):
    for days in (-200, 60, -4, 3):
        factories.event(f"In {days}", in_days=days)
    began = timezone.now() - timedelta(days=6)  # whatever the hour, before "In -4"
    factories.event("Now", starts_at=began, ends_at=began + timedelta(days=9))
    factories.case("A case", themes="service-standards")
    project()


@pytest.mark.parametrize(
    ("address", "titles"),
    [
        ("/en/events/", [*COMING, *PAST]),
        ("/en/search/?kind=event", [*COMING, *PAST]),
        ("/en/search/?kind=event&sort=newest", ["In 60", "In 3", "In -4", "Now", "In -200"]),
        ("/en/countries/kz/", [*COMING, *PAST]),
        ("/en/themes/service-quality/", [*COMING, *PAST]),
        ("/en/", COMING),
    ],
)
def test_events_are_in_the_order_in_which_one_needs_them(client, events, address, titles):
    page = BeautifulSoup(client.get(address).content, "html.parser")
    found = [link.get_text() for link in page.select(":is(.event-row, .hit) :is(h3) a")]
    assert [title for title in found if title != "A case"] == titles


def test_home_page_has_the_four_soonest_of_many(client, project):
    for days in range(60, 0, -1):
        factories.event(f"In {days}", in_days=days)
    project()
    page = BeautifulSoup(client.get("/en/").content, "html.parser")
    found = [link.get_text() for link in page.select(".event-row h3 a")]
    assert found == ["In 1", "In 2", "In 3", "In 4"]


@pytest.mark.parametrize(
    ("address", "titles"),
    [
        ("/en/events/", PAST),
        ("/en/countries/kz/", PAST),
        ("/en/events/?sort=newest", []),
        ("/en/events/?event_status=past", []),
        ("/en/", []),
    ],
)
def test_past_events_stand_under_a_line_of_their_own(client, events, address, titles):
    page = BeautifulSoup(client.get(address).content, "html.parser")
    below = page.select(".event-past ~ .event-row .hit-title")
    assert [title.get_text() for title in below] == titles
