"""What is written down goes with its transaction, and once."""

import socket

import pytest
from django.db import transaction

from hub.models import OutgoingMail
from tests.factories.mail import mail

pytestmark = pytest.mark.django_db


def test_second_mail_with_one_key_is_the_first():
    first = mail(key="events/confirmed:1", context={"title": "First"})
    second = mail(key="events/confirmed:1", context={"title": "Second"}, to="other@example.org")
    assert second.pk == first.pk
    assert list(OutgoingMail.objects.values_list("to", "context")) == [
        ("aigul@example.org", {"title": "First"})
    ]


def test_mail_is_gone_with_the_transaction_that_wrote_it():
    with transaction.atomic():
        mail()
        assert OutgoingMail.objects.count() == 1
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()


def test_writing_touches_no_network(settings, monkeypatch, mailoutbox):
    settings.HUB_MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

    def refuse(*_arguments):
        raise AssertionError("a request went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert mail().status == OutgoingMail.Status.WAITING
    assert mailoutbox == []
