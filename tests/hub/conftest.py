"""A mail server of our own, to which the site's mail goes."""

from collections.abc import Iterator

import pytest

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
