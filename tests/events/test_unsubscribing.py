"""One click stops what organisers write to many about one event, and nothing else."""

from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import resolve

from events import services
from events.mail import notify
from events.models import Event, Registration
from events.subscriptions import subscription_to
from hub.mail import worker
from hub.mail.message import build
from hub.mail.unsubscribing import is_unsubscribed, unsubscribe
from hub.models import OutgoingMail, Unsubscribed
from hub.privacy.services import erase_person, export_person
from tests import factories
from tests.factories import organising
from tests.factories import registering as given

pytestmark = pytest.mark.django_db
AIGUL = "aigul@example.org"
WORDS = {"subject_en": "Bus", "text_en": "At nine."}


@pytest.fixture
def page():
    found = given.event(title="Forum")
    given.register(found, AIGUL)
    return found


def write(page):
    """As the organiser's page does."""
    data = {"step": "send", "key": str(uuid4()), **WORDS}
    organising.client().post(organising.address("event_message", page), data)


def letter(kind="message", to=AIGUL):
    return OutgoingMail.objects.filter(template=f"events/{kind}", to=to).latest("pk")


def click(row):
    """What a mail program does (RFC 8058): no cookie, no token of a form."""
    address = build(row).message()["List-Unsubscribe"].strip("<>")
    answer = Client(enforce_csrf_checks=True).post(
        address, "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded"
    )
    return answer.status_code


def test_letter_to_many_can_be_stopped_with_one_click(page):
    write(page)
    message = build(letter()).message()
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Unsubscribe"].strip("<>") in build(letter()).body
    assert click(letter()) == 200
    write(page)
    assert given.letters(AIGUL) == ["confirmed", "message"]


@pytest.mark.parametrize("kind", ["confirmed", "reminder", "event_changed", "event_cancelled"])
def test_transaction_has_nothing_to_click(page, kind):
    notify(Registration.objects.get(email=AIGUL), kind)
    message = build(letter(kind)).message()
    assert (message["List-Unsubscribe"], message["List-Unsubscribe-Post"]) == (None, None)


def test_letter_that_waits_is_stopped_and_the_ticket_and_other_events_go_on(
    page, settings, mailoutbox
):
    settings.HUB_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    other = given.event(title="Seminar")
    given.register(other, AIGUL)
    given.register(page, "boris@example.org")
    write(page)
    click(letter())
    write(other)
    worker.once()
    subjects = [message.subject for message in mailoutbox if message.to == [AIGUL]]
    assert sorted(subjects) == [
        "Bus: Seminar",
        "You have a place: Forum",
        "You have a place: Seminar",
    ]
    assert letter(to="boris@example.org").status == "sent"
    assert OutgoingMail.objects.filter(status="unsubscribed").count() == 1


def test_registration_stays_when_letters_are_stopped(page):
    write(page)
    click(letter())
    assert given.statuses(page) == {AIGUL: "confirmed"}
    Event.objects.filter(pk=page.pk).update(cancelled=True)
    notify(Registration.objects.get(email=AIGUL), "event_cancelled")
    assert letter("event_cancelled").subscription == ""


@pytest.mark.parametrize(
    ("language", "title", "what"),
    [
        ("en", "Forum", "Letters from the organisers of the event “Forum”"),
        ("ru", "Форум", "Письма организаторов мероприятия «Форум»"),
        ("kk", "Forum", "«Forum» іс-шарасын ұйымдастырушылардың хаттары"),
    ],
)
def test_page_says_what_is_stopped_and_has_one_button(client, page, language, title, what):
    if language == "ru":
        factories.event(title, language="ru", translation_key=page.translation_key, code=page.code)
    Registration.objects.update(language=language)
    write(page)
    address = build(letter()).message()["List-Unsubscribe"].strip("<>")
    shown = BeautifulSoup(client.get(address).content, "html.parser").main
    assert shown.select_one(".lead").get_text() == what
    assert len(shown.select("form button")) == len(shown.select("button, a, input")) == 1
    assert not is_unsubscribed(AIGUL, subscription_to(page))
    done = BeautifulSoup(client.post(address).content, "html.parser").main
    assert (done.select_one(".lead").get_text(), done.select("form")) == (what, [])


