"""A country's desk: whose it is, what is on it, and what it costs."""

from datetime import date, timedelta
from itertools import count

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from events.models import Delegation, Registration
from hub.desk.selectors import sections_of, waiting
from hub.models import Country, FocalPoint
from tests import factories
from tests.search.asking import translated

pytestmark = pytest.mark.django_db

numbers = count(1)


def country(slug="kz"):
    return Country.objects.get(slug=slug)


def focal_point(*slugs):
    user = get_user_model().objects.create_user(f"person-{next(numbers)}", password="-")
    for slug in slugs:
        FocalPoint.objects.create(user=user, country=country(slug))
    client = Client()
    client.force_login(user)
    return client


def registered(event, slug, status="confirmed"):
    number = next(numbers)
    return Registration.objects.create(
        event=event,
        name=f"N {number}",
        email=f"n{number}@example.org",
        country=country(slug),
        status=status,
        language="en",
        asked_at=number,
        purge_after=date.today() + timedelta(days=365),
    )


def rows(slug, key):
    found = {section.key: section for section in sections_of(country(slug))}[key].rows
    return [(row.title, str(row.state), row.mark) for row in found]


def test_focal_point_of_one_country_is_led_to_its_desk():
    client = focal_point("kz")
    response = client.get("/en/desk/")
    assert (response.status_code, response.url) == (302, "/en/desk/kz/")
    assert client.get("/en/desk/kz/").status_code == 200


def test_focal_point_of_two_countries_chooses():
    text = focal_point("kz", "ge").get("/en/desk/").content.decode()
    found = [slug for slug in ("ge", "kz", "am") if f'href="/en/desk/{slug}/"' in text]
    assert found == ["ge", "kz"]


def test_desk_of_another_country_does_not_exist():
    client = focal_point("kz")
    assert [client.get(f"/en/desk/{slug}/").status_code for slug in ("ge", "zz")] == [404, 404]
    response = Client().get("/en/desk/kz/")
    assert (response.status_code, response.url) == (302, "/en/account/login/?next=/en/desk/kz/")


def test_desk_is_never_cached():
    assert "no-store" in focal_point("kz").get("/en/desk/kz/")["Cache-Control"]


def test_cases_of_the_country_show_their_state():
    factories.case("Live")
    factories.case("Draft", live=False)
    changed = factories.case("Changed")
    changed.title = "Changed again"
    changed.save_revision()
    factories.case("Of Georgia", countries="ge")
    sent = factories.case("Sent", live=False)
    sent.save_revision()
    sent.get_workflow().start(sent, None)
    assert sorted(rows("kz", "cases")) == [
        ("Changed", "Published, with a draft of changes", "published"),
        ("Draft", "Draft", "draft"),
        ("Live", "Published", "published"),
        ("Sent", "With the Secretariat", "sent"),
    ]
    assert rows("ge", "cases") == [("Of Georgia", "Published", "published")]
    assert rows("am", "cases") == []


def test_case_stands_once_in_the_language_of_the_reader():
    original = factories.case("Queues")
    factories.case("Only in English")
    russian = original.copy_for_translation(factories.library("case_study", "ru").locale)
    russian.title = "Очереди"
    russian.save_revision().publish()
    assert {title for title, _state, _mark in rows("kz", "cases")} == {"Queues", "Only in English"}
    with override("ru"):
        found = {title for title, _state, _mark in rows("kz", "cases")}
        (cases,) = [section for section in sections_of(country()) if section.key == "cases"]
    assert found == {"Очереди", "Only in English"}
    assert {row.url.split("/")[1] for row in cases.rows} == {"ru"}


def test_published_case_stays_so_while_its_translation_is_a_draft():
    original = factories.case("Queues")
    translated(original, "ru", title="Очереди", live=False)
    with override("ru"):
        assert rows("kz", "cases") == [("Queues", "Опубликовано", "published")]


def test_case_that_is_due_for_review_waits():
    today = date.today()
    factories.case("Due", next_review=today + timedelta(days=30))
    factories.case("Later", next_review=today + timedelta(days=31))
    factories.case("Draft", next_review=today, live=False)
    assert [row.title for row in waiting(sections_of(country()))] == ["Due"]


def open_event(title, **fields):
    return factories.event(
        title,
        registration_policy="open",
        registration_opens=timezone.now() - timedelta(days=1),
        capacity=50,
        **fields,
    )


