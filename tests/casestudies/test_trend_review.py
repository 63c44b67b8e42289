"""A review: its abstract in all languages on one page, its period, its authors."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.models import PageViewRestriction

from casestudies.models import ReviewAuthor, TrendReview
from casestudies.templatetags.casestudies import review_facts
from hub.models import Region
from tests import factories
from tests.factories import editing
from tests.search.asking import translated

pytestmark = pytest.mark.django_db


def refused(client, **changes):
    data = editing.form("trend_review", **changes)
    return editing.errors(editing.publish(client, editing.add_url("trend_review"), data))


def test_period_that_ends_before_it_starts_is_refused(admin_client):
    messages = {"period_to": ["The period ends before it starts."]}
    assert refused(admin_client, period_from="2020", period_to="2019") == messages


def test_draft_whose_period_ends_before_it_starts_is_refused(admin_client):
    data = editing.form("trend_review", period_from="2020", period_to="2019")
    response = editing.save(admin_client, editing.add_url("trend_review"), data)
    assert editing.errors(response) == {"period_to": ["The period ends before it starts."]}


def test_period_of_one_year_is_published(admin_client):
    data = editing.form("trend_review", period_from="2020", period_to="2020")
    editing.publish(admin_client, editing.add_url("trend_review"), data)
    assert TrendReview.objects.get().live is True


@pytest.mark.parametrize("changes", [{"period_from": ""}, {"period_to": ""}])
def test_review_without_both_years_is_refused(admin_client, changes):
    messages = {"period_from": ["Say which years the review covers."]}
    assert refused(admin_client, **changes) == messages


def test_review_without_a_day_of_publication_is_refused(admin_client):
    messages = {"published_on": ["Say on which day the review was published."]}
    assert refused(admin_client, published_on="") == messages


def test_review_without_any_abstract_is_refused(admin_client):
    messages = {"abstract_en": ["Write an abstract, in one language at least."]}
    assert refused(admin_client, abstract_en="") == messages


def test_review_with_an_abstract_in_kazakh_alone_is_published(admin_client):
    data = editing.form("trend_review", abstract_en="", abstract_kk="Шолу.")
    editing.publish(admin_client, editing.add_url("trend_review"), data)
    assert TrendReview.objects.get().live is True


def test_author_with_a_wrong_orcid_is_refused(admin_client):
    authors = [{"name": "A. Author", "orcid": "0000-0002-1825"}]
    messages = {"authors": ["An ORCID looks like 0000-0002-1825-0097."]}
    assert refused(admin_client, authors=authors) == messages


def test_author_with_an_orcid_is_stored(admin_client):
    authors = [{"name": "A. Author", "orcid": "0000-0002-1694-233X"}, {"name": "B. Author"}]
    data = editing.form("trend_review", authors=authors)
    editing.publish(admin_client, editing.add_url("trend_review"), data)
    found = TrendReview.objects.get().authors.values_list("name", "orcid")
    assert list(found) == [("A. Author", "0000-0002-1694-233X"), ("B. Author", "")]


@pytest.mark.parametrize(
    "orcid", ["0000-0002-1694-233x", "0000-0002-1694-2333\n", "٠٠٠٠-0002-1694-2333"]
)
def test_orcid_of_other_characters_is_refused(orcid):
    with pytest.raises(ValidationError):
        ReviewAuthor(name="A", orcid=orcid).clean_fields(exclude=["review"])


def test_abstract_follows_the_readers_language_then_the_pages():
    review = factories.review(language="ru", abstract_en="English.", abstract_ru="Русский.")
    found = {}
    for language in ("en", "ru", "kk"):
        with translation.override(language):
            found[language] = review.abstract
    assert found == {"en": "English.", "ru": "Русский.", "kk": "Русский."}


def test_abstract_falls_back_on_any_language():
    review = factories.review(abstract_en="", abstract_kk="Қазақша.")
    with translation.override("ru"):
        assert (review.abstract, review.summary_text) == ("Қазақша.", "Қазақша.")


@pytest.mark.parametrize("active", ["en", "ru", "kk"])
def test_summary_in_lists_is_the_same_whoever_publishes(active):
    russian = factories.review(language="ru", abstract_en="English.", abstract_ru="Русский.")
    without = factories.review(language="ru", abstract_en="English.", abstract_kk="Қазақша.")
    with translation.override(active):
        assert (russian.summary_text, without.summary_text) == ("Русский.", "English.")


def test_keywords_follow_the_readers_language_else_english():
    review = factories.review(keywords_en="pay, merit ,", keywords_ru="оплата")
    with translation.override("ru"):
        assert review.in_languages("keywords") == ("оплата", "ru")
    with translation.override("kk"):
        assert review.in_languages("keywords") == ("pay, merit ,", "en")


def test_draft_of_which_one_year_is_known_says_no_period():
    review = factories.review(live=False, period_to=None)
    assert "Covers" not in [fact["label"] for fact in review_facts(review)]


def test_note_of_a_review_knows_that_its_abstract_is_translated(client):
    factories.review("Review", slug="review", abstract_ru="Русский.")
    notes = {}
    for language in ("ru", "kk"):
        soup = BeautifulSoup(client.get(f"/{language}/reviews/review/").content, "html.parser")
        note = soup.select_one(".page-head .inset")
        assert note.a["hreflang"] == "en"
        notes[language] = note.contents[0].strip().partition(".")[0].partition(":")[0]
    assert notes == {
        "ru": "Пока переведена только аннотация, остальное — на другом языке",
        "kk": "Әзірге аударылмаған",
    }


def test_key_messages_are_lines_without_blanks():
    assert TrendReview(key_messages="One.\n\n  Two. \n").messages == ["One.", "Two."]


def test_regions_are_those_named_and_those_of_the_countries():
    review = factories.review(countries="ge")
    review.regions = list(Region.objects.filter(slug__in=["africa", "caucasus"]))
    review.save()
    assert review.facet_region == ["africa", "caucasus"]
    assert review.facet_country == ["ge"]


def test_review_is_dated_and_filed_by_the_day_it_was_published():
    review = factories.review(published_on=date(2019, 12, 31))
    assert (review.dated, review.facet_year) == (date(2019, 12, 31), 2019)


def test_review_that_is_superseded_knows_by_which():
    old = factories.review("First edition")
    new = factories.review("Second edition", supersedes=old)
    assert list(old.superseded_by.all()) == [new]
    old.delete()
    new.refresh_from_db()
    assert new.supersedes is None


@pytest.mark.parametrize(
    ("address", "place"), [("/kk/reviews/", ".card-text"), ("/kk/search/", ".hit-text")]
)
def test_list_tells_a_review_by_its_abstract_in_the_readers_language(
    client, project, address, place
):
    factories.review(abstract_en="Of <pay>.", abstract_kk="<Жалақы> туралы.")
    factories.review(abstract_en="Of merit.")
    project()
    page = BeautifulSoup(client.get(address).content, "html.parser")
    assert sorted((text.get_text(strip=True), text.get("lang")) for text in page.select(place)) == [
        ("<Жалақы> туралы.", None),
        ("Of merit.", "en"),
    ]


def editions(client, address: str) -> dict[str, list[tuple[str, str]]]:
    """What the page says of other editions: titles and addresses."""
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return {
        name: [(link.get_text(), link["href"]) for link in soup.select(f".{name} a")]
        for name in ("replaces", "replaced-by")
    }


def test_page_of_a_review_names_the_one_that_it_replaces_and_the_one_that_replaces_it(client):
    first = factories.review("First edition", slug="first")
    second = factories.review("Second edition", slug="second", supersedes=first)
    factories.review("Third edition", slug="third", supersedes=second)
    assert editions(client, "/en/reviews/first/") == {
        "replaces": [],
        "replaced-by": [("Second edition", "/en/reviews/second/")],
    }
    assert editions(client, "/en/reviews/second/") == {
        "replaces": [("First edition", "/en/reviews/first/")],
        "replaced-by": [("Third edition", "/en/reviews/third/")],
    }


def test_other_editions_of_a_review_are_named_in_the_readers_language(client):
    old = factories.review("First edition", slug="first")
    new = factories.review("Second edition", slug="second", supersedes=old)
    translated(old, "ru", title="Первое издание")
    translated(new, "ru", title="Второе издание")
    assert editions(client, "/ru/reviews/second/")["replaces"] == [
        ("Первое издание", "/ru/reviews/first/")
    ]
    assert editions(client, "/ru/reviews/first/")["replaced-by"] == [
        ("Второе издание", "/ru/reviews/second/")
    ]


def test_edition_that_not_everybody_may_read_is_not_named(client):
    first = factories.review("First edition", slug="first")
    second = factories.review("Second edition", slug="second", supersedes=first)
    factories.review("Draft of a third", supersedes=second, live=False)
    PageViewRestriction.objects.create(page=first, restriction_type="login")
    nothing = {"replaces": [], "replaced-by": []}
    assert editions(client, "/en/reviews/second/") == nothing
    PageViewRestriction.objects.all().delete()
    PageViewRestriction.objects.create(page=second, restriction_type="login")
    assert editions(client, "/en/reviews/first/") == nothing
