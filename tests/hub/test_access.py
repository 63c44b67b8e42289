"""Who acts for a country, and when."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from hub.access import countries_of, is_focal_point
from hub.models import Country, FocalPoint
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date.today()


@pytest.fixture
def person():
    return get_user_model().objects.create_user("aru", "aru@example.org", "-")


def country(slug="kz"):
    return Country.objects.get(slug=slug)


def appoint(user, slug="kz", starts=TODAY, ends=None):
    return FocalPoint.objects.create(
        user=user, country=country(slug), from_date=starts, to_date=ends
    )


def slugs(user, on=None):
    return sorted(found.slug for found in countries_of(user, on))


def test_countries_are_those_of_the_terms_that_run(person):
    appoint(person, "kz", TODAY, TODAY)
    appoint(person, "kg")
    appoint(person, "uz", TODAY - timedelta(9), TODAY - timedelta(1))
    appoint(person, "ge", TODAY + timedelta(1))
    other = get_user_model().objects.create_user("other", password="-")
    appoint(other, "am")
    assert slugs(person) == ["kg", "kz"]
    assert slugs(person, on=TODAY - timedelta(2)) == ["uz"]
    assert slugs(person, on=TODAY + timedelta(1)) == ["ge", "kg"]
    assert is_focal_point(person, country("kz")) is True
    assert is_focal_point(person, country("uz")) is False
    assert is_focal_point(person, country("am")) is False


def test_nobody_acts_for_a_country_without_a_term(person):
    appoint(person)
    root = get_user_model().objects.create_superuser("root", password="-")
    assert (slugs(AnonymousUser()), slugs(root)) == ([], [])
    person.is_active = False
    assert slugs(person) == []


def test_country_is_counted_once_with_two_terms(person):
    appoint(person, "kz", TODAY - timedelta(30), TODAY - timedelta(20))
    appoint(person, "kz", TODAY)
    assert slugs(person, on=TODAY) == ["kz"]


@pytest.mark.parametrize(
    ("starts", "ends", "refused"),
    [
        (date(2026, 1, 1), date(2026, 1, 31), False),
        (date(2026, 1, 1), date(2026, 2, 1), True),
        (date(2026, 2, 5), date(2026, 2, 6), True),
        (date(2026, 2, 28), None, True),
        (date(2026, 3, 1), None, False),
        (date(2025, 1, 1), None, True),
    ],
)
def test_terms_of_one_person_for_one_country_share_no_day(person, starts, ends, refused):
    appoint(person, "kz", date(2026, 2, 1), date(2026, 2, 28))
    term = FocalPoint(user=person, country=country(), from_date=starts, to_date=ends)
    if refused:
        with pytest.raises(ValidationError, match="some of these days already"):
            term.full_clean()
    else:
        term.full_clean()
    FocalPoint(user=person, country=country("kg"), from_date=starts, to_date=ends).full_clean()


def test_term_does_not_end_before_it_begins(person):
    with pytest.raises(IntegrityError):
        appoint(person, ends=TODAY - timedelta(1))


def test_open_term_is_stored_once(person):
    appoint(person)
    with pytest.raises(IntegrityError):
        appoint(person, starts=TODAY - timedelta(9))


def client_of(name, group):
    user = get_user_model().objects.create_user(name, f"{name}@example.org", "-")
    user.groups.add(factories.group(group))
    client = Client()
    client.force_login(user)
    return client


def test_secretariat_appoints_a_focal_point(person):
    data = {"user": person.pk, "country": country().pk, "from_date": str(TODAY), "to_date": ""}
    address = reverse("wagtailsnippets_hub_focalpoint:add")
    editor = client_of("editor", "Country editors").post(address, data)
    assert (editor.status_code, slugs(person)) == (302, [])
    response = client_of("secretary", "Secretariat").post(address, data)
    assert (response.status_code, slugs(person)) == (302, ["kz"])


def test_secretariat_knows_people_by_name_and_address(person):
    person.first_name, person.last_name = "Aru", "Bek"
    person.save()
    appoint(person)
    client = client_of("secretary", "Secretariat")
    form = client.get(reverse("wagtailsnippets_hub_focalpoint:add")).content.decode()
    assert "Aru Bek &lt;aru@example.org&gt;" in form
    assert "Aru Bek" in client.get(reverse("wagtailsnippets_hub_focalpoint:list")).content.decode()
