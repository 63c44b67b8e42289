"""Two countries that become one lose nothing of what either has at an event."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from events.models import CountryPlaces, Registration
from hub.merging import merge
from hub.models import Country
from tests.factories import registering
from tests.factories.registering import country, register_delegation

pytestmark = pytest.mark.django_db


def sent(slug: str) -> list[str]:
    rows = Registration.objects.filter(delegation__country__slug=slug)
    return list(rows.order_by("pk").values_list("name", flat=True))


def test_merge_is_refused_while_both_countries_have_a_delegation_at_an_event(admin_client):
    page = registering.event(title="Forum of heads")
    register_delegation(page, "kz", "Aigerim", "Bolat")
    register_delegation(page, "uz", "Dilnoza")
    address = reverse("merge_term", args=["country", country("uz").pk])
    response = admin_client.post(address, {"keep": country("kz").pk})
    assert response.status_code == 200
    assert response.context["form"].errors["keep"] == [
        "“Uzbekistan” and “Kazakhstan” both have: delegation (Forum of heads: Kazakhstan)."
        " A merge would lose one of each; nothing was merged."
    ]
    assert (len(sent("kz")), len(sent("uz"))) == (2, 1)
    assert Country.objects.filter(slug="uz").exists()


def test_merge_names_every_event_at_which_both_countries_have_places_of_their_own():
    quotas = {"kz": 3, "uz": 2}
    registering.event(title="Forum", quotas=quotas)
    registering.event(title="Webinar", quotas=quotas)
    registering.event(title="Round table", quotas={"uz": 4})
    with pytest.raises(ValidationError) as error:
        merge(keep=country("kz"), drop=country("uz"))
    assert error.value.messages == [
        "“Uzbekistan” and “Kazakhstan” both have: places of a country (Forum: Kazakhstan, 2);"
        " places of a country (Webinar: Kazakhstan, 2)."
        " A merge would lose one of each; nothing was merged."
    ]
    rows = CountryPlaces.objects.filter(country__slug="uz")
    assert list(rows.order_by("pk").values_list("places", flat=True)) == [2, 2, 4]


def test_merge_moves_delegation_and_places_that_only_one_of_the_countries_has():
    page = registering.event(quotas={"uz": 4})
    register_delegation(page, "uz", "Dilnoza")
    merge(keep=country("kz"), drop=country("uz"))
    assert sent("kz") == ["Dilnoza"]
    assert list(page.country_places.values_list("country__slug", "places")) == [("kz", 4)]
