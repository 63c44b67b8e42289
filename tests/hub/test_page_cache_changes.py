"""What makes a kept page one of the past, and what of a request never makes a kept page."""

from datetime import timedelta

from bs4 import BeautifulSoup
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from hub.housekeeping.steps import publish_scheduled
from hub.page_cache import changes
from tests.factories import registering


def status(address: str) -> int:
    return Client().get(address).status_code


def text(address: str) -> str:
    return Client().get(address).content.decode()


def test_page_that_is_taken_down_is_gone_at_once(page):
    found, address = page
    assert status(address) == 200
    found.unpublish()
    assert status(address) == 404


def test_page_is_changed_and_taken_down_by_the_clock(page):
    found, address = page
    before, due = text(address), timezone.now() - timedelta(minutes=1)
    found.title = "At its time"
    found.save_revision(approved_go_live_at=due)
    assert text(address) == before
    publish_scheduled()
    assert "At its time" in text(address)
    type(found).objects.filter(pk=found.pk).update(expire_at=due)
    assert status(address) == 200
    publish_scheduled()
    assert status(address) == 404


def test_page_that_is_made_private_is_shown_to_nobody_and_back_again(page):
    found, address = page
    before = text(address)
    rule = PageViewRestriction.objects.create(page=found, restriction_type="login")
    assert status(address) == 302
    rule.delete()
    assert text(address) == before


def test_places_left_follow_every_registration(kept):
    event = registering.event(capacity=3)
    assert "3 places left." in text(event.url)
    registering.register(event, "a@example.org")
    assert "2 places left." in text(event.url)
    type(event).objects.filter(pk=event.pk).update(capacity=9)
    assert "8 places left." in text(event.url)


def test_redirect_leads_at_once_to_where_it_was_changed_to(page):
    found, _address = page
    assert status("/en/old/") == 404
    row = Redirect.add_redirect("/en/old/", found, is_permanent=False)
    assert Client().get("/en/old/").url == found.url
    Redirect.objects.filter(pk=row.pk).update(redirect_page=None, redirect_link="/en/search/")
    assert Client().get("/en/old/").url == "/en/search/"


def test_settings_of_the_site_are_noticed(kept):
    before = changes.generation()
    Site.objects.update(site_name="Another")
    assert changes.generation() != before


# What never makes a kept page


def test_host_that_is_not_ours_is_refused_before_and_after_the_page_is_kept(page, settings):
    _found, address = page
    settings.ALLOWED_HOSTS = ["hub.example.org"]
    ours, theirs = ({"host": host} for host in ("hub.example.org", "evil.example"))
    for _time in range(2):
        assert Client(headers=theirs).get(address).status_code == 400
        shown = Client(headers=ours).get(address).content.decode()
        assert ("evil.example" in shown, "<h1" in shown) == (False, True)


def test_token_of_a_reader_who_has_one_already_is_kept_for_nobody(page):
    """Behind a password stands a form, whose token is made of the cookie that the reader has."""
    found, address = page
    PageViewRestriction.objects.create(page=found, restriction_type="password", password="sesame")

    def token() -> str:
        client = Client()
        client.get("/en/account/login/")
        assert client.cookies["csrftoken"].value
        shown = BeautifulSoup(client.get(address).content, "html.parser")
        return str(shown.select_one("[name=csrfmiddlewaretoken]")["value"])

    assert token() != token()


def test_head_has_no_body_and_leaves_none(page):
    _found, address = page
    response = Client().head(address)
    assert (response.status_code, response.content) == (200, b"")
    assert "<h1" in text(address)


def test_reader_with_a_message_waiting_is_no_reader_of_a_kept_page(page):
    _found, address = page
    text(address)
    client = Client()
    client.cookies["messages"] = "something"
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert len(queries) > 1


def test_pages_that_are_kept_do_not_become_more_without_end(page, monkeypatch):
    _found, address = page
    pages = caches["pages"]
    monkeypatch.setattr(pages, "_max_entries", 3)
    for number in range(6):
        assert status(f"{address}?x={number}") == 200
        assert 1 <= len(pages._cache) <= 3
