"""`exact=1`: the words as they were typed, offered beside what was taken for what was meant."""

import re

import pytest

from tests import factories

pytestmark = pytest.mark.django_db
OFFER = re.compile(r'<a href="([^"]*)">Search for “digitl” all the same</a>')


def test_page_offers_the_words_as_typed_beside_a_correction(client, project):
    factories.case("Digital queue")
    project()
    page = client.get("/en/search/?q=digitl&country=kz").content.decode()
    assert "These are the results for <strong>“digital”</strong>." in page
    address = OFFER.search(page).group(1).replace("&amp;", "&")
    assert address == "/en/search/?q=digitl&country=kz&exact=1"
    exact = client.get(address).content.decode()
    assert "No work matches “digitl”" in exact
    assert OFFER.search(exact) is None


def test_links_keep_the_words_as_typed(client, project):
    for number in range(21):
        factories.case(f"Case {number}", summary="Digitl.")
    project()
    page = client.get("/en/search/?q=digitl&exact=1").content.decode()
    assert "/en/search/?q=digitl&amp;exact=1&amp;page=2" in page


def test_api_takes_words_as_they_were_typed_when_wanted(client, project):
    factories.case("Digital queue")
    project()
    answer = client.get("/api/v1/search?q=digitl&exact=1").json()
    assert (answer["count"], answer["corrected"], answer["ignored"]) == (0, None, [])