def test_page_of_an_event_that_is_gone_still_stops_the_letters(client, page):
    write(page)
    address = build(letter()).message()["List-Unsubscribe"].strip("<>")
    Event.objects.filter(pk=page.pk).update(code="EV-9999")
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 200


def test_organiser_is_told_how_many_get_none(page):
    given.register(page, "boris@example.org")
    unsubscribe(address=AIGUL.upper(), subscription=subscription_to(page))
    answer = organising.client().get(organising.address("event_message", page))
    shown = BeautifulSoup(answer.content, "html.parser")
    assert shown.select_one(".reg h2").get_text() == "A letter to 1 person"
    assert (
        "1 more person has unsubscribed from such letters about this event, and gets none."
        in shown.text
    )


def test_refusal_of_one_event_says_nothing_on_the_page_of_another(page):
    unsubscribe(address=AIGUL, subscription="event:EV-9999")
    answer = organising.client().get(organising.address("event_message", page))
    assert "stopped letters" not in answer.content.decode()


def test_person_who_is_erased_leaves_no_refusal_behind(page):
    unsubscribe(address=AIGUL, subscription=subscription_to(page))
    found = export_person(address=AIGUL)
    assert [row["subscription"] for row in found["mail"]["unsubscribed"]] == [f"event:{page.code}"]
    erase_person(address=AIGUL)
    assert Unsubscribed.objects.count() == 0


def test_refusal_goes_with_the_last_registration_of_the_address(page):
    first = Registration.objects.get(email=AIGUL)
    services.cancel(registration=first)
    second = given.register(page, AIGUL)
    unsubscribe(address=AIGUL, subscription=subscription_to(page))
    unsubscribe(address=AIGUL, subscription="event:EV-9999")
    services.erase(first)
    assert Unsubscribed.objects.count() == 2
    services.erase(second)
    assert list(Unsubscribed.objects.values_list("subscription", flat=True)) == ["event:EV-9999"]


def refuses(page):
    unsubscribe(address=AIGUL, subscription=subscription_to(page))
    return Registration.objects.get(email=AIGUL)


def own(registration):
    """What stands on the page of the mailed link."""
    answer = Client().get(f"/en/registrations/{registration.token}/")
    return BeautifulSoup(answer.content, "html.parser").main


def let_come(registration):
    """What its button does: the link is the permission."""
    address = f"/en/registrations/{registration.token}/letters/"
    return Client(enforce_csrf_checks=True).post(address)


def test_who_stopped_letters_finds_a_button_that_lets_them_come_again(page):
    mine = refuses(page)
    form = own(mine).select_one("form[action$='/letters/']")
    assert form.select_one("button").get_text() == "Receive these letters again"
    assert resolve(let_come(mine).url).url_name == "registration"
    assert own(mine).select("form[action$='/letters/']") == []
    write(page)
    assert given.letters(AIGUL) == ["confirmed", "message"]
    assert let_come(mine).status_code == 302


def test_button_is_for_one_event_and_changes_nothing_when_the_page_is_read(page):
    mine = refuses(page)
    unsubscribe(address=AIGUL, subscription="event:EV-9999")
    own(mine)
    assert Client().get(f"/en/registrations/{mine.token}/letters/").status_code == 405
    assert Unsubscribed.objects.count() == 2
    let_come(mine)
    assert list(Unsubscribed.objects.values_list("subscription", flat=True)) == ["event:EV-9999"]


def test_page_of_a_stopped_letter_names_the_way_back(client, page):
    write(page)
    address = build(letter()).message()["List-Unsubscribe"].strip("<>")
    assert "page of your registration" not in client.get(address).content.decode()
    assert "page of your registration" in client.post(address).content.decode()
