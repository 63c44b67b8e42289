"""The permanent address and the citation of a work that not everybody may open."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import PageViewRestriction

from tests import factories
from tests.factories import registering
from tests.search.asking import translated

pytestmark = pytest.mark.django_db


def close(page, kind: str = "groups", **fields) -> PageViewRestriction:
    rule = PageViewRestriction.objects.create(page=page, restriction_type=kind, **fields)
    if kind == "groups":
        rule.groups.add(Group.objects.create(name="Invited"))
    return rule


@pytest.fixture
def page(project):
    factories.case("The first, whose code every page names")
    found = factories.case("Hushed", slug="hushed")
    close(found)
    project()
    return found


@pytest.fixture
def invited(page):
    person = registering.user("invited@example.org")
    person.groups.add(Group.objects.get(name="Invited"))
    client = Client()
    client.force_login(person)
    return client


def test_who_may_open_the_page_is_led_to_it(page, invited):
    response = invited.get(f"/id/{page.code.lower()}", headers={"Accept-Language": "kk"})
    assert (response.status_code, response.url) == (302, "/en/cases/hushed/")
    assert response["Cache-Control"] == "private, no-cache"
    assert invited.get(response.url).status_code == 200


def test_who_may_open_the_page_is_led_to_the_readers_language(page, invited):
    russian = translated(page, "ru", title="Тихо")
    PageViewRestriction.objects.create(page=russian, restriction_type="login")
    found = invited.get(f"/id/{page.code}", headers={"Accept-Language": "ru"}).url
    assert found == russian.url


def test_who_may_open_the_page_has_its_citation(page, invited):
    response = invited.get(f"/cite/{page.code}.ris")
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Content-Disposition"] == f'attachment; filename="{page.code}.ris"'
    lines = response.content.decode().split("\r\n")
    assert lines[1:3] == [f"ID  - {page.code}", "TI  - Hushed"]
    assert invited.get(f"/cite/{page.code}.doc").status_code == 404


def test_password_that_was_given_opens_the_permanent_address_too(page):
    PageViewRestriction.objects.all().delete()
    rule = close(page, "password", password="sesame")
    client = Client()
    assert client.get(f"/id/{page.code}").status_code == 404
    given = {"password": "sesame", "return_url": page.url}
    client.post(f"/en/_util/authenticate_with_password/{rule.pk}/{page.pk}/", given)
    assert client.get(f"/id/{page.code}").url == page.url


@pytest.mark.parametrize("kind", ["groups", "login", "password"])
@pytest.mark.parametrize("address", ["/id/{}", "/cite/{}.bib"])
def test_for_everybody_else_nothing_tells_it_from_a_code_that_nobody_has(page, kind, address):
    PageViewRestriction.objects.all().delete()
    Group.objects.all().delete()
    close(page, kind, password="sesame" if kind == "password" else "")
    stranger = Client()
    if kind != "login":
        stranger.force_login(registering.user("stranger@example.org"))
    for client in (Client(), stranger):
        hidden = client.get(here := address.format(page.code))
        unknown = client.get(address.format("CS-9999"))
        assert (hidden.status_code, unknown.status_code) == (404, 404)
        ours, theirs = ({**one.headers, "ETag": ""} for one in (hidden, unknown))
        assert ours == theirs
        same = hidden.content.decode().replace(here, address.format("CS-9999"))
        assert same == unknown.content.decode()


def test_draft_and_internal_memorandum_are_found_by_nobody(invited, project):
    draft = factories.case("Draft", live=False)
    internal = factories.memorandum("Internal", confidentiality="internal")
    for code in (draft.code, internal.code):
        for address in (f"/id/{code}", f"/cite/{code}.bib"):
            assert invited.get(address).status_code == 404
