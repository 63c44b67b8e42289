"""One person's page in the admin, what is done there, and decisions on several."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from events import services
from events.models import Event, Question, Registration
from hub.models import OutgoingMail
from tests.factories import organising
from tests.factories import registering as given

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 secret of Aigul"


@pytest.fixture
def client():
    return organising.client()


@pytest.fixture(autouse=True)
def _private(settings, tmp_path):
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "private": private}


def person(registration):
    return organising.address("event_person", registration.event, registration.public_id)


def act(registration, key):
    return organising.address("event_act", registration.event, registration.public_id, key)


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


def offered(client, registration):
    page = BeautifulSoup(client.get(person(registration)).content, "html.parser")
    return [link.get_text(strip=True) for link in page.select(".reg-tools a")]


def statuses(page):
    return list(given.statuses(page).values())


def said(response):
    page = BeautifulSoup(response.content, "html.parser")
    return [" ".join(item.get_text().split()) for item in page.select(".messages li")]


def test_page_shows_the_person_the_answers_the_log_and_the_letters(client):
    page = given.event(title="Forum")
    Question.objects.create(
        event=page, code="meal", kind="many", label_en="Lunch?", choices_en="Meat\nFish"
    )
    mine = given.register_as(page, "a@example.org", name="Aigul", organisation="Agency")
    services.change(registration=mine, details={"post": "Head"}, answers={"meal": ["Fish"]})
    other = given.register_as(page, "b@example.org", name="Boris")
    shown = text(client, person(mine))
    for expected in ("Aigul", "Agency", "Head", "Lunch? Fish", "Details changed", "automatically"):
        assert expected in shown
    assert "You have a place" in shown
    assert other.name not in shown


def test_acts_are_offered_where_they_make_sense(client):
    page = given.event(1, approval=True)
    mine = given.register(page, "a@example.org")
    correct = "Correct the data"
    assert offered(client, mine) == ["Approve", "Decline", "Cancel", correct]
    services.approve(registration=mine, by=given.user("x@example.org"))
    again = "Send the ticket again"
    assert offered(client, mine) == ["Decline", "Cancel", again, correct]
    waits = given.register(page, "b@example.org")
    services.approve(registration=waits, by=given.user("x@example.org"))
    assert offered(client, waits) == ["Give a place now", "Decline", "Cancel", correct]
    with time_machine.travel(page.starts_at + timedelta(hours=1)):
        late = organising.client()
        absent = "Mark as absent"
        assert offered(late, mine) == ["Decline", "Cancel", again, absent, correct]
    Event.objects.filter(pk=page.pk).update(cancelled=True)
    assert offered(client, mine) == ["Decline", "Cancel", correct]
    assert offered(client, waits) == ["Decline", "Cancel", correct]


@pytest.mark.parametrize(
    ("key", "approval", "capacity", "before", "after", "logged"),
    [
        ("approve", True, 1, "submitted", "confirmed", "approved"),
        ("promote", False, 0, "waiting", "confirmed", "promoted"),
        ("cancel", False, 1, "confirmed", "cancelled", "cancelled"),
    ],
)
def test_act_asks_first_and_is_done_by_post(client, key, approval, capacity, before, after, logged):
    page = given.event(capacity, approval=approval)
    mine = given.register(page, "a@example.org")
    Event.objects.filter(pk=page.pk).update(capacity=1)
    assert "1 person" in text(client, act(mine, key))
    assert statuses(page) == [before]
    assert client.post(act(mine, key), {"sure": "1"}).url == person(mine)
    assert statuses(page) == [after]
    entry = mine.log.get(action=logged)
    assert entry.actor.email == "organiser@example.org"


def test_decline_needs_a_reason_which_goes_into_the_letter(client):
    page = given.event()
    mine = given.register(page, "a@example.org")
    for reason in ("", "   "):
        response = client.post(act(mine, "decline"), {"reason": reason})
        assert "This field is required." in response.content.decode()
    assert statuses(page) == ["confirmed"]
    client.post(act(mine, "decline"), {"reason": "No visa <b>yet</b>."})
    assert statuses(page) == ["declined"]
    letter = OutgoingMail.objects.get(template="events/declined")
    assert letter.context["reason"] == "No visa <b>yet</b>."
    assert "<b>yet" not in client.get(person(mine)).content.decode()


def test_absent_is_marked_after_the_start(client):
    mine = given.register(given.event(), "a@example.org")
    client.post(act(mine, "absent"))
    assert statuses(mine.event) == ["confirmed"]
    with time_machine.travel(mine.event.starts_at + timedelta(hours=1)):
        organising.client().post(act(mine, "absent"))
    assert statuses(mine.event) == ["absent"]


def test_act_that_is_refused_says_why(client):
    page = given.event(1)
    given.register(page, "a@example.org")
    waits = given.register(page, "b@example.org")
    response = client.post(act(waits, "promote"), follow=True)
    assert said(response) == ["No place is free."]
    assert statuses(page) == ["confirmed", "waiting"]


def test_act_that_nobody_knows_is_not_found(client):
    mine = given.register(given.event(), "a@example.org")
    assert client.get(act(mine, "erase")).status_code == 404


def test_data_are_corrected_after_the_event_too_and_the_log_says_what(client):
    mine = given.register(given.event(), "a@example.org")
    address = organising.address("event_correct", mine.event, mine.public_id)
    form = {"name": "Aigul S.", "role": "speaker", "language": "ru", "post": "Head"}
    with time_machine.travel(mine.event.ends_at + timedelta(days=1)):
        late = organising.client()
        assert late.post(address, {**form, "role": "king"}).status_code == 200
        late.post(address, form | {"email": "other@example.org", "status": "attended"})
    mine.refresh_from_db()
    assert (mine.name, mine.role, mine.language, mine.post) == ("Aigul S.", "speaker", "ru", "Head")
    assert (mine.email, mine.status) == ("a@example.org", "confirmed")
    assert mine.log.last().details == {"fields": ["name", "post", "language", "role"]}


def test_answers_are_corrected_too_and_those_that_lack_hinder_nothing(client):
    page = given.event()
    for code, kind in [("meal", "many"), ("visa", "yes_no"), ("why", "text")]:
        choices = "Meat\nFish" if kind == "many" else ""
        Question.objects.create(
            event=page, code=code, kind=kind, label_en=code, choices_en=choices, required=True
        )
    told = {"meal": ["Meat"], "visa": True, "why": "To learn"}
    mine = given.register(page, "a@example.org", answers=told)
    mine.answers.get(code="why").delete()
    address = organising.address("event_correct", page, mine.public_id)
    own = {"name": "Aigul", "role": "delegate", "language": "en"}
    same = {"q-meal": ["Meat"], "q-visa": "yes"}
    assert client.post(address, own | same).status_code == 302
    refused = client.post(address, own | same | {"q-visa": "no"})
    assert "This question needs an answer." in refused.content.decode()
    client.post(address, own | {"q-meal": ["Fish"], "q-visa": "no", "q-why": "To teach"})
    values = dict(mine.answers.values_list("code", "value"))
    assert values == {"meal": ["Fish"], "visa": False, "why": "To teach"}
    assert mine.log.last().details == {"fields": ["meal", "visa", "why"]}


def test_head_of_a_delegation_is_not_made_or_unmade_here(client):
    page = given.event()
    mine, head = (given.register(page, f"{name}@example.org") for name in "ab")
    Registration.objects.filter(pk=head.pk).update(role="head")
    for one, role in [(mine, "head"), (head, "press")]:
        address = organising.address("event_correct", page, one.public_id)
        client.post(address, {"name": "X", "role": role, "language": "en"})
    roles = Registration.objects.order_by("email").values_list("name", "role")
    assert list(roles) == [("Somebody", "delegate"), ("X", "head")]


def test_file_is_an_attachment_of_this_person_alone(client):
    page = given.event()
    Question.objects.create(event=page, code="letter", kind="file", label_en="Letter")
    upload = SimpleUploadedFile("x.pdf", PDF)
    mine = given.register(page, "a@example.org", answers={"letter": upload})
    other = given.register(page, "b@example.org")
    answer = mine.answers.get()
    address = organising.address("event_file", page, mine.public_id, answer.pk)
    assert address in client.get(person(mine)).content.decode()
    response = client.get(address)
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    wrong = organising.address("event_file", page, other.public_id, answer.pk)
    assert client.get(wrong).status_code == 404


# Several


def many(client, page, key, people, **more):
    data = {"people": [str(one.public_id) for one in people], **more}
    return client.post(organising.address("event_many", page, key), data, follow=True)


def test_several_are_approved_after_a_question(client):
    page = given.event(2, approval=True)
    people = [given.register(page, f"{name}@example.org") for name in "abc"]
    many(client, page, "approve", people[:2])
    assert statuses(page) == ["submitted"] * 3
    response = many(client, page, "approve", people[:2], sure="1")
    assert said(response) == ["Approved: 2"]
    assert statuses(page) == ["confirmed", "confirmed", "submitted"]
    response = many(client, page, "approve", people, sure="1")
    refusal = "2 people: The status of this registration does not allow this."
    assert said(response) == ["Approved: 1", refusal]


def test_several_are_declined_with_one_reason(client):
    page = given.event()
    people = [given.register(page, f"{name}@example.org") for name in "ab"]
    many(client, page, "decline", people, sure="1", reason="")
    assert statuses(page) == ["confirmed"] * 2
    many(client, page, "decline", people, sure="1", reason="Called off.")
    assert set(Registration.objects.values_list("decline_reason", flat=True)) == {"Called off."}


def test_nobody_ticked_and_people_of_another_event_are_not_touched(client):
    page, other = given.event(), given.event()
    stranger = given.register(other, "a@example.org")
    for people in ([], [stranger]):
        response = many(client, page, "decline", people, sure="1", reason="No.")
        assert said(response) == ["Tick somebody in the list first."]
    address = organising.address("event_many", page, "decline")
    assert client.post(address, {"people": "x", "sure": "1"}).status_code == 302
    assert statuses(other) == ["confirmed"]


@pytest.mark.parametrize("number", [1, 3])
def test_person_takes_the_same_queries_for_any_number(client, number, django_assert_num_queries):
    page = given.event()
    for index in range(number):
        code = f"q{index}"
        Question.objects.create(event=page, code=code, kind="text", label_en=f"Question {index}")
    answers = {f"q{index}": "Yes" for index in range(number)}
    mine = given.register(page, "a@example.org", answers=answers)
    client.get(person(mine))
    with django_assert_num_queries(14):
        client.get(person(mine))
