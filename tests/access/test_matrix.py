"""Every route of the URL configuration, asked by every role."""

import re

import pytest

from tests.access import expectations
from tests.access.conftest import SECRET, table
from tests.access.routes import routes

pytestmark = pytest.mark.django_db


ROWS = [
    row
    for part in ("PUBLIC", "COUNTRY", "ACCOUNT", "ADMIN")
    for row in table(getattr(expectations, part))
]


def answer(client, address):
    response = client.get(address)
    if response.status_code in (301, 302):
        sign_in = response.url.startswith("/en/account/login/")
        return ("in" if sign_in else "on"), response
    return str(response.status_code), response


def test_every_route_has_an_expectation():
    known = {route for route, _address, _answers in ROWS}
    outside = {route for route in routes() if not route.startswith("admin/")}
    assert outside - known == set()
    assert known - set(routes()) == set()


@pytest.mark.parametrize("part", ["PUBLIC", "COUNTRY", "ACCOUNT", "ADMIN"])
def test_every_role_gets_what_the_table_says(site, clients, part):
    wrong, told = [], []
    for _route, address, answers in table(getattr(expectations, part)):
        path = address.format(**site)
        got = []
        for role, client in clients.items():
            code, response = answer(client, path)
            got.append(code)
            own = role == "of_kz" and path.startswith("/en/desk/kz/")
            allowed = own or role in ("secretariat", "editor")
            if not allowed and not response.streaming and SECRET.encode() in response.content:
                told.append((role, path))
        if got != answers:
            wrong.append(" ".join([path, *got]))
    assert "\n".join(wrong) == ""
    assert told == []


def sample(route, number):
    """An address of an admin route, with numbers that exist."""
    address = re.sub(r"\(\?P<\w+>[^)]*\)|<int:\w+>|<str:pk>|<str:object_id>", str(number), route)
    address = re.sub(r"<slug:app_label>|<str:app_label>|<slug:app_name>", "casestudies", address)
    address = re.sub(r"<\w+:model\w*>|<slug:content_type_\w+>", "casestudy", address)
    return "/" + re.sub(r"<[^>]+>", "x", address).replace("$", "").replace(".*", "x")


def test_admin_answers_nobody_without_a_role_there(site, clients):
    admin = [route for route in routes() if route.startswith("admin/")]
    assert len(admin) > 200
    told = []
    for route in admin:
        if route in expectations.ADMIN_OPEN:
            continue
        for role in ("anonymous", "practitioner", "of_kz"):
            code, _response = answer(clients[role], sample(route, site["draft"]))
            if code not in ("on", "in", "403", "404", "405"):
                told.append((role, route, code))
    assert told == []
