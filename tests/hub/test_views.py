"""Every kind of address answers: in the right language, with the policy, and 404 when it is not."""

import re
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.test import Client
from wagtail.models import PageViewRestriction

from casestudies.models import CaseStudy
from tests import factories
from tests.search.asking import translated

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "worker-src": "'self'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
# Under a language; the works are those of `works`.
PAGES = {
    "home": "/",
    "cases": "/cases/",
    "reviews": "/reviews/",
    "memoranda": "/memoranda/",
    "events": "/events/",
    "standard": "/about/",
    "case": "/cases/queue/",
    "review": "/reviews/review/",
    "memorandum": "/memoranda/accord/",
    "event": "/events/forum/",
    "search": "/search/",
    "hits": "/search/?q=queue&country=ge&sort=title",
    "corrected": "/search/?q=queeu",
    "ignored": "/search/?year=abc",
    "nothing": "/search/?q=zhuldyz&country=kz",
    "countries": "/countries/",
    "country": "/countries/ge/",
    "empty country": "/countries/aq/",
    "themes": "/themes/",
    "theme": "/themes/one-stop-shops/",
    "top theme": "/themes/digital-government/",
    "missing": "/nowhere/",
}


def language_of(response):
    """The language that the page says it is in."""
    return re.search(r'<html lang="(\w+)"', response.content.decode()).group(1)


@pytest.fixture
def works(project):
    """A work of each kind in each language, at the addresses of PAGES."""
    for code in ("en", "ru", "kk"):
        factories.case("Queue", slug="queue", countries="ge", language=code)
        factories.review(slug="review", language=code)
        factories.memorandum(slug="accord", language=code)
        factories.event(slug="forum", language=code)
    project()


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_form_without_our_token_is_refused_in_the_frame_of_the_site(language):
    response = Client(enforce_csrf_checks=True).post(f"/{language}/account/login/", {"login": "a"})
    assert (response.status_code, language_of(response)) == (403, language)
    text = response.content.decode()
    assert ('class="masthead"' in text, "<style" in text) == (True, False)
    assert ("The form was not taken" in text) == (language == "en")


# The bare address


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("kk", "kk"),
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("de-DE,kk;q=0.5,en;q=0.1", "kk"),
        ("en;q=0.5,ru;q=0.9", "ru"),
        ("de,fr;q=0.9", "en"),
        ("*", "en"),
        ("", "en"),
        ("../../x", "en"),
    ],
)
def test_root_leads_to_the_readers_language(client, asked, language):
    response = client.get("/", headers={"Accept-Language": asked})
    assert (response.status_code, response.url) == (302, f"/{language}/")


def test_root_prefers_the_language_that_was_chosen(client):
    client.cookies["language"] = "kk"
    assert client.get("/", headers={"Accept-Language": "ru"}).url == "/kk/"
    client.cookies["language"] = "xx"
    assert client.get("/", headers={"Accept-Language": "ru"}).url == "/ru/"


def test_root_tells_caches_what_its_answer_depends_on(client):
    vary = client.get("/")["Vary"].split(", ")
    assert {"Accept-Language", "Cookie"} <= set(vary)


def test_root_only_reads(client):
    assert client.post("/").status_code == 405


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_page_keeps_the_language_of_its_address(client, language):
    response = client.get(f"/{language}/", headers={"Accept-Language": "de,kk"})
    assert (response.status_code, language_of(response)) == (200, language)


# Health and robots


def test_process_is_alive_without_a_database(client):
    with patch.object(connection, "cursor", side_effect=OperationalError("gone")):
        response = client.get("/healthz/live")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_site_is_ready_with_a_database_and_not_without(client):
    assert client.get("/healthz/ready").json() == {"status": "ok"}
    with patch.object(connection, "cursor", side_effect=OperationalError("gone")):
        response = client.get("/healthz/ready")
    assert response.status_code == 503
    assert response.json() == {"status": "database unavailable"}


@pytest.mark.parametrize("address", ["/healthz/live", "/healthz/ready"])
def test_health_is_never_cached(client, address):
    assert "no-store" in client.get(address)["Cache-Control"]


