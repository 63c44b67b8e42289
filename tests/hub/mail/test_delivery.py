"""What becomes of a message when the server is down, slow, refuses it or hangs up."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from hub.mail import delivery, worker
from hub.mail.message import message_id
from hub.mail.unsubscribing import unsubscribe
from hub.models import OutgoingMail
from tests.factories.mail import mail

pytestmark = pytest.mark.django_db
NOBODY, FULL = "nobody@example.org", "full@example.org"


def statuses() -> dict[str, str]:
    return dict(OutgoingMail.objects.order_by("id").values_list("to", "status"))


def make_due() -> None:
    OutgoingMail.objects.update(send_after=timezone.now(), claimed_until=None)


def test_mail_is_sent_once_and_marked(server):
    row = mail(key="events/confirmed:1")
    assert (worker.once(), worker.once()) == (1, 0)
    row.refresh_from_db()
    assert (row.status, row.attempts, row.subject) == ("sent", 1, "Events: Tom & Jerry")
    assert row.claimed_until is None
    assert row.text.startswith("Tom & Jerry")
    assert server.ids == [message_id("events/confirmed:1")]
    assert server.received[0]["To"] == "aigul@example.org"


def test_mail_for_later_waits(server):
    mail(send_after=timezone.now() + timedelta(hours=1))
    assert worker.once() == 0
    assert server.received == []


def test_nothing_is_lost_while_the_server_is_down(server):
    server.stop()
    first, second = mail(), mail()
    for _time in range(3):
        with pytest.raises(worker.MailServerUnavailable):
            worker.once()
    assert list(OutgoingMail.objects.values_list("status", "attempts")) == [("waiting", 0)] * 2
    with pytest.raises(CommandError, match="Mail waits: the mail server is away"):
        call_command("send_mail", "--once")
    server.start()
    assert worker.once() == 2
    assert server.ids == [message_id(first.key), message_id(second.key)]


def test_refused_address_is_set_aside_and_the_others_go_on(server):
    server.refusals = {NOBODY: "550 5.1.1 No such user", FULL: "452 4.2.2 Mailbox full"}
    for address in (NOBODY, FULL, "aigul@example.org"):
        mail(address)
    assert worker.once() == 3
    assert statuses() == {NOBODY: "set_aside", FULL: "waiting", "aigul@example.org": "sent"}
    assert "5.1.1 No such user" in OutgoingMail.objects.get(to=NOBODY).error
    full = OutgoingMail.objects.get(to=FULL)
    assert "4.2.2 Mailbox full" in full.error
    assert timedelta(seconds=25) < full.send_after - timezone.now() <= delivery.FIRST_PAUSE
    assert worker.once() == 0
    server.refusals = {}
    make_due()
    assert worker.once() == 1
    assert statuses()[FULL] == "sent"
    assert statuses()[NOBODY] == "set_aside"


def test_refused_message_is_set_aside(server):
    server.data_answers = ["554 5.7.1 Looks like spam"]
    row = mail()
    worker.once()
    row.refresh_from_db()
    assert row.status == "set_aside"
    assert "Looks like spam" in row.error


def test_line_cut_after_the_message_leads_to_the_same_message_again(server):
    """The server has it, we cannot know: a second copy has the same Message-ID."""
    server.data_answers = ["cut"]
    row, other = mail(), mail()
    assert worker.once() == 2
    row.refresh_from_db()
    assert (row.status, row.attempts) == ("waiting", 1)
    make_due()
    assert worker.once() == 1
    expected = [message_id(key) for key in (row.key, other.key, row.key)]
    assert server.ids == expected


def test_slow_server_does_not_hold_the_worker(server, settings):
    settings.EMAIL_TIMEOUT = 0.3
    server.delay = 1.0
    row = mail()
    worker.once()
    row.refresh_from_db()
    assert row.status == "waiting"
    assert "timed out" in row.error


def test_message_refused_for_days_is_set_aside(server):
    server.refusals = {FULL: "452 4.2.2 Mailbox full"}
    row = mail(FULL)
    OutgoingMail.objects.update(created=timezone.now() - delivery.GIVE_UP - timedelta(minutes=1))
    worker.once()
    row.refresh_from_db()
    assert row.status == "set_aside"


def test_message_that_cannot_be_made_is_set_aside_after_some_tries(server):
    broken, good = mail(template="tests/missing"), mail()
    for _time in range(delivery.FAULTS + 1):
        make_due()
        worker.once()
    broken.refresh_from_db()
    assert (broken.status, broken.attempts) == ("set_aside", delivery.FAULTS)
    assert broken.error == "TemplateDoesNotExist: mail/tests/missing/subject.txt"
    assert server.ids == [message_id(good.key)]


def test_unsubscribed_person_gets_no_newsletter_but_transactions(server):
    unsubscribe(address="Aigul@example.org", subscription="digest")
    digest, other, ticket = mail(subscription="digest"), mail(subscription="calls"), mail()
    assert worker.once() == 3
    digest.refresh_from_db()
    assert digest.status == "unsubscribed"
    assert server.ids == [message_id(other.key), message_id(ticket.key)]


def test_worker_whose_claim_ran_out_does_not_mark_over_another(server):
    mail()
    slow = delivery.claim()
    OutgoingMail.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    quick = delivery.claim()
    assert quick.pk == slow.pk
    delivery.release(slow)
    assert OutgoingMail.objects.get().claim == quick.claim


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (3, 4), (9, 240), (30_000, 240)])
def test_pauses_double_up_to_four_hours(attempts, minutes):
    pauses = [delivery.pause(attempts) / timedelta(minutes=1) for _time in range(200)]
    assert minutes / 2 <= min(pauses)
    assert max(pauses) <= minutes
    assert len(set(pauses)) > 100
