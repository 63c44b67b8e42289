"""What Django and Wagtail send by themselves waits in the outbox like the rest."""

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.utils import translation

from hub.mail import worker
from hub.models import OutgoingMail

pytestmark = pytest.mark.django_db
BACKEND = "hub.mail.backend.OutboxBackend"


def test_message_becomes_a_row_for_each_receiver_and_is_sent_by_the_worker(mailoutbox):
    message = EmailMultiAlternatives(
        "To <check>", "See https://hub.example/1", to=["Ada <ada@example.org>", "bob@example.org"]
    )
    with translation.override("ru"):
        assert get_connection(BACKEND).send_messages([message]) == 1
    assert mailoutbox == []
    assert set(OutgoingMail.objects.values_list("to", "language")) == {
        ("ada@example.org", "ru"),
        ("bob@example.org", "ru"),
    }
    assert worker.once() == 2
    assert {sent.to[0] for sent in mailoutbox} == {"ada@example.org", "bob@example.org"}
    assert mailoutbox[0].subject == "To <check>"
    assert "https://hub.example/1" in mailoutbox[0].body
    assert "To &lt;check&gt;" in mailoutbox[0].alternatives[0].content


def test_attachment_is_refused_and_not_lost_silently():
    message = EmailMessage("With a file", "text", to=["ada@example.org"])
    message.attach("a.txt", "a", "text/plain")
    with pytest.raises(ValueError, match="attachments"):
        get_connection(BACKEND).send_messages([message])
    assert not OutgoingMail.objects.exists()
