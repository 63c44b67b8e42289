"""From one language to another: the same work and search, and what search engines are told."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from wagtail.models import PageViewRestriction

from casestudies.models import Adoption, CaseStudy, MemorandumCase, MemorandumEvent
from hub.models import Country, StandardPage
from hub.translations import updates
from search import services
from tests import factories
from tests.factories import registering
from tests.search.asking import translated

pytestmark = pytest.mark.django_db


def switch(client, address):
    """Language to address, of the links in the header."""
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return {link["hreflang"]: link["href"] for link in soup.select(".languages a")}


def alternates(client, address):
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return {
        link["hreflang"]: link["href"] for link in soup.select('link[rel="alternate"][hreflang]')
    }


@pytest.fixture
def queue():
    """A case in English and Russian."""
    page = factories.case("Queue", slug="queue")
    translated(page, "ru", title="Очередь")
    return page


def test_switch_stays_on_the_work_where_it_is_translated(client, queue):
    russian = CaseStudy.objects.get(title="Очередь").url
    found = switch(client, "/en/cases/queue/")
    assert found == {"en": "/en/cases/queue/", "ru": russian, "kk": "/kk/cases/queue/"}


@pytest.mark.parametrize("path", ["search", "cases"])
def test_switch_keeps_the_search(client, project, path):
    query = "?q=queue&theme=pay&sort=title"
    found = switch(client, f"/ru/{path}/{query}")
    assert found == {code: f"/{code}/{path}/{query}" for code in ("en", "ru", "kk")}


@pytest.mark.parametrize("to", ["/kk/desk/kz/?a=b", "%2Fkk%2Fdesk%2Fkz%2F"])
def test_whoever_changes_the_language_before_signing_in_goes_on_in_it(client, to):
    there = switch(client, f"/kk/account/login/?next={to}")["ru"]
    assert there == f"/ru/account/login/?next={to.replace('kk', 'ru')}"


def test_search_engines_are_told_only_of_languages_that_the_work_has(client, queue):
    base = settings.HUB_BASE_URL
    russian = CaseStudy.objects.get(title="Очередь").url
    english = f"{base}/en/cases/queue/"
    expected = {"en": english, "ru": base + russian, "x-default": english}
    assert alternates(client, "/en/cases/queue/") == alternates(client, russian) == expected


def test_a_draft_in_another_language_is_no_alternate(client, queue):
    CaseStudy.objects.get(title="Очередь").unpublish()
    assert set(alternates(client, "/en/cases/queue/")) == {"en", "x-default"}
    assert switch(client, "/en/cases/queue/")["ru"] == "/ru/cases/queue/"


def test_address_of_the_search_is_an_alternate_in_each_language(client):
    base = settings.HUB_BASE_URL
    assert alternates(client, "/kk/themes/") == {
        "en": f"{base}/en/themes/",
        "ru": f"{base}/ru/themes/",
        "kk": f"{base}/kk/themes/",
        "x-default": f"{base}/en/themes/",
    }


@pytest.mark.parametrize("kind", ["work", "standard", "home"])
def test_search_engines_are_told_of_one_address_whatever_a_link_added(client, queue, kind):
    about = StandardPage.objects.filter(locale__language_code="en").first()
    address = {"work": queue.url, "standard": about.url, "home": "/en/"}[kind]
    full, plain = settings.HUB_BASE_URL + address, alternates(client, address)
    assert plain["en"] == full
    assert alternates(client, f"{address}?utm_source=letter") == plain
    assert canonical(client, address) == full
    assert canonical(client, f"{address}?utm_source=letter") == full
    assert switch(client, f"{address}?q=a")["en"] == f"{address}?q=a"


@pytest.mark.parametrize("address", ["/en/search/?q=queue", "/en/cases/?q=queue"])
def test_what_was_asked_belongs_to_the_address_of_a_search(client, address):
    assert alternates(client, address)["en"] == settings.HUB_BASE_URL + address
    assert canonical(client, address) is None


# A work that is not translated


@pytest.fixture
def english():
    return factories.case("Queue", slug="queue", summary="Everybody waits less.")


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def canonical(client, address):
    found = page(client, address).select("link[rel=canonical]")
    return found[0]["href"] if found else None


def test_a_missing_translation_shows_the_original_in_the_frame_of_the_reader(client, english):
    soup = page(client, "/kk/cases/queue/")
    assert soup.html["lang"] == "kk"
    assert (soup.h1.text, soup.h1["lang"]) == ("Queue", "en")
    assert soup.select_one(".lead")["lang"] == "en"
    assert soup.select_one(".crumb a")["href"] == "/kk/cases/"
    note = soup.select_one(".page-head .inset")
    assert note.text.startswith("Әзірге аударылмаған")
    assert (note.a["href"], note.a["hreflang"]) == ("/en/cases/queue/", "en")


def test_the_original_in_another_frame_is_the_same_page_to_search_engines(client, english):
    assert canonical(client, "/kk/cases/queue/?q=a") == f"{settings.HUB_BASE_URL}/en/cases/queue/"
    assert set(alternates(client, "/kk/cases/queue/")) == {"en", "x-default"}


def test_switch_keeps_the_work_and_the_search_where_it_is_not_translated(client, english):
    expected = {code: f"/{code}/cases/queue/?q=a" for code in ("en", "ru", "kk")}
    assert switch(client, "/en/cases/queue/?q=a") == expected
    assert switch(client, "/kk/cases/queue/?q=a") == expected


def test_a_translation_under_another_slug_is_where_the_reader_is_led(client, english):
    russian = translated(english, "ru", title="Очередь")
    russian.slug = "ochered"
    russian.save_revision().publish()
    response = client.get("/ru/cases/queue/?q=a")
    assert (response.status_code, response.url) == (302, "/ru/cases/ochered/?q=a")


def test_a_translation_says_that_its_original_is_taken_down(client, english):
    russian = translated(english, "ru", title="Очередь")
    updates.work_off()
    english.unpublish()
    note = page(client, russian.url).select_one(".page-head .inset")
    assert (note.text, note.a) == ("Это перевод; оригинал больше не опубликован.", None)
    note = page(client, "/kk/cases/queue/").select_one(".page-head .inset")
    assert note.text == "Әзірге аударылмаған: алдыңызда — басқа тілге аударма."


def test_a_draft_translation_leaves_the_original_to_readers(client, english):
    translated(english, "ru", title="Очередь", live=False)
    assert page(client, "/ru/cases/queue/").h1.text == "Queue"


@pytest.mark.parametrize("kind", ["draft", "private", "internal"])
def test_what_is_not_public_is_not_shown_in_another_language(client, kind):
    if kind == "internal":
        factories.memorandum(slug="hushed", confidentiality="internal")
    else:
        hidden = factories.case("Hushed", slug="hushed", live=kind != "draft")
        if kind == "private":
            PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    library = "memoranda" if kind == "internal" else "cases"
    assert client.get(f"/kk/{library}/hushed/").status_code == 404
    assert client.get(f"/kk/{library}/hushed/more/").status_code == 404


def test_a_work_is_found_under_the_library_of_each_language(client, english):
    library = factories.library("case_study", "kk")
    library.slug = "tajiribe"
    library.save()
    assert page(client, "/kk/cases/queue/").h1.text == "Queue"
    assert client.get("/kk/cases/no-such-work/").status_code == 404


def test_lists_lead_to_the_work_under_the_language_of_the_reader(client, english, project):
    project()
    assert services.item("CS-0001", "kk").url == "/kk/cases/queue/"
    assert [found.url for found in services.suggest("queue", "kk")] == ["/kk/cases/queue/"]
    assert [found.language for found in services.suggest("queue", "kk")] == ["en"]
    permanent = client.get("/id/CS-0001", headers={"Accept-Language": "kk"})
    assert permanent.url == "/kk/cases/queue/"


def test_related_works_lead_to_the_language_of_the_reader(client, english):
    event = factories.event("Forum", slug="forum")
    memorandum = factories.memorandum("Accord", slug="accord")
    memorandum.cases = [MemorandumCase(page=english)]
    memorandum.events = [MemorandumEvent(page=event)]
    memorandum.save()
    english.told_at = event
    english.save()
    links = page(client, "/kk/memoranda/accord/").select(".related a")
    assert [(a["href"], a["lang"]) for a in links] == [
        ("/kk/events/forum/", "en"),
        ("/kk/cases/queue/", "en"),
    ]
    links = page(client, "/kk/events/forum/").select(".related a")
    assert [a["href"] for a in links] == ["/kk/memoranda/accord/", "/kk/cases/queue/"]
    assert page(client, "/kk/cases/queue/").select_one(".provenance a")["href"] == (
        "/kk/events/forum/"
    )


def test_every_title_of_another_language_is_marked_as_such(client, project):
    for title in ("Queue", "Queues"):
        factories.case(title, themes="pay", countries="kz", slug=title.lower())
    project()
    card = page(client, "/kk/cases/queue/").select_one(".card")
    marked = [text.text for text in card.select('[lang="en"]')]
    assert (marked.count("Queues"), card.text.count("Queues")) == (2, 2)


def test_lists_of_cases_lead_to_the_language_of_the_reader(client, english):
    """In a comparison, on the page of a country that took one up, and on a country's desk."""
    english.costs = [("cost", {"item": name, "amount": 5, "currency": "USD"}) for name in "ab"]
    english.save()
    other = factories.case("Кезек", slug="kezek", language="kk")
    kazakhstan = Country.objects.get(slug="kz")
    Adoption.objects.create(case=english, country=kazakhstan, year=2018, status="adopted")
    own = "/kk/cases/queue/"
    compared = page(client, f"/kk/compare/?id={english.code}&id={other.code}")
    assert [a["href"] for a in compared.select(".compare-title")] == [own, "/kk/cases/kezek/"]
    assert compared.select_one(f'a[href="{own}#means"]') is not None
    (taken,) = page(client, "/kk/countries/kz/").select(".adoption-head")
    assert (taken.a["href"], taken.a["lang"], taken.select_one(".foreign [lang]").text) == (
        own,
        "en",
        "English",
    )
    client.force_login(registering.focal_point("kz"))
    assert page(client, "/kk/desk/kz/").select_one(f'.desk-title a[href="{own}"]') is not None


def test_cited_cases_are_named_in_the_language_of_the_reader(client, english):
    translated(english, "ru", title="Очередь")
    trend = {"title": "Fewer lines", "text": "<p>Yes.</p>", "regions": [], "cases": [english]}
    factories.review("Review", slug="review", trends=[("trend", trend)])
    (link,) = page(client, "/ru/reviews/review/").select(".trend-cases a")
    assert (link["href"], link.text, link.get("lang")) == ("/ru/cases/queue/", "Очередь", None)
