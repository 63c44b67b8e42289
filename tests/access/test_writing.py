"""What is posted to a country's and the secretariat's addresses: valid, and by whom it counts."""

import pytest
from django.apps import apps

from tests.access import expectations
from tests.access.conftest import table

pytestmark = pytest.mark.django_db

KEPT = ("events", "hub", "casestudies", "wagtailcore")  # whose rows a stranger might change
PERSON = {"name": "Aliya", "email": "aliya@example.org", "language": "en", "sent_as": "delegate"}
NOMINATION = {
    "people-TOTAL_FORMS": "1",
    "people-INITIAL_FORMS": "0",
    **{f"people-0-{name}": value for name, value in PERSON.items()},
}
DELEGATION = "/en/desk/{country}/events/{{open_code}}/delegation/"
WRITES = [
    ("/en/desk/{country}/cases/new/", {"title": "Queues", "version": "0"}),
    ("/en/desk/{country}/proposals/{{proposal}}/", {"title": "Queues", "version": "0"}),
    ("/en/desk/{country}/proposals/{{proposal}}/", {"action": "answer", "text": "Yes."}),
    ("/en/desk/{country}/proposals/{{proposal}}/", {"action": "discard"}),
    (DELEGATION, NOMINATION),
    (DELEGATION + "{{delegate}}/replace/", PERSON),
    (DELEGATION + "{{delegate}}/withdraw/", {}),
]


def everything():
    """Every row of every table that counts."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.app_label in KEPT
    }


def posted(client, path, data, site):
    data = {"public_id": str(site["proposal"]), **data}
    return client.post(path.format(**site), data).status_code


@pytest.mark.parametrize(("path", "data"), WRITES)
def test_only_the_countrys_own_focal_point_writes(site, clients, path, data):
    before = everything()
    for role, client in clients.items():
        if role == "of_kz":
            continue
        code = posted(client, path.format(country="kz"), data, site)
        assert (role, code) == (role, 302 if role == "anonymous" else 404)
    assert everything() == before
    assert posted(clients["of_kz"], path.format(country="kz"), data, site) == 302
    assert everything() != before


@pytest.mark.parametrize(("path", "data"), WRITES[1:4] + WRITES[5:])
def test_things_of_another_country_are_not_found_under_the_own_desk(site, clients, path, data):
    before = everything()
    assert posted(clients["of_ge"], path.format(country="ge"), data, site) == 404
    assert everything() == before


def test_posting_to_the_admin_opens_no_door_that_reading_closes(site, clients):
    before, opened = everything(), []
    for _route, address, answers in table(expectations.ADMIN):
        path = address.format(**site)
        for (role, client), closed in zip(clients.items(), answers, strict=True):
            if closed == "on" and path != "/admin/":
                response = client.post(path, {"title": "X", "text": "X"})
                away = response.status_code == 302 and "/admin/" in response.url
                if not away and response.status_code != 405:
                    opened.append((role, path, response.status_code))
    assert opened == []
    assert everything() == before
