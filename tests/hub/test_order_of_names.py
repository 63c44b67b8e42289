"""Lists of names on pages are in the alphabetical order of the reader's language."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation

from casestudies.models import Adoption
from events import entrance
from events.organisers.people import countries_in
from hub.collation import by_name, folded
from hub.models import Country, FocalPoint
from tests import factories
from tests.factories import registering

pytestmark = pytest.mark.django_db
ORDERS = {"en": ["Georgia", "Germany"], "ru": ["Германия", "Грузия"], "kk": ["Германия", "Грузия"]}
EACH = pytest.mark.parametrize("language", ORDERS)


def names(address: str, language: str, client: Client | None = None) -> list[str]:
    """The countries to which a page leads, without those of its menu."""
    page = BeautifulSoup((client or Client()).get(address).content, "html.parser")
    found = (link.get_text() for link in page.select("main a"))
    return [name for name in found if name in ORDERS[language]]


@EACH
def test_countries_of_a_case_and_of_an_event(language):
    factories.case(slug="queue", countries="de ge", language=language)
    factories.event(slug="forum", countries="de ge", language=language)
    for address in ("cases/queue", "events/forum"):
        assert names(f"/{language}/{address}/", language) == ORDERS[language], address


@EACH
def test_countries_from_which_a_practice_was_taken(language):
    case = factories.case(countries="de ge", language=language)
    kazakhstan = Country.objects.get(slug="kz")
    Adoption.objects.create(case=case, country=kazakhstan, year=2018, status="adopted")
    text = Client().get(f"/{language}/countries/kz/").content.decode()
    assert ", ".join(ORDERS[language]) in text


@EACH
def test_desks_of_one_focal_point(language):
    person = registering.user("focal@example.org")
    for slug in ("de", "ge"):
        FocalPoint.objects.create(user=person, country=Country.objects.get(slug=slug))
    client = Client()
    client.force_login(person)
    assert names(f"/{language}/desk/", language, client) == ORDERS[language]


def test_countries_in_an_organisers_list():
    page = registering.event()
    for slug in ("lv", "kg", "ca"):
        registering.register(page, f"{slug}@example.org", slug)
    with translation.override("kk"):
        assert [one.name for one in countries_in(page)] == ["Канада", "Қырғызстан", "Латвия"]


def test_people_at_the_entrance_are_in_order_and_found_without_the_dots_of_their_letters():
    page = registering.event(in_days=1)
    for number, name in enumerate(("Жуков Иван", "Ёлкин Иван", "Ежов Иван")):
        registering.register_as(page, f"{number}@example.org", name=name)
    with translation.override("ru"):
        found = [one.name for one in entrance.people(page, "иван")]
    assert found == ["Ежов Иван", "Ёлкин Иван", "Жуков Иван"]
    assert [one.name for one in entrance.people(page, "ЕЛКИН")] == ["Ёлкин Иван"]


def test_names_are_in_the_order_of_the_active_language():
    countries = Country.objects.filter(slug__in=["lv", "kg", "ca"])
    with translation.override("kk"):
        assert [one.slug for one in by_name(countries)] == ["ca", "kg", "lv"]


def test_what_is_typed_is_compared_without_dots_and_accents():
    assert folded("Ёлкин JOSÉ Қыз") == "елкин jose қыз"
