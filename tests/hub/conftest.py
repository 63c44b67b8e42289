"""A mail server of our own; a country and the secretariat; a site that keeps its pages."""

from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.db import connection

from hub.models import StandardPage
from hub.page_cache import changes
from tests.factories.proposing import person
from tests.smtp import MailServer


@pytest.fixture
def server(settings) -> Iterator[MailServer]:
    found = MailServer()
    found.start()
    settings.HUB_MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", found.port
    try:
        yield found
    finally:
        found.stop()


@pytest.fixture
def focal():
    return person("kz")


@pytest.fixture
def secretariat():
    return person(group="Secretariat")


@pytest.fixture
def kept(committed_database, settings):
    """A site that keeps pages, on a database where what is written is committed."""
    settings.HUB_PAGE_SECONDS = 60
    connection.ensure_connection()
    changes.watch(connection)
    caches["pages"].clear()
    yield
    caches["pages"].clear()


@pytest.fixture
def page(kept):
    """A page that shows its own title, at its address."""
    found = StandardPage.objects.filter(locale__language_code="en").first()
    return found, found.url
