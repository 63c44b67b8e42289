"""Addresses that no column takes: whoever sends one has the form back, with what is wrong."""

import pytest
from django.core.cache import cache
from django.test import Client

from events.models import Registration
from hub.models import OutgoingMail
from tests.events.registration_form import ask, errors
from tests.factories import registering as given

pytestmark = pytest.mark.django_db
LONGEST = f"a@{'.'.join(['b' * 60] * 4)}.abcdefgh"  # 254
TOO_LONG = {
    "typed": f"{LONGEST}i",
    "in small letters": f"a@{'.'.join(['İ' * 30] * 5)}.example",  # each becomes two
}
SAID = "Ensure this value has at most 254 characters"


@pytest.fixture(autouse=True)
def _nobody_asked_yet():
    cache.clear()


@pytest.fixture(params=TOO_LONG)
def address(request):
    return TOO_LONG[request.param]


def test_nobody_registers_with_an_address_that_is_too_long(address):
    response = ask(given.event(), email=address)
    assert response.status_code == 422
    assert [text.partition(" (")[0] for text in errors(response)["email"]] == [SAID]
    assert Registration.objects.count() == 0


def test_longest_address_registers():
    assert ask(given.event(), email=LONGEST).status_code == 302
    assert Registration.objects.get().email == LONGEST


def test_nobody_is_sent_with_an_address_that_is_too_long(address):
    page = given.event(registration_policy="nomination")
    client = Client()
    client.force_login(given.focal_point("kz"))
    row = {"name": "A", "email": address, "sent_as": "delegate", "language": "en"}
    sent = {f"people-0-{key}": value for key, value in row.items()}
    response = client.post(
        f"/en/desk/kz/events/{page.code}/delegation/",
        {"people-TOTAL_FORMS": "1", "people-INITIAL_FORMS": "0", **sent},
    )
    assert response.status_code == 422
    assert SAID in response.content.decode()


def test_nobody_comes_instead_with_an_address_that_is_too_long(address):
    page = given.event()
    given.register_delegation(page, "kz", "a")
    client = Client()
    client.force_login(given.focal_point("kz"))
    person = Registration.objects.get().public_id
    response = client.post(
        f"/en/desk/kz/events/{page.code}/delegation/{person}/replace/",
        {"name": "B", "email": address, "language": "en"},
    )
    assert (response.status_code, SAID in response.content.decode()) == (422, True)


@pytest.mark.parametrize("path", ["signup/", "email/", "password/reset/"])
def test_account_takes_no_address_that_is_too_long(path, address):
    client = Client()
    if path == "email/":
        client.force_login(given.owner("a@example.org"))
    person = {"first_name": "A", "last_name": "B", "password1": "a-long-enough-secret"}
    response = client.post(
        f"/en/account/{path}", {"email": address, "action_add": "", **person}, follow=True
    )
    assert SAID in response.content.decode()
    assert OutgoingMail.objects.count() == 0
