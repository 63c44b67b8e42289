"""Every letter about a registration, as it is sent."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from events import services
from events.letters import LETTERS
from events.mail import notify
from events.models import Event
from events.tickets import qr_svg, read_ticket, ticket_code, ticket_token
from hub.dates import hub_date
from hub.languages import LANGUAGES
from hub.mail.message import build
from hub.models import OutgoingMail
from tests.catalogues import english
from tests.factories import registering

pytestmark = pytest.mark.django_db
NAME = "Айгүл <b>Қ</b>"


@pytest.fixture
def registration():
    page = registering.event(title="Forum & friends", venue="Hall")
    found = registering.stranger(page, "aigul@example.org")
    OutgoingMail.objects.all().delete()
    found.name = NAME
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", LETTERS)
def test_letter_can_be_sent_in_each_language(registration, letter, language):
    registration.language = language
    notify(registration, letter, reason="Too late <for> us", text="Ерте келіңіз.")
    row = OutgoingMail.objects.get()
    message = build(row)
    html = message.alternatives[0][0]
    assert message.subject.endswith(": Forum & friends")
    assert f"/{language}/registrations/" in row.context["address"]
    assert row.context["address"] in message.body
    assert row.context["address"] in html
    assert "Forum &amp; friends" in html
    assert ("<b>" in html, "<for>" in html) == (False, False)
    assert "\n\n\n" not in message.body
    if language != "en":
        whole = message.subject + message.body + html
        assert [text for text in english() if " " in text and text in whole] == []


@pytest.mark.parametrize("letter", ["confirm_address", "place_held", "already_registered"])
def test_letter_to_an_address_that_nobody_confirmed_carries_no_words_of_a_stranger(
    registration, letter
):
    notify(registration, letter)
    message = build(OutgoingMail.objects.get())
    assert NAME not in message.body + message.subject
    assert "Айгүл" not in message.alternatives[0][0]


def test_confirmed_letter_shows_the_ticket(registration):
    notify(registration, "confirmed")
    message = build(OutgoingMail.objects.get())
    images = [part for part in message.message().walk() if part.get_content_type() == "image/png"]
    assert [image["Content-ID"] for image in images] == ["<ticket>"]
    assert images[0].get_payload(decode=True).startswith(b"\x89PNG")
    assert 'src="cid:ticket"' in message.alternatives[0][0]
    assert ticket_code(registration) in message.body


@pytest.mark.parametrize(
    ("language", "greeting"),
    [
        ("en", f"Good day, {NAME},"),
        ("ru", f"Здравствуйте, {NAME}!"),
        ("kk", f"Сәлеметсіз бе, {NAME}!"),
    ],
)
@pytest.mark.parametrize("letter", LETTERS)
def test_letter_to_a_person_who_is_known_has_the_name_once(
    registration, letter, language, greeting
):
    registration.address_confirmed_at, registration.language = timezone.now(), language
    notify(registration, letter, text="Come early.")
    message = build(OutgoingMail.objects.get())
    assert message.body.startswith(greeting)
    assert message.body.count(NAME) == 1
    html = message.alternatives[0][0]
    assert (html.count("Айгүл &lt;b&gt;Қ&lt;/b&gt;"), html.count("Айгүл")) == (1, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_reason_is_said_to_be_in_the_words_of_the_organisers(registration, language):
    registration.language = language
    notify(registration, "declined", reason="Одно место")
    said = {
        "en": "The reason, in the words of the organisers: Одно место",
        "ru": "Причина, как её указали организаторы: Одно место",
        "kk": "Ұйымдастырушылар көрсеткен себеп: Одно место",
    }
    message = build(OutgoingMail.objects.get())
    html = message.alternatives[0][0]
    assert (said[language] in message.body, said[language] in html) == (True, True)


def test_letter_of_a_place_that_is_held_says_until_when(registration):
    registration.held_until = timezone.datetime(2026, 11, 22, 14, 30, tzinfo=timezone.timezone.utc)
    notify(registration, "place_held")
    message = build(OutgoingMail.objects.get())
    assert "The place is held until 22\u00a0November 2026, 14:30 UTC." in message.body


def test_letter_that_asks_for_an_answer_says_until_when(registration):
    registration.held_until = timezone.datetime(2026, 11, 22, 14, 30, tzinfo=timezone.timezone.utc)
    notify(registration, "confirm_address")
    message = build(OutgoingMail.objects.get())
    assert "Please do so by 22\u00a0November 2026, 14:30 UTC." in message.body


def test_ticket_is_read_only_as_it_was_made(registration):
    token = ticket_token(registration)
    assert read_ticket(token) == registration.public_id
    for forged in (token[:-1] + ("A" if token[-1] != "A" else "B"), token[1:], "", "x:y", "é:ы"):
        assert read_ticket(forged) is None
    assert read_ticket(registration.token) is None
    assert "<svg" in qr_svg(registration)


def calendar_entries() -> dict[str, str]:
    """Letter to STATUS of the calendar entry that goes with it."""
    found = {}
    for row in OutgoingMail.objects.order_by("id"):
        for part in build(row).message().walk():
            if part.get_content_type() == "text/calendar":
                entry = part.get_payload(decode=True).decode()
                status = next(line for line in entry.splitlines() if line.startswith("STATUS:"))
                found[row.template] = status.removeprefix("STATUS:")
    return found


def test_calendar_entry_comes_with_a_place():
    page = registering.event(capacity=1)
    registering.register(page, "first@example.org")
    registering.register(page, "second@example.org")
    assert calendar_entries() == {"events/confirmed": "CONFIRMED"}


def test_calendar_entry_goes_with_the_place():
    page = registering.event(capacity=1)
    first = registering.register(page, "first@example.org")
    waiting = registering.register(page, "second@example.org")
    services.cancel(registration=waiting)
    assert "events/cancelled" not in calendar_entries()
    services.cancel(registration=first)
    assert calendar_entries()["events/cancelled"] == "CANCELLED"


def test_letter_says_the_end_of_several_days(registration):
    notify(registration, "confirmed")
    Event.objects.update(ends_at=F("ends_at") + timedelta(days=2))
    registration.refresh_from_db()
    notify(registration, "reminder")
    one, several = (build(row).body for row in OutgoingMail.objects.order_by("pk"))
    last = hub_date(registration.event.local_end)
    assert ("Ends" in one, f"\nEnds: {last}, 17:00\n" in several) == (False, True)


def test_letter_that_asks_for_answers_has_one_button(registration):
    registration.complete = False
    notify(registration, "please_complete")
    html = build(OutgoingMail.objects.get()).alternatives[0][0]
    assert html.count('class="button"') == 1
