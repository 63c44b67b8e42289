"""The law of places: who has one, who waits, and who is next."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from events import services
from events.exceptions import Full
from events.models import Event
from events.places import UNLIMITED, Places
from tests.factories import registering as given

KZ, UZ, NOBODY = 1, 2, None


@pytest.mark.parametrize(
    ("places", "free"),
    [
        (Places(None), (UNLIMITED, UNLIMITED, UNLIMITED)),
        (Places(3, held=Counter({UZ: 1, None: 1})), (1, 1, 1)),
        (Places(0), (0, 0, 0)),
        (Places(10, {KZ: 4}), (4, 6, 6)),
        (Places(10, {KZ: 4}, Counter({UZ: 6})), (4, 0, 0)),
        (Places(10, {KZ: 4}, Counter({KZ: 4})), (0, 6, 6)),
        (Places(10, {KZ: 4}, Counter({KZ: 6})), (0, 4, 4)),  # an organiser gave two more
        (Places(3, {KZ: 4}), (3, 0, 0)),  # more is kept than there is
        (Places(2, {KZ: 4}, Counter({UZ: 2})), (0, 0, 0)),  # kept too late
        (Places(None, {KZ: 1}, Counter({KZ: 1})), (0, UNLIMITED, UNLIMITED)),
    ],
)
def test_free_places(places, free):
    assert (places.free_for(KZ), places.free_for(UZ), places.free_for(NOBODY)) == free
    assert places.full == (free == (0, 0, 0))


pytestmark = pytest.mark.django_db


def test_those_who_find_no_place_wait_in_the_order_of_asking():
    page = given.event(1)
    for name in "abc":
        given.register(page, f"{name}@example.org")
    assert given.statuses(page) == {
        "a@example.org": "confirmed",
        "b@example.org": "waiting",
        "c@example.org": "waiting",
    }


def test_country_has_no_more_than_is_kept_for_it_though_others_are_free():
    page = given.event(10, quotas={"kz": 1})
    assert given.register(page, "a@example.org").status == "confirmed"
    assert given.register(page, "b@example.org").status == "waiting"
    assert given.register(page, "c@example.org", "az").status == "confirmed"


def test_what_is_kept_for_a_country_is_not_for_others():
    page = given.event(3, quotas={"kz": 2})
    assert given.register(page, "a@example.org", "az").status == "confirmed"
    assert given.register(page, "b@example.org", "ge").status == "waiting"
    assert given.register(page, "c@example.org", "").status == "waiting"
    assert given.register(page, "d@example.org").status == "confirmed"


def test_number_for_each_member_country_is_kept_for_members_alone():
    page = given.event(None, places_per_country=1, quotas={"az": 2})
    assert given.register(page, "a@example.org", "kz").status == "confirmed"
    assert given.register(page, "b@example.org", "kz").status == "waiting"
    assert given.register(page, "c@example.org", "az").status == "confirmed"
    assert given.register(page, "d@example.org", "az").status == "confirmed"
    assert given.register(page, "e@example.org", "az").status == "waiting"
    assert given.register(page, "f@example.org", "").status == "confirmed"


def test_free_place_goes_to_the_next_of_the_same_country():
    page = given.event(4, quotas={"kz": 1, "az": 1})
    first = given.register(page, "kz1@example.org")
    given.register(page, "az1@example.org", "az")
    given.register(page, "az2@example.org", "az")
    given.register(page, "kz2@example.org")
    services.cancel(registration=first)
    assert given.statuses(page) == {
        "kz1@example.org": "cancelled",
        "az1@example.org": "confirmed",
        "az2@example.org": "waiting",
        "kz2@example.org": "confirmed",
    }
    assert given.letters("kz2@example.org") == ["waiting", "confirmed"]
    assert given.letters("kz1@example.org") == ["confirmed", "cancelled"]


def test_released_places_go_to_whoever_asked_first_of_any_country():
    release = timezone.now() + timedelta(days=1)
    page = given.event(3, quotas={"kz": 1, "az": 2}, unused_places_released_at=release)
    for email, slug in [("kz1", "kz"), ("ge1", "ge"), ("kz2", "kz"), ("uz1", "uz")]:
        given.register(page, f"{email}@example.org", slug)
    assert services.release_unused_places() == 0
    Event.objects.filter(pk=page.pk).update(unused_places_released_at=timezone.now())
    assert services.release_unused_places() == 2
    assert list(given.statuses(page).values()) == ["confirmed", "confirmed", "confirmed", "waiting"]
    assert services.release_unused_places() == 0


def test_newcomer_does_not_overtake_those_who_wait_when_room_was_made():
    page = given.event(1)
    for name in "ab":
        given.register(page, f"{name}@example.org")
    Event.objects.filter(pk=page.pk).update(capacity=2)
    given.register(page, "c@example.org")
    assert list(given.statuses(page).values()) == ["confirmed", "confirmed", "waiting"]


def test_without_a_waiting_list_nobody_waits():
    page = given.event(1, waiting_list=False)
    given.register(page, "a@example.org")
    with pytest.raises(Full):
        given.register(page, "b@example.org")
    assert given.statuses(page) == {"a@example.org": "confirmed"}
    assert given.letters("b@example.org") == []


def test_promoted_by_hand_passes_what_is_kept_but_not_the_number_of_places():
    page = given.event(2, quotas={"kz": 1, "az": 1})
    organiser = given.user("organiser@example.org")
    rows = [given.register(page, f"{name}@example.org") for name in "abc"]
    assert services.promote(registration=rows[1], by=organiser).status == "confirmed"
    with pytest.raises(Full):
        services.promote(registration=rows[2], by=organiser)
    assert given.register(page, "d@example.org", "az").status == "waiting"
