"""Who may see and change the registrations of an event: who may edit its page, nobody else."""

import pytest

from events.models import Answer, Event, Question
from hub.models import OutgoingMail
from tests import factories
from tests.factories import organising
from tests.factories import registering as given

pytestmark = pytest.mark.django_db
SECRET = "Aigul Hushed"
ONE = [
    ("event_registrations", []),
    ("event_messages", []),
    ("event_message", []),
    ("event_copy", []),
    ("event_series", []),
    ("event_export", ["csv"]),
    ("event_export", ["xlsx"]),
    ("event_many", ["approve"]),
    ("event_many", ["decline"]),
]
PERSON = [
    ("event_person", []),
    ("event_correct", []),
    *[("event_act", [key]) for key in ("approve", "decline", "promote", "cancel", "absent")],
]


@pytest.fixture
def mine(settings, tmp_path):
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
    page = given.event(title="Own")
    Question.objects.create(event=page, code="letter", kind="file", label_en="Letter")
    found = given.register_as(page, "a@example.org", name=SECRET)
    Answer.objects.create(
        registration=found, code="letter", file="x.pdf", purge_after=found.purge_after
    )
    return found


def addresses(registration):
    page, public_id = registration.event, registration.public_id
    found = [organising.address(name, page, *more) for name, more in ONE]
    found += [organising.address(name, page, public_id, *more) for name, more in PERSON]
    answer = registration.answers.get()
    return [*found, organising.address("event_file", page, public_id, answer.pk)]


def everything(registration):
    """A POST that would do something on every address."""
    return {
        "people": [str(registration.public_id)],
        "sure": "1",
        "reason": "No.",
        "name": "Somebody else",
        "role": "press",
        "language": "ru",
        "step": "send",
        "key": str(registration.public_id),
        "subject_en": "Bus",
        "text_en": "At nine.",
        "first_day": "2031-02-03",
        "number": "2",
        "interval": "week",
    }


def test_editor_of_the_page_manages_its_registrations(mine):
    editor = organising.editor_of(mine.event)
    assert SECRET in editor.get(addresses(mine)[0]).content.decode()
    address = organising.address("event_act", mine.event, mine.public_id, "cancel")
    editor.post(address)
    assert list(given.statuses(mine.event).values()) == ["cancelled"]
    assert mine.log.last().actor.email == "editor@example.org"
    listed = editor.get("/admin/events/registrations/").content.decode()
    assert "Own" in listed


def test_secretariat_sees_the_registrations_of_all(mine):
    organising.editor_of(mine.event)
    assert SECRET in organising.client().get(addresses(mine)[0]).content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_editor_of_another_page_reaches_nothing_by_guessing(mine, method):
    organising.editor_of(mine.event)
    own = given.event(title="Another")
    stranger = organising.editor_of(own, "stranger@example.org")
    data = everything(mine) if method == "post" else {}
    copies, letters = Event.objects.count(), OutgoingMail.objects.count()
    for address in addresses(mine):
        response = getattr(stranger, method)(address, data)
        assert (response.status_code, response.get("Location")) in [(302, "/admin/"), (405, None)]
    mine.refresh_from_db()
    assert (mine.name, mine.status, mine.role) == (SECRET, "confirmed", "delegate")
    assert (Event.objects.count(), OutgoingMail.objects.count()) == (copies, letters)
    assert "Own" not in stranger.get("/admin/events/registrations/").content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_people_of_another_event_are_not_found_under_the_own_one(mine, method):
    own = given.event(title="Another")
    stranger = organising.editor_of(own, "stranger@example.org")
    for address in addresses(mine)[len(ONE) :]:
        guessed = address.replace(f"/events/{mine.event.pk}/", f"/events/{own.pk}/")
        assert getattr(stranger, method)(guessed, everything(mine)).status_code in (404, 405)
    mine.refresh_from_db()
    assert (mine.name, mine.status) == (SECRET, "confirmed")


def test_right_to_a_translation_opens_no_registrations_of_the_original(mine):
    translated = factories.event("Форум", language="ru", translation_key=mine.event.translation_key)
    translator = organising.editor_of(translated, "translator@example.org")
    address = organising.address("event_registrations", translated)
    assert translator.get(address).url == "/admin/"
    assert SECRET in organising.client().get(address).content.decode()


def test_practitioner_and_visitor_are_led_away(mine, client):
    address = addresses(mine)[0]
    assert client.get(address).status_code == 302
    client.force_login(given.user("someone@example.org"))
    assert SECRET not in client.get(address, follow=True).content.decode()
    assert organising.client().get("/admin/events/999999/registrations/").status_code == 404
