"""A browser and a live site, both made once for a file of tests.

What a single test adds to the site is made by a fixture of scope `class` that unblocks the
database: to a test outside of a class it is its own, made before the transaction of the test begins
and taken away after it is rolled back. So its rows are committed, and the server sees them from a
connection of its own.
"""

import os
from collections.abc import Callable, Iterator

import pytest
from django.db import connection, connections, transaction
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from search.models import SearchDocument, SearchState
from search.projector import run
from tests.browser import CHROMIUM, chromium
from tests.journeys import site
from tests.journeys.entrance import PHONE, opened, sign_in


@pytest.fixture(scope="module")
def browser(django_db_setup) -> Iterator[Browser]:
    if CHROMIUM is None:
        reason = "Chromium is not installed"
        pytest.fail(reason) if os.environ.get("HUB_TEST_ALL") == "1" else pytest.skip(reason)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in this thread
        with chromium() as found:
            yield found


@pytest.fixture(scope="module")
def base(browser, django_db_blocker) -> Iterator[str]:
    """The address of the site. Its rows are committed, for the server is another thread (with
    PostgreSQL, another connection), and taken away after the last test of the file. The tests
    need the mark `django_db`: without any, pytest-django makes no test database."""
    name = str(connection.settings_dict["NAME"])
    assert "mode=memory" in name or name.startswith("test_"), f"{name} is not a test database"
    with django_db_blocker.unblock():
        version, _vocabulary = SearchState.current()
        try:
            with transaction.atomic():  # one projection for all
                site.make()
            run()
            server = LiveServer("127.0.0.1")
            server.thread.httpd.daemon_threads = False  # so that stopping waits for them
            try:
                yield server.url
            finally:
                for context in browser.contexts:  # a browser keeps its sockets open
                    context.close()
                server.stop()
        finally:
            with transaction.atomic():
                site.remove()
            run()
            SearchDocument.objects.all().delete()  # what was is remembered there for ever
            SearchState.objects.update(version=version)
            connections.close_all()  # Playwright's loop has been given connections of its own


@pytest.fixture
def tab(browser, base, no_crowd) -> Iterator[Callable[..., Page]]:
    """Opens an address of the site in a context of its own; keeps what went wrong in `faults`."""
    contexts = []

    def open_(path: str, **options) -> Page:
        context = browser.new_context(reduced_motion="reduce", base_url=base, **options)
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("console", lambda message: _note(page, message))
        page.on("pageerror", lambda error: page.faults.append(f"error: {error}"))
        page.on("request", lambda request: _foreign(page, request.url, base))
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()


def _note(page: Page, message) -> None:
    # A page that answers 404 is itself a failed resource in the console.
    if message.type in ("error", "warning") and message.location["url"] != page.url:
        page.faults.append(f"{message.type}: {message.text}")


def _foreign(page: Page, url: str, base: str) -> None:
    if not url.startswith((base, "data:")):
        page.faults.append(f"request to another host: {url}")


@pytest.fixture(scope="module")
def forum(base, django_db_blocker):
    """Committed, for the server is another thread."""
    with django_db_blocker.unblock():
        yield from opened()


@pytest.fixture
def entrance(tab, forum, base):
    def open_(**options):
        page, _guests, session = forum
        found = tab("/en/search/", **PHONE, **options)
        sign_in(found, session, base)
        found.goto(f"/en/events/{page.code}/check-in/")
        return found

    return open_
