"""Who asks for too much waits; who reads kept pages does not."""

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory

from hub.limits import network_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.mark.parametrize(
    ("limit", "address"),
    [
        ("search", "/en/search/?q=queue"),
        ("search", "/en/cases/?country=kz"),
        ("api", "/api/v1/search?q=queue"),
        ("api", "/api/v1/suggest?q=qu"),
        ("files", "/en/events/feed.ics"),
    ],
)
def test_network_that_asks_too_often_waits(settings, limit, address):
    settings.HUB_LIMITS = {**settings.HUB_LIMITS, limit: (2, 60)}
    answers = [Client().get(address) for _time in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1]["Retry-After"] == "60"
    assert Client().get(address, REMOTE_ADDR="10.0.0.9").status_code == 200


def test_pages_without_a_question_are_not_counted(settings):
    settings.HUB_LIMITS = dict.fromkeys(settings.HUB_LIMITS, (0, 60))
    assert Client().get("/en/").status_code == 200
    assert Client().get("/en/search/").status_code == 200


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_refusal_is_a_page_in_the_readers_language(settings, language):
    settings.HUB_LIMITS = {**settings.HUB_LIMITS, "search": (0, 60)}
    response = Client().get(f"/{language}/search/?q=x")
    titles = {
        "en": "That was too much at once",
        "ru": "Слишком много запросов подряд",
        "kk": "Бір мезгілде тым көп сұралды",
    }
    text = response.content.decode()
    assert response.status_code == 429
    assert titles[language] in text
    for other in titles.keys() - {language}:
        assert f'href="/{other}/search/?q=x"' in text


def test_addresses_of_one_network_of_version_6_are_one_visitor():
    def seen(address):
        return network_of(RequestFactory().get("/", REMOTE_ADDR=address))

    assert seen("2001:db8:1:2::1") == seen("2001:db8:1:2:ffff::9")
    assert seen("2001:db8:1:3::1") != seen("2001:db8:1:2::1")
    assert (seen("10.0.0.1"), seen("10.0.0.2")) == ("10.0.0.1", "10.0.0.2")
