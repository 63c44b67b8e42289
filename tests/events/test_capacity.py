"""What becomes of places when an editor changes their number and publishes."""

from datetime import UTC, datetime

import pytest

from events.models import Event
from tests import factories
from tests.factories import registering as given

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def publish(page, **fields):
    draft = Event.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


@pytest.fixture
def page():
    found = given.event(1)
    for name in "abc":
        given.register(found, f"{name}@example.org")
    return found


def test_more_places_are_given_in_the_order_of_asking_when_published(page):
    publish(page, capacity=2)
    assert list(given.statuses(page).values()) == ["confirmed", "confirmed", "waiting"]
    assert given.letters("b@example.org") == ["waiting", "confirmed"]


def test_more_places_in_a_draft_are_given_to_nobody(page):
    draft = Event.objects.get(pk=page.pk)
    draft.capacity = 3
    draft.save_revision()
    assert list(given.statuses(page).values()) == ["confirmed", "waiting", "waiting"]


def test_fewer_places_take_none_away(page):
    publish(page, capacity=3)
    publish(page, capacity=1)
    assert list(given.statuses(page).values()) == ["confirmed"] * 3
    given.register(page, "late@example.org")
    assert given.statuses(page)["late@example.org"] == "waiting"
    assert given.letters("a@example.org") == ["confirmed"]


@pytest.mark.parametrize(
    "over", [{"cancelled": True}, {"starts_at": LONG_AGO, "ends_at": LONG_AGO}]
)
def test_event_that_is_cancelled_or_over_gives_no_places(page, over):
    Event.objects.filter(pk=page.pk).update(registration_opens=None, **over)
    publish(page, capacity=3)
    assert list(given.statuses(page).values()) == ["confirmed", "waiting", "waiting"]


def test_publishing_a_translation_counts_the_places_of_the_original(page):
    translated = factories.event(
        language="ru", translation_key=page.translation_key, capacity=50, live=False
    )
    publish(translated, title="Форум")
    assert list(given.statuses(page).values()) == ["confirmed", "waiting", "waiting"]
