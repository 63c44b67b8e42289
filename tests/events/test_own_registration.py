"""What the mailed link opens, and what it does to whom."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import timezone

from events import services
from events.models import Event, Question, Registration
from events.tickets import ticket_token
from tests.factories import registering as given

pytestmark = pytest.mark.django_db
ADDRESS = "aigerim@example.org"
LINK = "https://example.org/room"


def path(registration, end=""):
    return f"/en/registrations/{registration.token}/{end}"


def leads_back(response) -> bool:
    """To the registration's page; its address holds the second in which it was signed."""
    return resolve(response.url).url_name == "registration"


def shown(registration, end="", client=None):
    response = (client or Client(enforce_csrf_checks=True)).get(path(registration, end))
    assert response.status_code == 200
    return response.content.decode()


def post(registration, end="", **fields):
    return Client(enforce_csrf_checks=True).post(path(registration, end), fields)


def status(registration):
    registration.refresh_from_db()
    return str(registration.status)


@pytest.mark.parametrize("end", ["", "change/", "cancel/", "event.ics"])
@pytest.mark.parametrize("token", ["x", "", "forged"])
def test_link_that_was_not_made_here_is_said_to_lead_nowhere(token, end):
    mine = given.register(given.event(), ADDRESS)
    token = {"forged": mine.token[:-2] + "xx", "": str(mine.public_id)}.get(token, token)
    for method in (Client().get, Client().post):
        response = method(f"/en/registrations/{token}/{end}")
        assert response.status_code == 404
        assert "This link does not work" in response.content.decode()
    assert status(mine) == "confirmed"


def test_link_of_an_erased_registration_leads_nowhere():
    mine = given.register(given.event(), ADDRESS)
    services.erase(mine)
    assert Client().get(path(mine)).status_code == 404


@pytest.mark.parametrize("end", ["", "change/", "cancel/", "event.ics"])
def test_pages_are_kept_by_nobody_and_tell_nobody(end):
    mine = given.register(given.event(), ADDRESS)
    response = Client().get(path(mine, end))
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert {"no-store", "private"} <= set(response.headers["Cache-Control"].split(", "))


def test_looking_changes_nothing():
    page = given.event(1)
    mine, waiting = given.stranger(page, ADDRESS), given.stranger(page, "b@example.org")
    before = list(Registration.objects.values())
    for one in (mine, waiting):
        for end in ("", "change/", "cancel/", "event.ics"):
            Client().get(path(one, end))
            Client().head(path(one, end))
    assert list(Registration.objects.values()) == before
    assert given.log(mine) == ["registered", "place_given"]


def test_stranger_confirms_the_address():
    mine = given.stranger(given.event(), ADDRESS)
    text = shown(mine)
    assert "A place is held for you until" in text
    assert ("ticket-code" in text, "Confirm the address" in text) == (False, True)
    assert Client().get(path(mine, "event.ics")).status_code == 302
    assert leads_back(post(mine))
    text = shown(mine)
    assert ("You have a place." in text, "ticket-code" in text) == (True, True)
    assert "Confirm the address" not in text
    assert given.letters(ADDRESS) == ["confirm_address", "confirmed"]


def test_address_is_not_confirmed_too_late():
    mine = given.stranger(given.event(), ADDRESS)
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        services.expire_unconfirmed()
        assert post(mine).status_code == 302
        assert "This registration is cancelled." in shown(mine)
    assert status(mine) == "cancelled"


def test_waiting_person_sees_the_own_number():
    page = given.event(1)
    people = [given.register(page, f"{name}@example.org") for name in "abc"]
    assert "You are number 2 on the waiting list." in shown(people[2])
    services.cancel(registration=people[1])
    assert "You are number 1 on the waiting list." in shown(people[2])
    stranger = given.stranger(page, ADDRESS)
    assert "You are number 2 on the waiting list. That holds until" in shown(stranger)


def test_calendar_file_and_online_link_are_for_whoever_has_a_place():
    page = given.event(1, event_format="online", online_link=LINK)
    mine, waiting = (given.register(page, f"{name}@example.org") for name in "ab")
    response = Client().get(path(mine, "event.ics"))
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert LINK in response.content.decode().replace("\r\n ", "")
    assert LINK in shown(mine)
    assert LINK not in shown(waiting)
    assert Client().get(path(waiting, "event.ics")).status_code == 302


