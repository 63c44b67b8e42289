"""Mail in the admin: for the secretariat, with its last error and a way to try again."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile

from hub.mail import worker
from hub.mail.admin_views import MailPaginator
from hub.mail.names import names
from hub.models import OutgoingMail
from tests.factories.mail import mail

pytestmark = pytest.mark.django_db
ADDRESSES = ["mail", "mail_html", "mail_again"]


@pytest.fixture
def member(client):
    def enter(group: str):
        user = User.objects.create_user(group, f"{group}@example.org", "x")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        return client

    return enter


def test_secretariat_reads_mail_and_lets_it_try_again(member, server):
    server.refusals = {"nobody@example.org": "550 No such user"}
    row = mail("nobody@example.org")
    worker.once()
    client = member("Secretariat")
    listing = client.get(reverse("mail_report"), {"status": "set_aside"}).content.decode()
    assert "nobody@example.org" in listing
    assert "550, b&#x27;No such user" in listing
    page = client.get(reverse("mail", args=[row.pk])).content.decode()
    assert "Tom &amp; Jerry" in page
    drawn = client.get(reverse("mail_html", args=[row.pk]))
    assert "<h1>Tom &amp; Jerry</h1>" in drawn.content.decode()
    assert drawn["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    server.refusals = {}
    client.post(reverse("mail_again", args=[row.pk]))
    assert worker.once() == 1
    assert OutgoingMail.objects.get().status == "sent"
    client.post(reverse("mail_again", args=[row.pk]))
    assert worker.once() == 0


def test_list_filters_by_status_and_address(member):
    mail("first@example.org")
    mail("second@example.org")
    client = member("Secretariat")
    found = client.get(reverse("mail_report"), {"to": "FIRST"}).content.decode()
    assert ("first@example.org" in found, "second@example.org" in found) == (True, False)
    found = client.get(reverse("mail_report"), {"status": "sent"}).content.decode()
    assert "first@example.org" not in found


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_the_same_queries_for_any_number(member, rows, django_assert_num_queries):
    client = member("Secretariat")
    client.get(reverse("mail_report"))
    for _number in range(rows):
        mail()
    with django_assert_num_queries(11):
        client.get(reverse("mail_report"))


def test_mail_is_closed_to_country_editors(member):
    row = mail("secret@example.org")
    client = member("Country editors")
    assert (
        "secret@example.org" not in client.get(reverse("mail_report"), follow=True).content.decode()
    )
    for name in ADDRESSES:
        address = reverse(name, args=[row.pk])
        answer = client.post(address) if name == "mail_again" else client.get(address)
        assert answer.status_code == 302, name
        assert "secret" not in answer.content.decode()


def test_broken_mail_is_shown_with_its_fault(member):
    row = mail(template="tests/missing")
    page = member("Secretariat").get(reverse("mail", args=[row.pk])).content.decode()
    assert "TemplateDoesNotExist" in page


def test_command_sends_once(server, capsys):
    mail()
    call_command("send_mail", "--once")
    assert capsys.readouterr().out == "1 messages\n"
    assert len(server.received) == 1


def test_letter_that_opens_an_account_is_read_by_nobody_but_its_receiver(member, server):
    row = mail(secret=True, context={"title": "https://hub.example.org/reset/key/"})
    client = member("Secretariat")
    for name in ("mail", "mail_html"):
        answer = client.get(reverse(name, args=[row.pk]))
        assert answer.status_code == 200
        assert "reset/key" not in answer.content.decode()
    worker.once()
    assert "reset/key" in server.received[0].get_payload(0).get_payload()
    row.refresh_from_db()
    assert (row.status, row.text, row.context) == ("sent", "", {})


def test_every_letter_has_a_name():
    folders = Path("templates/mail").rglob("subject.txt")
    found = {str(folder.parent.relative_to("templates/mail")) for folder in folders}
    assert set(names()) == found


def test_list_says_what_letters_are_in_the_readers_language(member):
    for _number in range(2):
        mail("first@example.org", template="events/confirmed")
    mail("second@example.org", template="account")
    client = member("Secretariat")
    UserProfile.objects.create(user=User.objects.get(), preferred_language="ru")
    page = BeautifulSoup(
        client.get(reverse("mail_report"), {"template": "events/confirmed"}).content, "html.parser"
    )
    cells = [row.select("td")[1] for row in page.select("#listing-results tbody tr")]
    assert [(cell["data-title"], cell.get_text(strip=True)) for cell in cells] == [
        ("Письмо", "Ваше участие подтверждено")
    ] * 2


@pytest.mark.parametrize(("number", "said"), [(1, "1 письмо"), (3, "3 письма"), (5, "5 писем")])
def test_number_of_letters_is_in_its_plural(number, said):
    with override("ru"):
        assert MailPaginator(range(number), 2).items_count_label == said
