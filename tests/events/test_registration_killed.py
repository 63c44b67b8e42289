"""A server that is killed while people register: nothing is half done, and it goes on."""

import signal
from collections import Counter

import pytest

from events.models import Event, Registration, RegistrationLog
from events.services.places import desk
from hub.models import OutgoingMail
from tests.factories import registering as given
from tests.processes import said_within, start

pytestmark = [pytest.mark.faults, pytest.mark.django_db]
PEOPLE, PLACES, QUOTA = 60, 20, 5
COUNTRIES = ("az", "ge", "kz", "uz")
# Registers everybody, four at a time, and says so of each. In {step} it may be gone by itself.
SERVER = """
import os, signal, threading
from concurrent.futures import ThreadPoolExecutor
import django
django.setup()
from django.db import connection
from events import mail, services
from events.models import Event
from events.services import organising, places, registering
from hub.models import Country

calls = []

def dying(function, number):
    def call(*args, **fields):
        calls.append(args)
        if len(calls) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **fields)
    return call

{step}
page = Event.objects.get(pk={event})
countries = [Country.objects.get(slug=slug) for slug in {countries}]

def ask(number):
    person = services.Person(
        name="Somebody", email=f"p{{number}}@example.org", country=countries[number % 4]
    )
    services.register(event=page, person=person)
    print("registered", number, flush=True)

with ThreadPoolExecutor(4) as pool:
    list(pool.map(ask, range({people})))
print("done", flush=True)
"""
STEPS = {
    "before the place is given": "places.Desk.fill = dying(places.Desk.fill, 11)",
    "before the letter is written": "mail.notify = dying(mail.notify, 23)",
    "before the log is written": "registering.record = dying(registering.record, 31)",
}


def serve(database: str, page: Event, step: str = ""):
    script = SERVER.format(step=step, event=page.pk, countries=COUNTRIES, people=PEOPLE)
    return start("-c", script, DATABASE_URL=database)


def registered(said: str) -> set[str]:
    numbers = [line.split()[1] for line in said.splitlines() if line.startswith("registered ")]
    return {f"p{number}@example.org" for number in numbers}


def assert_whole(page: Event) -> set[str]:
    """Whoever is in has a status by the law, one letter and one entry of the log. Returns them."""
    with desk(page.pk) as opened:  # a transaction that was cut off is over once the lock is free
        rows = list(Registration.objects.filter(event=page).select_related("country"))
        letters = Counter(
            OutgoingMail.objects.filter(template="events/confirm_address").values_list(
                "to", flat=True
            )
        )
        logged = RegistrationLog.objects.filter(action="registered").count()
        assert opened.places.taken == sum(row.status == "confirmed" for row in rows)
    left = Counter(dict.fromkeys(COUNTRIES, QUOTA))
    for row in rows:
        has = left[row.country.slug] > 0
        left[row.country.slug] -= has
        assert row.status == ("confirmed" if has else "waiting")
    addresses = {row.email for row in rows}
    assert letters == Counter(addresses)
    assert (len(addresses), logged) == (len(rows), len(rows))
    return addresses


def assert_it_goes_on(database: str, page: Event, before: set[str]) -> None:
    with serve(database, page) as process:
        said = process.stdout.read().decode()
    assert process.returncode == 0, said
    found = assert_whole(page)
    assert (len(found), before <= found) == (PEOPLE, True)
    assert Registration.objects.holding().count() == PLACES


@pytest.fixture
def page(committed_database):
    return given.event(PLACES, quotas=dict.fromkeys(COUNTRIES, QUOTA))


@pytest.mark.parametrize("step", STEPS)
def test_server_killed_between_two_steps(committed_database, page, step):
    with serve(committed_database, page, STEPS[step]) as process:
        said = process.stdout.read().decode()
    assert process.returncode == -signal.SIGKILL, said
    found = assert_whole(page)
    assert registered(said) <= found
    assert 0 < len(found) < PEOPLE
    assert_it_goes_on(committed_database, page, found)


@pytest.mark.parametrize("answers", [1, 17, 42])
def test_server_killed_under_load(committed_database, page, answers):
    with serve(committed_database, page) as process:
        said = "".join(said_within(process, "registered") for _answer in range(answers))
        process.kill()
        said += process.stdout.read().decode()
    found = assert_whole(page)
    assert registered(said) <= found
    assert_it_goes_on(committed_database, page, found)
