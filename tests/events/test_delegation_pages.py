"""A focal point's pages of a delegation; nothing of another country can be reached."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import Delegation, Event, Registration
from hub.models import FocalPoint
from tests.factories import registering as given

pytestmark = pytest.mark.django_db


def path(page, slug="kz", end=""):
    return f"/en/desk/{slug}/events/{page.code}/delegation/{end}"


def client_of(slug):
    client = Client()
    client.force_login(given.focal_point(slug))
    return client


def rows(*people, **more):
    """Each is a name, or a name and how the person is sent; the address follows from the name."""
    data = {"people-TOTAL_FORMS": str(len(people)), "people-INITIAL_FORMS": "0"}
    for number, person in enumerate(people):
        name, sent_as = person if isinstance(person, tuple) else (person, "delegate")
        values = {"name": name, "email": f"{name}@example.org" if name else ""}
        values |= {"sent_as": sent_as, "language": "en"}
        data |= {f"people-{number}-{key}": value for key, value in values.items()}
    return data | more


def send(page, *people, slug="kz", **more):
    return client_of(slug).post(path(page, slug), rows(*people, **more))


def one(name):
    return Registration.objects.get(email=f"{name}@example.org")


def said(response):
    formset = response.context["rows"]
    return [
        *map(str, formset.non_form_errors()),
        *(str(e) for form in formset for found in form.errors.values() for e in found),
    ]


def test_rows_are_sent_once_for_one_press():
    page = given.event(10, registration_policy="nomination")
    text = client_of("kz").get(path(page)).content.decode()
    assert '<form class="form" method="post" novalidate data-once>' in text
    assert "hub/js/registration.js" in text


def test_several_people_are_sent_at_once():
    page = given.event(10, quotas={"kz": 2}, registration_policy="nomination")
    response = send(page, "a", ("head", "head"), "c", ("s", "substitute"), "")
    assert (response.status_code, response.url) == (302, path(page))
    assert given.statuses(page) == {
        "a@example.org": "confirmed",
        "head@example.org": "confirmed",
        "c@example.org": "waiting",
        "s@example.org": "nominated",
    }
    assert (Delegation.objects.get().head, one("head").role) == (one("head"), "head")
    assert one("s").substitute
    assert [given.letters(f"{name}@example.org") for name in ("a", "c", "s")] == [
        ["confirmed"],
        ["waiting"],
        [],
    ]
    text = client_of("kz").get(path(page)).content.decode()
    assert "2 of 2 places are taken." in text
    assert [state in text for state in ("Confirmed", "On the waiting list", "Nominated")] == [
        True,
        True,
        True,
    ]


def test_another_row_keeps_what_was_typed_and_checks_nothing():
    page = given.event()
    response = send(page, "a", "", action="add")
    text = response.content.decode()
    assert response.status_code == 200
    assert ('value="a@example.org"' in text, "field-error" in text) == (True, False)
    assert 'name="people-2-name"' in text
    assert Registration.objects.count() == 0
    again = send(page, "a", "", "b")  # as the page is sent then, with a row left empty
    assert again.status_code == 302
    assert list(given.statuses(page)) == ["a@example.org", "b@example.org"]


@pytest.mark.parametrize(
    ("people", "message"),
    [
        ([""], "Write down at least one person."),
        (["a", "a"], "This address is there twice."),
        ([("a", "head"), ("b", "head")], "A delegation has one head."),
        ([("a", "king")], "Select a valid choice. king is not one of the available choices."),
        (["a", "not an address"], "Enter a valid email address."),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_sent(people, message):
    page = given.event()
    response = send(page, *people)
    assert (response.status_code, said(response)) == (422, [message])
    assert Registration.objects.count() == 0


def test_summary_names_the_person_and_leads_to_the_field():
    page = given.event()
    text = " ".join(send(page, "a", "not an address").content.decode().split())
    assert "<title>Error: " in text
    assert (
        '<a href="#id_people-1-email"><b>Person 2, E-mail address:</b>'
        " Enter a valid email address.</a>"
    ) in text


def test_nobody_written_down_leads_to_the_first_name():
    page = given.event()
    assert '<a href="#id_people-0-name">' in send(page, "").content.decode()


def test_whoever_is_registered_already_is_named():
    page = given.event()
    given.register(page, "b@example.org")
    response = send(page, "a", "b")
    assert said(response) == ["Somebody with this address is registered already."]
    assert response.context["rows"].forms[1].has_error("email")
    assert list(given.statuses(page)) == ["b@example.org"]


def test_tampered_numbers_of_rows_are_no_fault():
    page = given.event()
    for total in ("", "x", "-1", "99999999999999", "٣"):
        for action in ("add", ""):
            data = {"people-TOTAL_FORMS": total, "people-INITIAL_FORMS": "x", "action": action}
            assert client_of("kz").post(path(page), data).status_code in (200, 422)
    assert Registration.objects.count() == 0


def test_closed_registration_takes_nobody():
    page = given.event(registration_closes=timezone.now() - timedelta(hours=1))
    assert "registration is not open" in client_of("kz").get(path(page)).content.decode()
    assert said(send(page, "a")) == ["Registration for this event is not open."]


# Replacing and withdrawing


def test_substitute_takes_the_place():
    page = given.event(2, quotas={"kz": 1})
    given.register_delegation(page, "kz", "a", "w", substitutes="s")
    client, address = client_of("kz"), path(page, end=f"{one('a').public_id}/replace/")
    assert client.get(address).status_code == 200
    data = {"chosen": one("s").public_id, "language": "en"}
    assert client.post(address, data).url == path(page)
    assert given.statuses(page) == {
        "s@example.org": "confirmed",
        "w@example.org": "waiting",
        "a@example.org": "cancelled",
    }


def test_somebody_new_takes_the_place():
    page = given.event(1)
    given.register_delegation(page, "kz", "a")
    client, address = client_of("kz"), path(page, end=f"{one('a').public_id}/replace/")
    assert 'name="chosen"' not in client.get(address).content.decode()
    empty = client.post(address, {"language": "en"})
    assert (empty.status_code, list(empty.context["form"].errors)) == (422, ["name", "email"])
    data = {"name": "N", "email": "n@example.org", "language": "kk"}
    assert client.post(address, data).url == path(page)
    assert (one("n").status, one("n").language, one("a").status) == ("confirmed", "kk", "cancelled")


def test_replacing_too_late_is_refused():
    page = given.event(1)
    given.register_delegation(page, "kz", "a", substitutes="s")
    Event.objects.update(substitutions_until=timezone.now())
    client, address = client_of("kz"), path(page, end=f"{one('a').public_id}/replace/")
    assert "Replace" not in client.get(path(page)).content.decode()
    data = {"chosen": one("s").public_id, "language": "en"}
    assert client.post(address, data).status_code == 422
    assert one("a").status == "confirmed"


def test_withdrawing_asks_first_and_gives_the_place_to_the_next():
    page = given.event(1)
    given.register_delegation(page, "kz", "a", "b")
    client, address = client_of("kz"), path(page, end=f"{one('a').public_id}/withdraw/")
    assert "Withdraw a?" in client.get(address).content.decode()
    assert one("a").status == "confirmed"
    assert client.post(address).url == path(page)
    assert (one("a").status, one("b").status) == ("cancelled", "confirmed")


# Whose


def attempts(page, client, slug):
    """Everything that could be done to the delegation of Kazakhstan, by an address of `slug`."""
    person = one("a").public_id
    new = {"chosen": "new", "name": "N", "email": "n@example.org", "language": "en"}
    asked = [
        client.get(path(page, slug)),
        client.post(path(page, slug), rows("x")),
        client.get(path(page, slug, f"{person}/replace/")),
        client.post(path(page, slug, f"{person}/replace/"), new),
        client.get(path(page, slug, f"{person}/withdraw/")),
        client.post(path(page, slug, f"{person}/withdraw/")),
    ]
    return [response.status_code for response in asked]


def test_delegation_of_another_country_is_out_of_reach():
    page = given.event()
    given.register_delegation(page, "kz", "a", substitutes="s")
    before = list(Registration.objects.values())
    assert attempts(page, client_of("ge"), "kz") == [404] * 6
    assert attempts(page, Client(), "kz") == [302] * 6
    office = FocalPoint.objects.filter(country__slug="kz")
    office.update(to_date=timezone.localdate() - timedelta(days=1))
    late = Client()
    late.force_login(office.get().user)
    assert attempts(page, late, "kz") == [404] * 6
    assert list(Registration.objects.values()) == before


def test_person_of_another_country_is_out_of_reach_by_ones_own_address():
    page, other = given.event(), given.event()
    given.register_delegation(page, "kz", "a")
    given.register_delegation(page, "ge", "g", substitutes="s")
    given.register(page, "alone@example.org", "ge")
    client = client_of("ge")
    assert attempts(page, client, "ge")[2:] == [404] * 4
    for person in (one("alone").public_id, uuid.uuid4()):  # nobody of the delegation
        assert client.get(path(page, "ge", f"{person}/withdraw/")).status_code == 404
    elsewhere = path(other, "ge", f"{one('g').public_id}/withdraw/")
    assert client.post(elsewhere).status_code == 404
    text = client.get(path(page, "ge")).content.decode()
    assert ("g</span>" in text, ">a</span>" in text, "alone" in text) == (True, False, False)
    taken = client.post(
        path(page, "ge", f"{one('g').public_id}/replace/"),
        {"chosen": one("a").public_id, "language": "en"},
    )
    assert taken.status_code == 422
    assert (one("a").status, one("g").status) == ("confirmed", "confirmed")


def test_drafts_and_events_without_registration_have_no_delegation():
    client = client_of("kz")
    for page in (given.event(live=False), given.event(registration_policy="none")):
        assert client.get(path(page)).status_code == 404


def test_forms_need_their_token():
    page = given.event()
    given.register_delegation(page, "kz", "a")
    client = Client(enforce_csrf_checks=True)
    client.force_login(given.focal_point("kz"))
    assert client.post(path(page), rows("x")).status_code == 403
    withdraw = path(page, end=f"{one('a').public_id}/withdraw/")
    assert client.post(withdraw).status_code == 403
    assert one("a").status == "confirmed"


def test_desk_leads_to_the_delegation_while_people_can_be_sent():
    page = given.event(title="Forum")
    text = client_of("kz").get("/en/desk/kz/").content.decode()
    assert f'href="{path(page)}"' in text


def test_queries_do_not_grow_with_people():
    page, client, counts = given.event(), client_of("kz"), []
    client.get(path(page))  # what a process remembers
    for number in (1, 3):
        given.register_delegation(page, "kz", *[f"p{number}{n}" for n in range(number)])
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path(page)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
