"""The entrance: tickets, codes, names; twice on one ticket; who may stand there."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.utils import timezone

from events import entrance
from events.models import Event, EventHelper, Registration
from events.tickets import ticket_address, ticket_code, ticket_token
from tests import factories
from tests.factories import registering

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return registering.event(capacity=2, in_days=1)


@pytest.fixture
def guest(page):
    found = registering.register(page, "guest@example.org")
    Registration.objects.filter(pk=found.pk).update(name="Әйгерім Қожахмет")
    found.refresh_from_db()
    return found


@pytest.fixture
def helper(page):
    user = registering.owner("helper@example.org")
    user.first_name, user.last_name = "Dana", "Helper"
    user.save()
    EventHelper.objects.create(event=page, email=user.email)
    return user


@pytest.fixture
def desk(client, helper):
    client.force_login(helper)
    return client


def address(page: Event) -> str:
    return f"/en/events/{page.code}/check-in/"


def states(page, helper, *entries: str) -> list[str]:
    return [entrance.admit(event=page, entry=entry, by=helper).state for entry in entries]


def test_ticket_address_token_code_and_id_let_in(page, guest, helper):
    code = ticket_code(guest)
    entries = [ticket_address(guest), ticket_token(guest), code, f" {code.lower()} "]
    assert states(page, helper, *entries, str(guest.public_id)) == ["welcome"] + ["again"] * 4


def test_twice_on_one_ticket_says_when_and_by_whom(desk, page, guest):
    desk.post(address(page), {"entry": ticket_code(guest)})
    text = desk.post(address(page), {"entry": ticket_code(guest)}).content.decode()
    guest.refresh_from_db()
    at = guest.checked_in_at.astimezone(page.zone)
    assert "Checked in already" in text
    assert f"Since {at:%H:%M}, by Dana Helper" in text


def test_one_scan_sent_again_is_the_first_one_still(desk, page, guest):
    def ask(scan: str) -> dict:
        entry = {"entry": ticket_address(guest), "scan": scan}
        return json.loads(
            desk.post(address(page), entry, headers={"accept": "application/json"}).content
        )

    assert [ask("a")["state"], ask("a")["state"], ask("b")["state"]] == [
        "welcome",
        "welcome",
        "again",
    ]
    assert (ask("b")["name"], ask("b")["here"], ask("b")["expected"]) == (guest.name, 1, 1)


@pytest.mark.parametrize(
    "entry", ["", "ffff-ffff", "zzzz", "é", "/tickets//", "a" * 299, "%_%_%_%_"]
)
def test_what_is_no_ticket_is_unknown(desk, page, guest, entry):
    answer = desk.post(address(page), {"entry": entry})
    assert answer.status_code == 200
    assert "This is not a ticket for this event" in answer.content.decode()
    guest.refresh_from_db()
    assert guest.checked_in_at is None


def test_ticket_of_another_event_does_not_let_in_nor_names_anybody(desk, page):
    other = registering.register(registering.event(in_days=1), "other@example.org")
    Registration.objects.filter(pk=other.pk).update(name="Secret Person")
    text = desk.post(address(page), {"entry": ticket_token(other)}).content.decode()
    assert "This ticket is for another event" in text
    assert "Secret Person" not in text
    text = desk.post(address(page), {"entry": ticket_code(other)}).content.decode()
    assert "This is not a ticket for this event" in text


def test_who_waits_is_refused(desk, page, guest):
    registering.register(page, "second@example.org")
    waiting = registering.register(page, "third@example.org")
    text = desk.post(address(page), {"entry": ticket_token(waiting)}).content.decode()
    assert "Ticket not valid: no confirmed place" in text


NOT_NOW = {
    "cancelled": (timedelta(days=1), "the event is cancelled"),
    "early": (timedelta(days=3), "the entrance opens the day before the event"),
    "over": (timedelta(days=-9), "the event is over"),
}


@pytest.mark.parametrize("why", NOT_NOW)
def test_answer_says_why_nobody_is_checked_in_now(desk, page, guest, why):
    begins, words = NOT_NOW[why]
    at = timezone.now() + begins
    Event.objects.filter(pk=page.pk).update(
        starts_at=at, ends_at=at + timedelta(hours=8), cancelled=why == "cancelled"
    )
    entry = {"entry": ticket_code(guest)}
    answer = BeautifulSoup(desk.post(address(page), entry).content, "html.parser")
    (result,) = answer.select("[data-result]")
    assert result.select_one("[data-word]").get_text() == f"Not checked in: {words}"
    assert result[f"data-{why}"] == f"Not checked in: {words}"
    sent = desk.post(address(page), entry, headers={"accept": "application/json"}).json()
    assert (sent["state"], sent["why"], sent["name"]) == ("closed", why, guest.name)


def test_person_is_found_by_a_part_of_the_name_in_small_letters(desk, page, guest):
    registering.register(page, "other@example.org")
    text = desk.get(address(page), {"q": "қожа әйг"}).content.decode()
    assert guest.name in text
    assert text.count('name="entry"') == 2
    guest.refresh_from_db()
    assert guest.checked_in_at is None


@pytest.mark.parametrize("rows", [1, 3])
def test_page_takes_the_same_queries_for_any_number(desk, rows, django_assert_num_queries):
    page = registering.event(in_days=1)
    EventHelper.objects.create(event=page, email="helper@example.org")
    for number in range(rows):
        registering.register(page, f"{number}@example.org")
    desk.get(address(page))
    with django_assert_num_queries(13):
        desk.get(address(page), {"q": "some"})


def test_helper_must_have_proved_the_address(client, page):
    EventHelper.objects.create(event=page, email="helper@example.org")
    client.force_login(registering.user("helper@example.org"))
    assert client.get(address(page)).status_code == 404
    registering.owner("helper@example.org")
    assert client.get(address(page)).status_code == 200


def test_address_of_a_helper_is_kept_in_small_letters(page):
    helper = EventHelper(event=page, email="Helper@Example.org")
    helper.full_clean()
    assert helper.email == "helper@example.org"


def test_entrance_is_closed_to_others(client, page, guest):
    assert client.get(address(page)).status_code == 302
    for email in ("guest@example.org", "focal-kz@example.org"):
        client.force_login(registering.user(email))
        assert client.get(address(page)).status_code == 404
        assert client.post(address(page), {"entry": ticket_token(guest)}).status_code == 404
    EventHelper.objects.create(event=registering.event(), email=email)
    assert client.get(address(page)).status_code == 404
    guest.refresh_from_db()
    assert guest.checked_in_at is None
    secretary = registering.user("secretary@example.org")
    secretary.groups.add(Group.objects.get(name="Secretariat"))
    client.force_login(secretary)
    assert client.get(address(page)).status_code == 200


def test_ticket_page_shows_the_code_and_changes_nothing(client, guest):
    answer = client.get(f"/en/tickets/{ticket_token(guest)}/")
    text = answer.content.decode()
    assert ticket_code(guest) in text
    assert "<svg" in text
    assert "check-in" not in text
    assert "guest@example.org" not in text
    assert answer["Cache-Control"].startswith("max-age=0")
    guest.refresh_from_db()
    assert guest.checked_in_at is None


def test_ticket_and_entrance_speak_of_the_event_in_the_language_of_the_page(desk, page, guest):
    russian = page.copy_for_translation(factories.library("event", "ru").locale)
    russian.title = "Форум о билетах"
    russian.save_revision().publish()
    for path in (f"tickets/{ticket_token(guest)}/", f"events/{page.code}/check-in/"):
        assert russian.title in desk.get(f"/ru/{path}").content.decode()
        assert page.title in desk.get(f"/en/{path}").content.decode()


def test_ticket_without_a_place_is_void(client, guest):
    Registration.objects.filter(pk=guest.pk).update(status="cancelled")
    text = client.get(f"/en/tickets/{ticket_token(guest)}/").content.decode()
    assert "This ticket is not valid" in text
    assert "<svg" not in text.partition("<article")[2].partition("</article>")[0]


def test_helper_finds_the_way_from_the_ticket_to_the_entrance(desk, page, guest):
    text = desk.get(f"/en/tickets/{ticket_token(guest)}/").content.decode()
    assert f"{address(page)}?entry=" in text
    assert desk.get(address(page), {"entry": ticket_token(guest)}).status_code == 200


def test_forged_ticket_is_not_found(client, guest):
    token = ticket_token(guest)
    assert client.get(f"/en/tickets/{token[:-2]}xx/").status_code == 404
    Registration.objects.filter(pk=guest.pk).update(purged_at=timezone.now() - timedelta(days=1))
    assert client.get(f"/en/tickets/{token}/").status_code == 404