def test_robots_are_kept_out_of_the_editor_and_of_searches(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain"
    assert response.content.decode() == (
        "User-agent: *\nDisallow: /admin/\nDisallow: /*/search/?\n"
    )


# What does not exist


@pytest.mark.parametrize(
    ("address", "language"),
    [
        ("/en/nowhere/", "en"),
        ("/ru/nowhere/", "ru"),
        ("/kk/cases/nowhere/", "kk"),
        ("/ru/countries/zz/", "ru"),
        ("/kk/themes/nowhere/", "kk"),
        ("/ru/search/?page=2", "ru"),
        ("/id/CS-0001", "en"),
        ("/nowhere.php", "en"),
    ],
)
def test_missing_page_is_404_in_the_language_of_the_address(client, address, language):
    response = client.get(address, headers={"Accept-Language": "de"})
    assert (response.status_code, language_of(response)) == (404, language)
    assert [template.name for template in response.templates][0] == "404.html"
    assert re.findall(r'<p><a href="([^"]*)"', response.content.decode()) == [f"/{language}/"]


def test_address_without_a_language_leads_to_the_readers(client):
    response = client.get("/about/", headers={"Accept-Language": "kk"})
    assert (response.status_code, response.url) == (302, "/kk/about/")


def test_draft_is_404_for_the_public(client):
    page = factories.case("Secret draft", live=False)
    response = client.get(page.url)
    assert response.status_code == 404
    assert response.content.decode().count("Secret draft") == 0


# Permanent addresses


def test_permanent_address_leads_to_the_readers_language_else_the_original(client, project):
    translated(factories.case("Queue", slug="queue"), "ru", title="Очередь")
    project()
    russian = CaseStudy.objects.get(title="Очередь").url
    assert russian.startswith("/ru/cases/")
    for asked, address in (("ru", russian), ("kk", "/kk/cases/queue/"), ("", "/en/cases/queue/")):
        response = client.get("/id/CS-0001", headers={"Accept-Language": asked})
        assert (asked, response.status_code, response.url) == (asked, 302, address)
        assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))


def test_permanent_address_follows_the_language_that_was_chosen(client, project):
    page = factories.case("Queue", slug="queue")
    translated(page, "kk", title="Кезек")
    project()
    client.cookies["language"] = "kk"
    found = CaseStudy.objects.get(title="Кезек").url
    assert client.get("/id/CS-0001", headers={"Accept-Language": "ru"}).url == found


def test_permanent_address_follows_a_rename_and_any_case_of_letters(client, project):
    page = factories.case("Queue", slug="queue")
    project()
    page.slug = "digital-queue"
    page.save_revision().publish()
    project()
    assert client.get("/id/cs-0001").url == "/en/cases/digital-queue/"


def test_permanent_address_of_what_is_not_public_is_404(client, project):
    factories.case(live=False)
    private = factories.case()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    gone = factories.case()
    project()
    gone.unpublish()
    project()
    found = [client.get(f"/id/CS-000{number}").status_code for number in range(1, 5)]
    assert found == [404, 404, 404, 404]


# Every kind of page


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_every_page_answers_in_its_language(client, works, language):
    answers = {name: client.get(f"/{language}{path}") for name, path in PAGES.items()}
    expected = {name: (404 if name == "missing" else 200, language) for name in PAGES}
    assert {
        name: (answer.status_code, language_of(answer)) for name, answer in answers.items()
    } == expected


def policy(response):
    parts = response["Content-Security-Policy"].split(";")
    return {part.split()[0]: " ".join(part.split()[1:]) for part in parts}


def test_every_page_has_a_policy_without_unsafe(client, works):
    addresses = [f"/en{path}" for path in PAGES.values()]
    addresses += ["/", "/id/CS-0001", "/robots.txt", "/api/v1/search", "/api/v1/docs"]
    found = {address: policy(client.get(address)) for address in addresses}
    assert found == dict.fromkeys(addresses, POLICY)


INLINE = {
    "script": r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(ld\+)?json\")",
    "style": r"<style\b",
    "style attribute": r"<[a-z][^>]*\sstyle=",
    "handler": r"<[a-z][^>]*\son[a-z]+=",
    "javascript address": r"(href|src|action)=\"\s*javascript:",
}


def test_no_page_has_what_the_policy_would_stop(client, works):
    found = {
        (path, name)
        for path in [f"/en{path}" for path in PAGES.values()] + ["/api/v1/docs"]
        for name, pattern in INLINE.items()
        if re.search(pattern, client.get(path).content.decode())
    }
    assert found == set()


def test_pages_carry_the_other_headers_of_safety(client, works):
    response = client.get("/en/cases/queue/")
    names = ["X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options"]
    assert [response[name] for name in names] == ["nosniff", "same-origin", "DENY"]
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_public_pages_set_no_cookie(client, works):
    found = {path for path in PAGES.values() if client.get(f"/en{path}").cookies}
    assert found == set()


def test_contact_is_shown_only_when_the_editor_said_so(client):
    shown = factories.case(contact="Aruzhan Z.", contact_shown=True)
    hidden = factories.case(contact="Aruzhan Z.", contact_shown=False)
    found = [client.get(page.url).content.decode().count("Aruzhan Z.") for page in (shown, hidden)]
    assert found == [1, 0]


def test_names_that_editors_write_are_text_and_not_markup(client, project):
    evil = "<script>alert(1)</script>"
    page = factories.case(evil, summary=evil, place=evil)
    project()
    for address in (page.url, "/en/search/?q=script", "/en/cases/", "/en/"):
        text = re.sub("</?mark>", "", client.get(address).content.decode())
        assert (address, text.count("<script>alert")) == (address, 0)
        assert text.count("&lt;script&gt;alert(1)") >= 1