def test_online_event_says_how_one_joins_and_asks_nothing_of_meals():
    page = given.event(event_format="online")
    mine = given.register(page, ADDRESS)
    assert "the link to join will be here" in shown(mine)
    ticket = Client().get(f"/en/tickets/{ticket_token(mine)}/").content.decode()
    assert ("once the organisers have given it" in ticket, "at the entrance" in ticket) == (
        True,
        False,
    )
    Event.objects.update(online_link=LINK)
    assert "join by this link when it begins" in shown(mine)
    Registration.objects.update(diet="halal")
    text = shown(mine, "change/")
    assert ('name="diet"' in text, "captions" in text, "wheelchair" in text) == (False, True, False)
    assert leads_back(post(mine, "change/", name="Aigerim S.", language="kk"))
    mine.refresh_from_db()
    assert (mine.name, mine.diet) == ("Aigerim S.", "halal")


def test_details_and_answers_are_changed():
    page = given.event()
    Question.objects.create(event=page, code="visa", kind="yes_no", label_en="Visa?")
    Question.objects.create(event=page, code="cv", kind="file", label_en="CV", required=True)
    file = SimpleUploadedFile("a.pdf", b"%PDF-1 first")
    mine = given.register(page, ADDRESS, answers={"visa": True, "cv": file})
    kept = mine.answers.get(code="cv").file.name
    text = shown(mine, "change/")
    assert "A file is here already" in text
    assert "first" not in text
    fields = {"name": "Aigerim S.", "language": "kk", "diet": "halal", "q-visa": "no"}
    assert leads_back(post(mine, "change/", **fields))
    mine.refresh_from_db()
    assert (mine.name, mine.language, mine.diet) == ("Aigerim S.", "kk", "halal")
    assert mine.answers.get(code="visa").value is False
    assert mine.answers.get(code="cv").file.name == kept
    again = post(mine, "change/", **{**fields, "name": ""})
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["name"])


def test_address_and_country_cannot_be_changed():
    mine = given.register(given.event(), ADDRESS)
    fields = {"name": "A", "language": "en", "email": "x@example.org", "country": "ge"}
    post(mine, "change/", **fields, status="attended", role="speaker")
    mine.refresh_from_db()
    assert (mine.email, mine.country.slug, mine.role) == (ADDRESS, "kz", "delegate")


def test_cancelling_asks_once_more_and_the_next_has_the_place():
    page = given.event(1)
    mine, waiting = given.register(page, ADDRESS), given.register(page, "b@example.org")
    assert "Cancel the registration?" in shown(mine, "cancel/")
    assert status(mine) == "confirmed"
    assert leads_back(post(mine, "cancel/"))
    assert (status(mine), status(waiting)) == ("cancelled", "confirmed")
    text = shown(mine)
    assert "This registration is cancelled." in text
    assert ("Change details" in text, "ticket-code" in text) == (False, False)
    assert leads_back(Client().get(path(mine, "change/")))
    assert post(mine, "cancel/").status_code == 302


def test_nothing_can_be_done_once_the_event_is_over():
    mine = given.register(given.event(), ADDRESS)
    with time_machine.travel(timezone.now() + timedelta(days=60)):
        assert "Cancel the registration" not in shown(mine)
        assert Client().get(path(mine, "cancel/")).status_code == 302
        assert post(mine, "cancel/").status_code == 302
    assert status(mine) == "confirmed"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"status": "submitted"}, "The Secretariat looks at your registration"),
        ({"status": "nominated", "substitute": True}, "You are a substitute"),
        ({"status": "declined", "decline_reason": "Sorry <b>"}, "Sorry &lt;b&gt;"),
        ({"status": "attended"}, "You were there."),
        ({"status": "absent"}, "Absent"),
    ],
)
def test_every_state_has_its_sentence(change, said):
    mine = given.register(given.event(), ADDRESS)
    Registration.objects.filter(pk=mine.pk).update(**change)
    assert said in shown(mine)


def test_cancelled_event_shows_no_ticket():
    mine = given.register(given.event(), ADDRESS)
    Event.objects.update(cancelled=True)
    text = shown(mine)
    assert ("The event is cancelled." in text, "ticket-code" in text) == (True, False)


def test_account_lists_the_own_registrations_alone():
    page, other = given.event(title="Mine"), given.event(title="Hushed")
    mine = given.register(page, ADDRESS)
    given.register(other, "b@example.org")
    client = Client()
    client.force_login(mine.user)
    text = client.get("/en/account/").content.decode()
    assert (">Mine</a>" in text, "Hushed" in text) == (True, False)


def test_queries_do_not_grow():
    page, counts = given.event(), []
    for number in (1, 3):
        for n in range(number):
            label = f"q{number}{n}"
            Question.objects.create(event=page, code=label, kind="text", label_en=label)
            mine = given.register(page, f"{number}{n}@example.org", answers={label: "x"})
        counts.append([])
        for end in ("", "change/", "cancel/"):
            with CaptureQueriesContext(connection) as queries:
                shown(mine, end)
            counts[-1].append(len(queries))
    assert counts[0] == counts[1]
