"""The dashboard of an event, the list of its people, and the list of events."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.users.models import UserProfile

from events.models import Answer, Event, Question, Registration
from hub.models import Country
from tests import factories
from tests.factories import organising
from tests.factories import registering as given

pytestmark = pytest.mark.django_db
ANY_DAY = timezone.now().date()
MOST_QUERIES = 20


@pytest.fixture
def client():
    return organising.client()


def soup(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def dashboard(client, page, **filters):
    return soup(client.get(organising.address("event_registrations", page), filters))


def names(page):
    return [one.get_text(strip=True) for one in page.select("td.title a")]


def table(page, heading):
    found = page.find("h2", string=heading).find_next("table")
    return [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in found("tr")]


def crowd(page, number):
    """So many people by the shortest way; every third waits."""
    countries = list(Country.objects.filter(slug__in=["kz", "ge", "az", "uz"]))
    asked = 1 + Registration.objects.filter(event=page).count()
    Registration.objects.bulk_create(
        Registration(
            event=page,
            name=f"Person {index}",
            email=f"person{index}@example.org",
            country=countries[index % 4],
            status="waiting" if index % 3 == 0 else "confirmed",
            asked_at=asked + index,
            purge_after=ANY_DAY,
        )
        for index in range(number)
    )
    people = Registration.objects.filter(event=page)
    Answer.objects.bulk_create(
        Answer(registration=one, code="meal", value="Fish", purge_after=ANY_DAY) for one in people
    )


def test_dashboard_shows_places_by_country_and_role(client):
    page = given.event(3, quotas={"kz": 1, "az": 2})
    for name, slug in [("a", "kz"), ("b", "kz"), ("c", "az"), ("d", "")]:
        given.register(page, f"{name}@example.org", slug)
    shown = dashboard(client, page)
    assert table(shown, "Places by country")[1:] == [
        ["Azerbaijan", "2", "1", "0", "1"],
        ["Kazakhstan", "1", "1", "1", "0"],
        ["No country", "–", "0", "1", "–"],
    ]
    assert table(shown, "Who has a place, by role") == [["Delegate", "2"]]
    numbers = {li.get_text(" ", strip=True) for li in shown.select(".reg-numbers li")}
    assert {"2 Confirmed", "2 On the waiting list", "0 Declined"} <= numbers


@pytest.mark.parametrize(
    ("capacity", "fields", "said"),
    [
        (10, {}, ["Kept for countries: 4 free. For all others: 3 free."]),
        (5, {}, ["Kept for countries: 4 free. For all others: 0 free."]),
        (None, {}, ["Kept for countries: 4 free. For all others: no limit."]),
        (10, {"unused_places_released_at": timezone.now()}, []),
    ],
)
def test_dashboard_says_for_whom_the_free_places_are(client, capacity, fields, said):
    page = given.event(capacity, quotas={"kz": 1, "ge": 2, "az": 2}, **fields)
    for number, slug in enumerate(("kz", "kz", "uz", "uz")):
        given.register(page, f"{number}@example.org", slug)
    shown = dashboard(client, page).select(".reg-kept")
    assert [" ".join(one.get_text().split()) for one in shown] == said


@pytest.mark.parametrize(
    ("quotas", "capacity", "more", "said"),
    [
        ({"kz": 1}, 4, None, ["Waiting because the places of their country are taken: 2."]),
        (
            {"ge": 2},
            3,
            None,
            ["Waiting because the free places are kept for other countries: 2."],
        ),
        ({}, 1, None, []),
        ({}, 1, 9, ["Waiting while free places are being given out: 2."]),
    ],
)
def test_dashboard_says_why_people_wait_while_places_are_free(client, quotas, capacity, more, said):
    page = given.event(capacity, quotas=quotas)
    for name in "abc":
        given.register(page, f"{name}@example.org", "kz")
    if more:
        Event.objects.filter(pk=page.pk).update(capacity=more)
    shown = dashboard(client, page).select(".reg-waits")
    assert [one.get_text() for one in shown] == said


def test_dashboard_says_what_the_release_frees_and_when(client):
    released = timezone.now() + timedelta(days=3)
    page = given.event(5, quotas={"kz": 2, "az": 3}, unused_places_released_at=released)
    given.register(page, "a@example.org", "kz")
    given.register(page, "b@example.org", "ge")
    text = dashboard(client, page).get_text(" ", strip=True)
    assert "As things stand, 4 unused places will be for everybody from" in text
    assert "; 1 people wait." in text
    assert "Nobody yet from: Azerbaijan (3)." in text


def test_dashboard_says_that_more_people_than_places_are_confirmed(client):
    page = given.event(2)
    for name in "ab":
        given.register(page, f"{name}@example.org")
    assert "too many" not in dashboard(client, page).get_text()
    Event.objects.filter(pk=page.pk).update(capacity=1)
    assert "1 too many. Nobody loses a place" in dashboard(client, page).get_text()


def test_answers_are_summed_up_for_those_whose_registration_is_in_force(client):
    page = given.event()
    Question.objects.create(
        event=page, code="meal", kind="many", label_en="Lunch?", choices_en="Meat\nFish"
    )
    Question.objects.create(event=page, code="visa", kind="yes_no", label_en="Visa?")
    Question.objects.create(event=page, code="why", kind="text", label_en="Why?")
    told = [
        {"meal": ["Meat", "Fish"], "visa": True, "why": "To learn"},
        {"meal": ["Fish"], "visa": False},
        {"meal": ["Meat"], "visa": True},
    ]
    for index, answers in enumerate(told):
        mine = given.register(page, f"{index}@example.org", answers=answers)
    Registration.objects.filter(pk=mine.pk).update(status="declined")
    rows = [
        row.get_text(" ", strip=True)
        for one in dashboard(client, page).find("h2", string="Answers").find_all_next("table")[:3]
        for row in one("tr")
    ]
    assert rows == [
        "Lunch? 2 answers",
        "Meat 1",
        "Fish 2",
        "Visa? 2 answers",
        "Yes 1",
        "No 1",
        "Why? 1 answer",
    ]


def test_people_are_filtered_by_status_country_role_and_text(client):
    page = given.event(2)
    people = [("Айгүл", "kz", "speaker"), ("Giorgi", "ge", "delegate"), ("Nino", "ge", "press")]
    for name, slug, role in people:
        person = {"name": name, "role": role, "organisation": f"Office of {name}"}
        given.register_as(page, f"{role}@example.org", slug, **person)
    georgia = given.country("ge")
    assert names(dashboard(client, page)) == ["Айгүл", "Giorgi", "Nino"]
    assert names(dashboard(client, page, status="waiting")) == ["Nino"]
    assert names(dashboard(client, page, country=georgia.pk)) == ["Giorgi", "Nino"]
    assert names(dashboard(client, page, country=georgia.pk, role="press")) == ["Nino"]
    assert names(dashboard(client, page, q="АЙГҮЛ")) == ["Айгүл"]
    assert names(dashboard(client, page, q="giorgi office")) == ["Giorgi"]
    assert names(dashboard(client, page, q="press@")) == ["Nino"]
    assert names(dashboard(client, page, q="%")) == []


@pytest.mark.parametrize("query", ["status=x&country=999&role=%01", "p=none", "p=99", "country=kz"])
def test_filters_that_nobody_knows_are_left_out(client, query):
    page = given.event()
    given.register(page, "a@example.org")
    address = organising.address("event_registrations", page)
    assert names(soup(client.get(f"{address}?{query}"))) == ["Somebody"]


def test_people_come_in_pages(client):
    page = given.event(100)
    crowd(page, 51)
    assert names(dashboard(client, page, p=2)) == ["Person 50"]


@pytest.mark.parametrize("number", [1, 3, 5000])
def test_dashboard_takes_the_same_queries_for_any_number(
    client, number, django_assert_max_num_queries
):
    page = given.event(10_000, quotas={"kz": 5, "ge": 5})
    Question.objects.create(
        event=page, code="meal", kind="choice", label_en="Lunch?", choices_en="Meat\nFish"
    )
    crowd(page, number)
    address = organising.address("event_registrations", page)
    client.get(address)
    with django_assert_max_num_queries(MOST_QUERIES) as asked:
        client.get(address)
    assert len(asked) == 18


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_events_takes_the_same_queries_for_any_number(
    client, number, django_assert_num_queries
):
    for index in range(number):
        given.register(given.event(), f"{index}@example.org")
    client.get("/admin/events/registrations/")
    with django_assert_num_queries(11):
        client.get("/admin/events/registrations/")


def test_list_of_events_names_those_to_come_with_their_numbers(client):
    page = given.event(1, title="Forum")
    for name in "ab":
        given.register(page, f"{name}@example.org")
    factories.event(
        "Форум", language="ru", translation_key=page.translation_key, registration_policy="open"
    )
    given.event(title="Over", registration_opens=None, in_days=-9)
    given.event(title="Long over", registration_opens=None, in_days=-90)
    factories.event("Without registration")
    shown = soup(client.get("/admin/events/registrations/"))
    assert names(shown) == ["Forum", "Over"]
    row = shown.select_one("td.title").find_parent("tr")
    assert [cell.get_text(" ", strip=True) for cell in row("td")][3:] == ["1 / 1", "1", "0"]


def test_list_of_events_has_titles_in_the_editors_language(client):
    page = given.event(title="Forum")
    russian = {"language": "ru", "registration_policy": "open"}
    factories.event("Форум", translation_key=page.translation_key, **russian)
    other = given.event(title="Training")
    factories.event("Черновик", translation_key=other.translation_key, live=False, **russian)
    editor = get_user_model().objects.get(pk=client.session["_auth_user_id"])
    UserProfile.objects.create(user=editor, preferred_language="ru")
    shown = soup(client.get("/admin/events/registrations/"))
    assert sorted(names(shown)) == ["Training", "Форум"]
    assert shown.find("a", string="Форум")["href"].endswith(f"/{page.pk}/registrations/")


def test_way_to_the_registrations_is_on_the_page_of_the_event_and_in_the_menu(client):
    page = given.event()
    address = organising.address("event_registrations", page)
    assert address in client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    menu = client.get("/admin/").content.decode()
    assert "/admin/events/registrations/" in menu
