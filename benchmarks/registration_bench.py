"""Registrations a second through HTTP, and what figures of a large event cost."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from http.client import HTTPConnection
from statistics import median
from time import perf_counter, sleep
from urllib.parse import urlencode
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.report import Report, Target
from benchmarks.timing import Contender, interleave
from events import selectors
from events.enums import RegistrationStatus, Role
from events.models import Event, Registration
from hub.models import Country
from tests.events.registration_form import filled
from tests.factories import organising, registering

WORKERS, ASKERS, REQUESTS, TURNS = 2, 8, 160, 5
PEOPLE, MOST_QUERIES = 5_000, 20
COUNTRIES = ("az", "ge", "kg", "kz", "md", "mn", "tj", "tr", "uz", "ee")


def run(report: Report, rounds: int) -> None:
    if connection.vendor == "postgresql":
        _through_http(report, min(TURNS, rounds))
    _figures(report, rounds)


def _through_http(report: Report, turns: int) -> None:
    rates: dict[str, list[float]] = {name: [] for name in ACTIONS}
    with _server() as port:
        _rate(port, "form drawn", registering.event())  # the workers start and read their templates
        for _turn in range(turns):
            for action, found in rates.items():
                quotas = dict.fromkeys(COUNTRIES, 5)
                found.append(_rate(port, action, registering.event(50, quotas=quotas)))
    rows = [[name, median(found), min(found), max(found)] for name, found in rates.items()]
    title = f"Requests a second, {WORKERS} gunicorn workers, {ASKERS} askers at once at one event"
    report.table(title, ("", "median", "least", "most"), rows)
    for name in ("service", "form sent"):
        ratio = median(a / b for a, b in zip(rates["bare INSERT"], rates[name], strict=True))
        what = f"registration: bare INSERT / {name}"
        report.targets.append(Target(what, f"{WORKERS} workers", "", ratio, None))


def _rate(port: int, action: str, event: Event) -> float:
    def ask(number: int) -> None:
        client = HTTPConnection("127.0.0.1", port, timeout=600)
        client.request(*ACTIONS[action](event, COUNTRIES[number % len(COUNTRIES)]))
        answer = client.getresponse()
        assert answer.status in (200, 302), answer.read()[:500]
        client.close()

    with ThreadPoolExecutor(ASKERS) as askers:
        began = perf_counter()
        list(askers.map(ask, range(REQUESTS)))
        seconds = perf_counter() - began
    found = Registration.objects.filter(event=event)
    assert found.count() == (0 if action == "form drawn" else REQUESTS)
    if action in ("service", "form sent"):
        assert found.holding().count() == event.capacity
    return REQUESTS / seconds


Asked = tuple[str, str, str | None, dict[str, str]]


def _bare(name: str) -> Callable[[Event, str], Asked]:
    return lambda event, country: ("POST", f"/{name}/{event.pk}/{country}", None, {})


def _drawn(event: Event, _country: str) -> Asked:
    return "GET", f"/en/events/{event.code}/register/", None, {}


def _sent(event: Event, country: str) -> Asked:
    """As a browser posts it, with the site's own protection against forgery."""
    secret = uuid4().hex
    form = filled(email=f"{uuid4().hex}@example.org", country=country, csrfmiddlewaretoken=secret)
    kind = "application/x-www-form-urlencoded"
    headers = {"Content-Type": kind, "Cookie": f"csrftoken={secret}"}
    return "POST", f"/en/events/{event.code}/register/", urlencode(form), headers


ACTIONS = {
    "form drawn": _drawn,
    "form sent": _sent,
    "service": _bare("register"),
    "bare INSERT": _bare("insert"),
}


@contextmanager
def _server() -> Iterator[int]:
    """Gunicorn on the database that is measured. Yields its port."""
    own = connection.settings_dict
    url = f"postgres://{own['USER']}:{own['PASSWORD']}@{own['HOST']}:{own['PORT']}/{own['NAME']}"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["-m", "gunicorn", "benchmarks.registration_site:application", "--log-level=error"]
    command += [f"--workers={WORKERS}", f"--bind=127.0.0.1:{port}"]
    with subprocess.Popen(
        [sys.executable, *command], env={**os.environ, "DATABASE_URL": url}
    ) as it:
        try:
            _wait_for(port)
            yield port
        finally:
            it.terminate()


def _wait_for(port: int) -> None:
    for _try in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.1)
    raise TimeoutError("gunicorn does not listen")


def _figures(report: Report, rounds: int) -> None:
    event = registering.event(1_000, quotas=dict.fromkeys(COUNTRIES, 50))
    _fill(event)
    _dashboard(report, event, rounds)
    with CaptureQueriesContext(connection) as queries:
        selectors.figures(Event.objects.get(pk=event.pk))
    found = interleave({"figures": Contender(lambda n: selectors.figures(event))}, rounds)
    times = found["figures"]
    title = f"Figures of an event with {PEOPLE:,} registrations: ms, queries"
    rows = [["places by country and role", times.p50, times.p95, len(queries)]]
    report.table(title, ("", "median", "p95", "queries"), rows)
    where = f"{PEOPLE:,} registrations"
    report.targets.append(
        Target("registration: figures", where, "", float(len(queries)), MOST_QUERIES, "queries")
    )


def _dashboard(report: Report, event: Event, rounds: int) -> None:
    """The organisers' page as it is sent."""
    client, address = organising.client(), organising.address("event_registrations", event)
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    number = len(queries)  # the next request forgets them
    times = interleave({"dashboard": Contender(lambda n: client.get(address))}, rounds)["dashboard"]
    title = f"Dashboard of an event with {PEOPLE:,} registrations: ms, queries"
    rows = [["the whole page", times.p50, times.p95, number]]
    report.table(title, ("", "median", "p95", "queries"), rows)
    where = f"{PEOPLE:,} registrations"
    report.targets.append(
        Target("registration: dashboard", where, "", float(number), MOST_QUERIES, "queries")
    )


def _fill(event: Event) -> None:
    countries = list(Country.objects.filter(slug__in=COUNTRIES))
    statuses, roles = list(RegistrationStatus), list(Role)
    Registration.objects.bulk_create(
        [
            Registration(
                event=event,
                name=f"Person {number}",
                email=f"p{number}@example.org",
                country=countries[number % len(countries)],
                role=roles[number % len(roles)],
                status=statuses[number // 3 % len(statuses)],
                asked_at=number + 1,
                purge_after=date(2100, 1, 1),
            )
            for number in range(PEOPLE)
        ],
        batch_size=500,
    )
