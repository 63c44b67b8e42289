"""What is shown where the address of a page is sent to somebody."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings

from hub.covers import cover_for
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def told(client, address):
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return {one["property"]: one["content"] for one in soup.select("meta[property]")}


def test_work_is_told_with_its_picture_in_the_language_of_its_words(client):
    cover = cover_for(theme_slug="ethics", country_slug="kz")
    factories.case('A "queue" & more', slug="queue", summary="Less waiting.", cover=cover)
    found = told(client, "/kk/cases/queue/?utm_source=letter")
    picture = found.pop("og:image")
    assert picture.startswith(f"{settings.HUB_BASE_URL}/media/images/")
    assert picture.endswith(".fill-1200x630.format-jpeg.jpg")
    assert found == {
        "og:title": 'A "queue" & more',
        "og:description": "Less waiting.",
        "og:site_name": "Хаб",
        "og:type": "article",
        "og:locale": "en_GB",
        "og:url": f"{settings.HUB_BASE_URL}/en/cases/queue/",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": cover.description,
    }


def test_page_of_a_search_is_told_without_a_picture_or_an_address(client):
    found = told(client, "/ru/search/?q=queue")
    assert {name: found[name] for name in found if name != "og:description"} == {
        "og:title": "«queue»: поиск",
        "og:site_name": "Хаб",
        "og:type": "website",
        "og:locale": "ru_RU",
    }


def test_picture_above_a_work_is_silent_as_in_the_lists(client):
    cover = cover_for(theme_slug="ethics", country_slug="kz")
    factories.case("Queue", slug="queue", cover=cover)
    soup = BeautifulSoup(client.get("/kk/cases/queue/").content, "html.parser")
    assert soup.select_one(".work-photo")["alt"] == ""
