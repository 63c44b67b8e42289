"""What an organiser decides, and the day itself."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from events import selectors, services
from events.exceptions import Full, TooLate, WrongStatus
from events.models import Event, Registration
from tests.factories import registering as given

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser():
    return given.user("organiser@example.org")


def test_submitted_registration_has_no_place_until_it_is_approved(organiser):
    page = given.event(1, approval=True)
    first, second = (given.register(page, f"{name}@example.org") for name in "ab")
    assert list(given.statuses(page).values()) == ["submitted", "submitted"]
    services.approve(registration=second, by=organiser)
    services.approve(registration=first, by=organiser)
    assert list(given.statuses(page).values()) == ["waiting", "confirmed"]
    assert given.letters("a@example.org") == ["submitted", "waiting"]
    assert given.letters("b@example.org") == ["submitted", "confirmed"]
    with pytest.raises(WrongStatus):
        services.approve(registration=first, by=organiser)


def test_approved_come_in_the_order_of_asking_not_of_approval(organiser):
    page = given.event(1, approval=True)
    rows = [given.register(page, f"{name}@example.org") for name in "abc"]
    for row in reversed(rows):
        services.approve(registration=row, by=organiser)
    services.cancel(registration=rows[2])
    assert list(given.statuses(page).values()) == ["confirmed", "waiting", "cancelled"]


def test_approval_without_a_place_or_a_waiting_list_is_refused(organiser):
    page = given.event(0, approval=True, waiting_list=False)
    mine = given.register(page, "a@example.org")
    with pytest.raises(Full):
        services.approve(registration=mine, by=organiser)
    assert given.statuses(page) == {"a@example.org": "submitted"}


def test_declined_with_a_reason_leaves_the_place_to_the_next(organiser):
    page = given.event(1)
    first, second = (given.register(page, f"{name}@example.org") for name in "ab")
    for _time in range(2):
        found = services.decline(registration=first, reason=" No visa. ", by=organiser)
    assert (found.status, found.decline_reason) == ("declined", "No visa.")
    assert given.statuses(page) == {"a@example.org": "declined", "b@example.org": "confirmed"}
    assert given.letters("a@example.org") == ["confirmed", "declined"]
    assert given.log(first) == ["registered", "place_given", "declined"]
    assert first.log.last().actor == organiser
    services.cancel(registration=second)
    with pytest.raises(WrongStatus):
        services.decline(registration=second, reason="", by=organiser)


def test_second_check_in_says_when_and_by_whom_the_first_was(organiser):
    mine = given.register(given.event(in_days=1), "a@example.org")
    with time_machine.travel(timezone.now(), tick=False) as clock:
        first = services.check_in(registration=mine, by=organiser)
        at = timezone.now()
        clock.shift(60)
        again = services.check_in(registration=mine, by=given.user("door@example.org"))
    assert (first.is_first, first.at, first.by) == (True, at, organiser)
    assert (again.is_first, again.at, again.by) == (False, at, organiser)
    assert given.log(mine) == ["registered", "place_given", "checked_in"]
    assert again.registration.status == "attended"


def test_who_has_no_place_is_not_let_in(organiser):
    page = given.event(1, in_days=1)
    first, second = (given.register(page, f"{name}@example.org") for name in "ab")
    with pytest.raises(WrongStatus):
        services.check_in(registration=second, by=organiser)
    services.check_in(registration=first, by=organiser)
    with pytest.raises(WrongStatus):
        services.cancel(registration=first)


def test_absent_is_for_after_the_start_and_is_put_right_by_a_check_in(organiser):
    mine = given.register(given.event(), "a@example.org")
    with pytest.raises(TooLate):
        services.mark_absent(registration=mine, by=organiser)
    with time_machine.travel(mine.event.starts_at + timedelta(hours=1)):
        for _time in range(2):
            assert services.mark_absent(registration=mine, by=organiser).status == "absent"
        assert services.check_in(registration=mine, by=organiser).is_first is True
    assert given.log(mine)[2:] == ["absent", "checked_in"]


# Figures


def test_figures_by_country_and_role(organiser):
    page = given.event(4, quotas={"kz": 1, "az": 2})
    for name, slug in [("a", "kz"), ("b", "kz"), ("c", "az"), ("d", "")]:
        given.register(page, f"{name}@example.org", slug)
    found = selectors.figures(page)
    rows = [(str(r.country), r.kept, r.held, r.waiting) for r in found.countries]
    assert rows == [("Azerbaijan", 2, 1, 0), ("Kazakhstan", 1, 1, 1), ("None", None, 1, 0)]
    assert (found.places.taken, found.places.room) == (3, 1)
    assert found.statuses == {"confirmed": 3, "waiting": 1}


@pytest.mark.parametrize("number", [1, 3])
def test_figures_take_the_same_queries_for_any_number(number, django_assert_num_queries):
    page = given.event(100, quotas={"kz": 5, "az": 5, "ge": 5})
    for index, slug in enumerate(["kz", "az", "ge"][:number]):
        given.register(page, f"{index}@example.org", slug)
    page = Event.objects.get(pk=page.pk)
    with django_assert_num_queries(5):
        figures = selectors.figures(page)
        assert [row.country.name for row in figures.countries if row.held]


def test_position_on_the_waiting_list_is_among_those_who_share_places():
    page = given.event(2, quotas={"kz": 1})
    for name, slug in [("k1", "kz"), ("g1", "ge"), ("g2", "ge"), ("k2", "kz"), ("a", "az")]:
        given.register(page, f"{name}@example.org", slug)
    places = {
        row.email.removesuffix("@example.org"): selectors.waiting_position(row)
        for row in Registration.objects.filter(event=page)
    }
    assert places == {"k1": None, "g1": None, "g2": 1, "k2": 1, "a": 2}
    Event.objects.filter(pk=page.pk).update(unused_places_released_at=timezone.now())
    last = Registration.objects.get(email="a@example.org")
    assert selectors.waiting_position(last) == 3
