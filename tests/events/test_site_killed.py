"""The site itself is killed while people register over HTTP, and started again. The mail worker and
a mail server run on: nobody is registered twice, and every letter arrives once."""

import os
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPException
from http.cookiejar import CookieJar
from time import monotonic, sleep
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from django.db import connection

from events.models import Registration, RegistrationLog
from hub.mail.message import message_id
from hub.models import OutgoingMail
from tests.events.registration_form import filled
from tests.factories import registering as given
from tests.processes import ROOT, start
from tests.smtp import MailServer

pytestmark = [pytest.mark.faults, pytest.mark.django_db]
PEOPLE, PLACES, QUOTA, ASKERS = 40, 20, 5, 4
COUNTRIES = ("az", "ge", "kz", "uz")
PATIENCE = 240.0  # seconds for anything that is waited for


class Site:
    """Gunicorn with two workers on a port of its own."""

    def __init__(self, database: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.served_settings",
            "DATABASE_URL": database,
        }

    def start(self) -> None:
        command = ["-m", "gunicorn", "hub.wsgi:application", "--workers=2", "--log-level=error"]
        self.process = subprocess.Popen(
            [sys.executable, *command, f"--bind=127.0.0.1:{self.port}", "--timeout=120"],
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
        )

    def kill(self) -> None:
        """Master and workers, in the middle of whatever they do."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def ask(self, address: str, number: int) -> None:
        """What a person does with a browser, again until the site says thank you."""
        form = filled(email=f"p{number}@example.org", country=COUNTRIES[number % len(COUNTRIES)])
        until = monotonic() + PATIENCE
        while monotonic() < until:
            try:
                cookies = CookieJar()
                browser = build_opener(HTTPCookieProcessor(cookies))
                url = f"http://127.0.0.1:{self.port}{address}"
                browser.open(url, timeout=60).read()
                token = next(one.value for one in cookies if one.name == "csrftoken")
                sent = urlencode({**form, "csrfmiddlewaretoken": token}).encode()
                if "/registered/" in browser.open(url, sent, timeout=60).url:
                    return
            except HTTPError:
                raise
            except (URLError, OSError, HTTPException, StopIteration):
                sleep(0.2)  # nobody is there, or is gone in the middle of the answer
        raise TimeoutError(number)


@contextmanager
def site(database: str) -> Iterator[Site]:
    found = Site(database)
    found.start()
    try:
        yield found
    finally:
        found.kill()


@contextmanager
def post_office(database: str) -> Iterator[MailServer]:
    """A mail server, and the worker that feeds it."""
    server = MailServer()
    server.start()
    settings = {"DJANGO_SETTINGS_MODULE": "tests.served_settings", "DATABASE_URL": database}
    address = f"smtp://127.0.0.1:{server.port}"
    try:
        with start("manage.py", "send_mail", EMAIL_URL=address, **settings) as worker:
            yield server
            worker.terminate()
    finally:
        server.stop()


def wait_for(done) -> None:
    until = monotonic() + PATIENCE
    while not done():
        assert monotonic() < until
        sleep(0.2)


def assert_the_numbers_add_up() -> None:
    rows = list(Registration.objects.select_related("country").order_by("asked_at"))
    assert {row.email for row in rows} == {f"p{number}@example.org" for number in range(PEOPLE)}
    assert len(rows) == PEOPLE
    left = Counter(dict.fromkeys(COUNTRIES, QUOTA))
    for row in rows:
        has = left[row.country.slug] > 0
        left[row.country.slug] -= has
        assert row.status == ("confirmed" if has else "waiting")
    assert RegistrationLog.objects.filter(action="registered").count() == PEOPLE


def assert_every_letter_came_once(server: MailServer) -> None:
    letters = list(OutgoingMail.objects.values_list("key", "to", "template"))
    assert Counter(server.ids) == Counter(message_id(key) for key, _to, _template in letters)
    first = [to for _key, to, template in letters if template == "events/confirm_address"]
    assert sorted(first) == sorted(f"p{number}@example.org" for number in range(PEOPLE))


@pytest.mark.parametrize("answers", [7, 23])
def test_site_killed_while_people_register(committed_database, answers):
    page = given.event(PLACES, quotas=dict.fromkeys(COUNTRIES, QUOTA))
    connection.close()
    address = f"/en/events/{page.code}/register/"
    with post_office(committed_database) as server, site(committed_database) as served:
        with ThreadPoolExecutor(ASKERS) as crowd:
            asked = [crowd.submit(served.ask, address, number) for number in range(PEOPLE)]
            wait_for(lambda: sum(one.done() for one in asked) >= answers)
            served.kill()
            served.start()
            for one in asked:
                one.result()
        wait_for(lambda: not OutgoingMail.objects.exclude(status="sent").exists())
        assert_the_numbers_add_up()
        assert_every_letter_came_once(server)
