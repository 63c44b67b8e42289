"""Several workers at once, and workers killed between two steps: real processes and threads."""

import signal
import threading
from collections import Counter
from datetime import timedelta
from time import sleep

import pytest
from django.db import connection
from django.utils import timezone

from hub.mail import delivery, worker
from hub.mail.message import message_id
from hub.models import OutgoingMail
from tests.factories.mail import mail
from tests.processes import start

pytestmark = pytest.mark.django_db
MESSAGES, WORKERS = 24, 4
# A worker that is gone in the moment in which it comes to the step {step}.
KILLED = """
import os, signal
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from hub.mail import delivery, worker

settings.HUB_MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", {port}

def die(*args, **fields):
    os.kill(os.getpid(), signal.SIGKILL)

{step}
call_command("send_mail"{once})
"""


def work(failures: list[BaseException]) -> None:
    try:
        worker.once()
    except BaseException as error:
        failures.append(error)
    finally:
        connection.close()


def work_together() -> None:
    failures: list[BaseException] = []
    workers = [threading.Thread(target=work, args=(failures,)) for _number in range(WORKERS)]
    for thread in workers:
        thread.start()
    for thread in workers:
        thread.join()
    assert failures == []


def claim_without_lock() -> OutgoingMail | None:
    due = OutgoingMail.objects.filter(status="waiting", claimed_until=None)
    if row := due.order_by("id").first():
        sleep(0.02)
        row.claim, row.claimed_until = "mine", timezone.now() + delivery.CLAIM
        row.save(update_fields=["claim", "claimed_until"])
    return row


def write() -> list[str]:
    return [message_id(mail(key=f"tests:{number}").key) for number in range(MESSAGES)]


def test_workers_without_the_lock_send_a_message_twice(committed_database, server, monkeypatch):
    expected = write()
    monkeypatch.setattr(worker, "claim", claim_without_lock)
    work_together()
    assert set(server.ids) == set(expected)
    assert max(Counter(server.ids).values()) > 1


def test_workers_never_send_a_message_twice(committed_database, server):
    server.delay = 0.02
    expected = write()
    work_together()
    assert sorted(server.ids) == sorted(expected)
    assert set(OutgoingMail.objects.values_list("status", "attempts")) == {("sent", 1)}


def kill(database: str, server, step: str) -> None:
    script = KILLED.format(port=server.port, step=step, once=', "--once"')
    with start("-c", script, DATABASE_URL=database) as process:
        said = process.stdout.read().decode()
    assert process.returncode == -signal.SIGKILL, said


def take_over() -> None:
    """What happens when the dead worker's claim has run out; before, the row is not touched."""
    assert worker.once() == 0
    OutgoingMail.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert worker.once() == 1


def test_worker_killed_before_sending_loses_nothing(committed_database, server):
    row = mail()
    kill(committed_database, server, "worker.deliver = die")
    assert server.ids == []
    take_over()
    assert server.ids == [message_id(row.key)]
    row.refresh_from_db()
    assert (row.status, row.attempts) == ("sent", 2)


def test_worker_killed_after_sending_sends_the_same_message_again(committed_database, server):
    """At least once: the second copy has the Message-ID of the first. See ADR 0012."""
    row = mail()
    kill(committed_database, server, "delivery._mark = die")
    assert server.ids == [message_id(row.key)]
    take_over()
    assert server.ids == [message_id(row.key)] * 2
    row.refresh_from_db()
    assert row.status == "sent"


def test_worker_told_to_stop_brings_its_message_to_an_end(committed_database, server):
    first, second = mail(), mail()
    server.delay = 1.5
    script = KILLED.format(port=server.port, step="", once="")
    with start("-c", script, DATABASE_URL=committed_database) as process:
        assert server.arrived.wait(60)
        process.send_signal(signal.SIGTERM)
        said = process.stdout.read().decode()
    assert process.returncode == 0, said
    assert server.ids == [message_id(first.key)]
    rows = OutgoingMail.objects.order_by("id").values_list("status", "claimed_until")
    assert list(rows) == [("sent", None), ("waiting", None)]
    server.delay = 0
    assert worker.once() == 1
    assert server.ids[1:] == [message_id(second.key)]
