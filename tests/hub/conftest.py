"""A mail server of our own, to which the site's mail goes; a country and the secretariat."""

from collections.abc import Iterator

import pytest

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
