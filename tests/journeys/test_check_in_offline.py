"""The page of the entrance is opened again without a connection."""

import time

import pytest
from django.http import HttpResponse
from playwright.sync_api import Error

from events import day_views, offline_views
from events import entrance as entrances
from events.models import RegistrationLog
from events.tickets import ticket_code
from tests.factories import registering
from tests.journeys.entrance import HELPER, NAMES, session_of, sign_in, type_code, word
from tests.journeys.looking import AXE, AXE_COLOURS, violations, wider

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.drawn]
CACHES = "caches.keys().then(names => names.map(name => name.split('/kept/')[0]))"
VERSIONS = "caches.keys().then(names => names.map(name => name.split('/kept/')[1]))"
FONTS = """document.fonts.load('1rem "Hub Sans"', 'Aә').then(all => all.map(one => one.status))"""
NO_CONNECTION = {
    "en": "No connection to the site",
    "ru": "Нет связи с сайтом",
    "kk": "Сайтпен байланыс жоқ",
}


@pytest.fixture
def kept(entrance):
    """The page, once it says that it is kept."""
    page = entrance()
    page.wait_for_selector("[data-kept]:visible")
    return page


def cut_off(page) -> None:
    page.context.set_offline(True)
    page.reload()


def says_so(page) -> bool:
    return page.inner_text("[data-offline]").startswith(NO_CONNECTION["en"])


def test_page_opened_again_without_a_connection_keeps_a_code_and_sends_it_once(kept, forum):
    _page, guests, _session = forum
    lost = []
    kept.on("requestfailed", lambda request: lost.append(request.url))
    cut_off(kept)
    assert kept.inner_text("h1") == "Forum of the entrance"
    assert says_so(kept)
    type_code(kept, ticket_code(guests[0]))
    kept.wait_for_selector("[data-state=waiting]")
    assert word(kept) == "No connection: waiting to be sent"
    kept.reload()
    assert kept.locator("[data-queue] li").count() == 1
    assert [url for url in lost if "/static/" in url] == []
    kept.context.set_offline(False)
    kept.wait_for_selector("[data-state=welcome]")
    assert kept.inner_text("[data-name]") == NAMES[0]
    assert kept.locator("[data-offline]").is_hidden()
    assert kept.locator("[data-queue]").is_hidden()
    assert RegistrationLog.objects.filter(registration=guests[0], action="checked_in").count() == 1


def test_kept_page_says_that_the_connection_is_back_and_leads_to_the_whole(kept):
    cut_off(kept)
    kept.goto(kept.url + "?q=nino")  # names are not looked up here
    assert says_so(kept)
    assert kept.locator("#q").count() == 0
    kept.context.set_offline(False)
    kept.wait_for_selector("[data-back]:visible")
    assert kept.locator("[data-offline]").is_hidden()
    assert kept.inner_text("[data-expected]") == str(len(NAMES))
    kept.get_by_role("link", name="Open the whole page").click()
    assert kept.locator("#q").count() == 1


def test_open_page_says_when_the_connection_goes_and_comes(entrance):
    page = entrance()
    assert page.locator("[data-offline]").is_hidden()
    page.context.set_offline(True)
    page.wait_for_selector("[data-offline]:visible")
    page.context.set_offline(False)
    page.wait_for_selector("[data-offline]", state="hidden")


@pytest.fixture(scope="class")
def ending(forum, django_db_blocker):
    """A session of the helper's that ends with the test."""
    with django_db_blocker.unblock():
        return session_of(registering.owner(HELPER))


def test_kept_page_is_gone_after_signing_out(ending, kept, forum, base):
    page = forum[0]
    sign_in(kept, ending, base)
    kept.goto("/en/account/logout/")
    with kept.expect_navigation(url="**/en/"):
        kept.locator("main form button[type=submit]").click()
    assert kept.evaluate(CACHES) == []
    assert kept.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    kept.context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        kept.goto(f"/en/events/{page.code}/check-in/")


@pytest.fixture(scope="class")
def stranger(forum, django_db_blocker):
    """The session of somebody who may not check in; goes with those of the forum."""
    with django_db_blocker.unblock():
        return session_of(registering.user("stranger@example.org"))


def test_kept_page_is_gone_once_the_site_refuses_the_page(stranger, kept, base):
    sign_in(kept, stranger, base)
    assert kept.reload().status == 404
    assert kept.evaluate(CACHES) == []


def test_kept_page_that_meets_an_ended_session_sends_after_the_next_sign_in(kept, forum, base):
    _page, guests, _session = forum
    cut_off(kept)
    kept.context.clear_cookies()
    type_code(kept, ticket_code(guests[1]))
    kept.context.set_offline(False)
    kept.wait_for_selector("[data-state=signin]")
    sign_in(kept, forum[2], base)
    kept.wait_for_selector("[data-state=welcome]")
    assert kept.inner_text("[data-name]") == NAMES[1]


def test_token_of_an_earlier_session_is_renewed(entrance, forum):
    _page, guests, _session = forum
    page = entrance()
    page.context.clear_cookies(name="csrftoken")
    type_code(page, ticket_code(guests[2]))
    page.wait_for_selector("[data-state=welcome]")
    assert page.inner_text("[data-name]") == NAMES[2]


def test_kept_page_stands_in_for_a_site_that_is_slow_or_away(kept, monkeypatch):
    numbers = entrances.numbers

    def slow(event):
        time.sleep(5)
        return numbers(event)

    with monkeypatch.context() as patch:
        patch.setattr(entrances, "numbers", slow)
        kept.reload()
        assert kept.locator("[data-kept]").count() == 0
        assert says_so(kept)
    with monkeypatch.context() as patch:
        patch.setattr(day_views, "render", lambda *args: HttpResponse(status=503))
        assert kept.reload().status == 200
        assert kept.locator("[data-kept]").count() == 0
    kept.reload()
    assert kept.locator("[data-kept]").count() == 1


def test_new_release_takes_the_place_of_what_was_kept(kept, monkeypatch):
    before = kept.evaluate(VERSIONS)
    assert len(before) == 1
    page = offline_views._page
    monkeypatch.setattr(
        offline_views, "_page", lambda event: page(event).replace("Forum of", "Congress of")
    )
    kept.reload()
    for _time in range(300):
        after = kept.evaluate(VERSIONS)
        if len(after) == 1 and after != before:
            break
        kept.wait_for_timeout(100)
    else:
        raise AssertionError(f"{before} is {after}")
    cut_off(kept)
    assert kept.inner_text("h1") == "Congress of the entrance"


def test_page_without_workers_works_as_long_as_it_is_open(entrance, forum):
    _page, guests, _session = forum
    page = entrance(service_workers="block")
    page.wait_for_load_state("networkidle")
    assert page.locator("[data-kept]").is_hidden()
    type_code(page, ticket_code(guests[3]))
    page.wait_for_selector("[data-state=welcome]")


@pytest.mark.parametrize("language", NO_CONNECTION)
def test_kept_page_speaks_the_language_and_has_no_fault(kept, forum, language):
    kept.goto(f"/{language}/events/{forum[0].code}/check-in/")
    kept.wait_for_selector("[data-kept]:visible")
    assert violations(kept, AXE) == []
    cut_off(kept)
    assert kept.inner_text("[data-offline]").startswith(NO_CONNECTION[language])
    assert violations(kept, AXE) == []
    assert wider(kept, "phone") == []
    kept.emulate_media(color_scheme="dark")
    assert violations(kept, AXE_COLOURS) == []
    assert kept.evaluate(FONTS) == ["loaded", "loaded"]