def test_events_tell_the_places_of_this_country_alone():
    event = open_event("Forum", places_per_country=5, host_country=country("ge"))
    for slug, status in (("kz", "confirmed"), ("kz", "waiting"), ("kz", "cancelled")):
        registered(event, slug, status)
    registered(event, "uz")
    registered(event, "uz")
    Country.objects.filter(slug__in=("kz", "uz")).update(membership="participant")
    for slug, said in (
        ("kz", "your country has 1 of 5 places, on the waiting list: 1"),
        ("uz", "your country has 2 of 5 places"),
    ):
        [row] = sections_of(country(slug))[2].rows
        assert (row.title, row.note.partition(", ")[2].replace("\u00a0", " ")) == ("Forum", said)
    assert [row.waits for row in waiting(sections_of(country("kz")))] == [
        "Places kept for you and free: 4."
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "people nominated"),
        ("ru", "участники выдвинуты"),
        ("kk", "қатысушылар ұсынылды"),
    ],
)
def test_places_that_are_still_free_are_not_called_a_complete_delegation(language, said):
    event = open_event("Forum", places_per_country=4)
    Delegation.objects.create(event=event, country=country())
    Country.objects.filter(slug="kz").update(membership="participant")
    registered(event, "kz")
    registered(event, "kz")
    with override(language):
        [row] = sections_of(country())[2].rows
    assert row.note.rpartition(", ")[2] == said


def test_event_of_others_without_registration_is_not_on_the_desk():
    factories.event("Foreign", host_country=country("ge"))
    factories.event("Over", host_country=country("ge"), in_days=-9, registration_policy="open")
    factories.event("Own", in_days=40)
    factories.event("Own and over", in_days=-40)
    assert [row[0] for row in rows("kz", "events")] == ["Own", "Own and over"]


def test_state_of_an_event_is_that_of_its_page():
    now = timezone.now()
    open_event("Open", in_days=5)
    open_event("Closed", in_days=6, registration_closes=now - timedelta(hours=1))
    open_event("Off", in_days=7, cancelled=True)
    open_event("Now", in_days=-1, ends_at=now + timedelta(days=1))
    factories.event("Later", in_days=8)
    factories.event("Over", in_days=-8)
    assert rows("kz", "events") == [
        ("Now", "Taking place now", "running"),
        ("Open", "Registration open", "open"),
        ("Closed", "Registration closed", "closed"),
        ("Off", "Cancelled", "cancelled"),
        ("Later", "Announced", "announced"),
        ("Over", "Past", "past"),
    ]


def test_title_in_another_language_is_marked_where_it_waits():
    open_event("Forum", places_per_country=5)
    Country.objects.filter(slug="kz").update(membership="participant")
    text = focal_point("kz").get("/ru/desk/kz/").content.decode()
    assert text.count('class="foreign"') == 2


def test_event_stands_once_in_the_readers_language():
    event = open_event("Forum")
    page = event.copy_for_translation(factories.Locale.objects.get(language_code="ru"))
    page.title = "Форум"
    page.save_revision().publish()
    assert [row[0] for row in rows("kz", "events")] == ["Forum"]
    text = focal_point("kz").get("/ru/desk/kz/").content.decode()
    assert ("Форум" in text, ">Forum<" in text) == (True, False)


def queries(client):
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get("/en/desk/kz/").status_code == 200
    return len(found)


def test_desk_asks_as_many_queries_for_three_rows_as_for_one():
    client = focal_point("kz")
    asked = []
    for new in (1, 2):
        for _row in range(new):
            event = open_event("Forum", places_per_country=3)
            registered(event, "kz")
            registered(event, "kz", "waiting")
            factories.case(next_review=date.today())
            factories.case(live=False)
            factories.event(live=False)
        client.get("/en/desk/kz/")
        asked.append(queries(client))
    assert asked == [18, 18]


def link(title):
    [row] = [row for row in sections_of(country("kz"))[2].rows if row.title == title]
    return row.url


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def test_event_behind_a_restriction_is_on_no_desk_but_its_own_and_leads_to_its_page():
    foreign = open_event("Foreign", host_country=country("ge"))
    own = open_event("Own", in_days=40, host_country=country("kz"))
    assert [row[0] for row in rows("kz", "events")] == ["Foreign", "Own"]
    assert link("Own") == f"/en/desk/kz/events/{own.code}/delegation/"
    restrict(foreign)
    restrict(own)
    assert [row[0] for row in rows("kz", "events")] == ["Own"]
    assert link("Own") == own.url


def test_event_with_a_translation_that_anybody_may_open_leads_to_the_delegation():
    event = open_event("Forum")
    page = event.copy_for_translation(factories.Locale.objects.get(language_code="ru"))
    page.save_revision().publish()
    restrict(event)
    address = f"/en/desk/kz/events/{event.code}/delegation/"
    assert link("Forum") == address
    assert focal_point("kz").get(address).status_code == 200
