"""Many people ask at once: exactly the places that there are go to those who asked first."""

import sys
import threading
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import count
from queue import Empty, Queue
from time import monotonic, sleep

import pytest
from django.db import connection

from events import services
from events.models import Event, Registration, RegistrationLog
from events.services import places
from hub.models import Country, OutgoingMail
from tests.factories import registering as given

pytestmark = pytest.mark.django_db
PLACES, QUOTA = 50, 5


@dataclass
class Asker:
    person: services.Person
    asked: float = 0.0
    answered: float = 0.0


def askers(number: int, slugs: list[str]) -> list[Asker]:
    countries = [given.country(slug) for slug in slugs]
    return [
        Asker(
            services.Person(
                name=f"Person {index}",
                email=f"p{index}@example.org",
                country=countries[index % len(countries)],
            )
        )
        for index in range(number)
    ]


def ask_at_once(page: Event, people: list[Asker]) -> list[BaseException]:
    """Everybody asks, each over the next connection that is free. Returns what went wrong."""
    waiting: Queue[Asker] = Queue()
    for asker in people:
        waiting.put(asker)
    failures: list[BaseException] = []
    workers = min(len(people), connections_to_have())
    start = threading.Barrier(workers)

    def work() -> None:
        start.wait()
        try:
            while True:
                asker = waiting.get_nowait()
                asker.asked = monotonic()
                try:
                    services.register(event=page, person=asker.person)
                except Exception as error:
                    failures.append(error)
                asker.answered = monotonic()
        except Empty:
            connection.close()

    threads = [threading.Thread(target=work) for _number in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def connections_to_have() -> int:
    """Two runs of tests share a server. As it comes PostgreSQL has a hundred, ours has more."""
    if connection.vendor != "postgresql":
        return sys.maxsize
    with connection.cursor() as cursor:
        cursor.execute("SHOW max_connections")
        return (int(cursor.fetchone()[0]) - 20) // 2


def without_the_lock(monkeypatch) -> None:
    """The same service, with nothing between reading the counts and writing."""
    numbers = count(1)

    def read(event_id: int) -> Event:
        return Event.objects.get(pk=event_id)

    def count_and_dawdle(event: Event, moment: object, *, places_at=Event.places_at) -> object:
        found = places_at(event, moment)
        sleep(0.02)
        return found

    monkeypatch.setattr(places, "lock", read)
    monkeypatch.setattr(Event, "places_at", count_and_dawdle)
    monkeypatch.setattr(places.Desk, "next_number", lambda desk: next(numbers))
    if connection.vendor == "sqlite":  # where the transaction is the lock
        monkeypatch.setattr(places.transaction, "atomic", nullcontext)


def held() -> Counter[str]:
    return Counter(Registration.objects.holding().values_list("country__slug", flat=True))


def assert_all_are_in_order(page: Event, people: list[Asker], quotas: dict[str, int]) -> None:
    rows = list(Registration.objects.filter(event=page).select_related("country"))
    assert [row.asked_at for row in rows] == list(range(1, len(people) + 1))
    assert {row.email for row in rows} == {asker.person.email for asker in people}
    left = dict(quotas)
    for row in rows:
        has = left[row.country.slug] > 0
        left[row.country.slug] -= has
        assert row.status == ("confirmed" if has else "waiting")
    by_address = {asker.person.email: asker for asker in people}
    latest = 0.0
    for row in rows:  # nobody who had an answer before another asked comes after that other
        asker = by_address[row.email]
        assert asker.answered > latest
        latest = max(latest, asker.asked)


def assert_one_letter_each(number: int) -> None:
    addresses = Counter(OutgoingMail.objects.values_list("to", flat=True))
    assert (len(addresses), set(addresses.values())) == (number, {1})
    assert RegistrationLog.objects.filter(action="registered").count() == number


@pytest.fixture
def ten_countries() -> list[str]:
    return list(Country.objects.order_by("slug").values_list("slug", flat=True)[:10])


@pytest.fixture
def people(ten_countries) -> list[Asker]:
    return askers(500 if connection.vendor == "postgresql" else 50, ten_countries)


@pytest.mark.parametrize("locked", [True, False], ids=["with the lock", "without it"])
def test_places_of_ten_countries_go_to_those_who_asked_first(
    committed_database, crowd_alone, ten_countries, people, monkeypatch, locked
):
    quota = QUOTA if connection.vendor == "postgresql" else 2
    quotas = dict.fromkeys(ten_countries, quota)
    page = given.event(quota * 10, quotas=quotas)
    if not locked:
        without_the_lock(monkeypatch)
        ask_at_once(page, people)
        assert held().total() > quota * 10
        assert max(held().values()) > quota
        return
    assert ask_at_once(page, people) == []
    assert held() == Counter(quotas)
    assert_all_are_in_order(page, people, quotas)
    assert_one_letter_each(len(people))
    assert Registration.objects.waiting().count() == len(people) - quota * 10


def test_one_address_that_asks_from_everywhere_is_registered_once(committed_database):
    page = given.event(PLACES)
    crowd = [Asker(given.person("same@example.org")) for _number in range(30)]
    assert ask_at_once(page, crowd) == []
    assert given.statuses(page) == {"same@example.org": "confirmed"}
    assert given.letters("same@example.org") == ["confirm_address", "already_registered"]


def test_places_that_come_free_at_once_go_to_the_next_in_line(committed_database):
    page = given.event(10)
    people = askers(30, ["kz"])
    assert ask_at_once(page, people) == []
    leaving = list(Registration.objects.holding().filter(asked_at__lte=8))
    failures: list[BaseException] = []

    def leave(registration: Registration) -> None:
        try:
            services.cancel(registration=registration)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=leave, args=(row,)) for row in leaving * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    confirmed = Registration.objects.holding().values_list("asked_at", flat=True)
    assert list(confirmed) == list(range(9, 19))
    letters = OutgoingMail.objects.filter(template="events/place_held")
    assert sorted(letters.values_list("to", flat=True)) == sorted(
        Registration.objects.filter(asked_at__range=(11, 18)).values_list("email", flat=True)
    )


def test_event_is_published_while_people_register(committed_database):
    """Wagtail writes the event's row, then those of its panels: no lock of ours is in its way."""
    page = given.event(10, quotas={"kz": 5, "az": 5})
    failures: list[BaseException] = []

    def publish() -> None:
        try:
            for _time in range(8):
                shown = Event.objects.get(pk=page.pk)
                for row in shown.country_places.all():
                    row.places = 5
                shown.save_revision().publish()
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    editor = threading.Thread(target=publish)
    editor.start()
    failures += ask_at_once(page, askers(40, ["kz", "az"]))
    editor.join()
    assert failures == []
    assert held() == Counter({"kz": 5, "az": 5})
