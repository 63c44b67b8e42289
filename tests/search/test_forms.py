"""A query string as a question: what is unknown is left out and said, and nothing is an error."""

import re

import pytest
from django.http import QueryDict

from search.forms import MAX_VALUES, read_query
from search.query import SearchQuery
from tests import factories

pytestmark = pytest.mark.django_db


def read(text, **options):
    return read_query(QueryDict(text), "en", **options)


def asked(text, **options):
    return read(text, **options)[0]


def ignored(text, **options):
    return read(text, **options)[1]


def test_empty_address_asks_for_everything_newest_first():
    assert read("") == (SearchQuery(sort="newest"), [])


def test_whole_address_is_read():
    query, left_out = read(
        "q=one+stop&country=ge&country=az&theme=ethics&year=2014&kind=event&sort=title&page=3&lang=ru"
    )
    assert left_out == []
    assert query == SearchQuery(
        text="one stop",
        language="en",  # of the page; only the API reads lang
        filters={
            "kind": ("event",),
            "theme": ("ethics",),
            "country": ("ge", "az"),
            "year": ("2014",),
        },
        sort="title",
        page=3,
        page_size=20,
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour=red", ["colour=red"]),
        ("country=atlantis", ["country=atlantis"]),
        ("country=GE", ["country=GE"]),
        ("theme=ethics%27%20OR%201%3D1", ["theme=ethics' OR 1=1"]),
        ("year=abc", ["year=abc"]),
        ("exact=yes", ["exact=yes"]),
        ("year=20145", ["year=20145"]),
        ("year=%D9%A2%D9%A0%D9%A1%D9%A4", ["year=٢٠١٤"]),  # digits, but not ours
        ("page=0", ["page=0"]),
        ("page=-1", ["page=-1"]),
        ("page=1.5", ["page=1.5"]),
        ("page=last", ["page=last"]),
        ("page=%C2%B2", ["page=²"]),
        ("sort=x", ["sort=x"]),
        ("sort=-title", ["sort=-title"]),
        ("country__name=ge&id__gt=0", ["country__name=ge", "id__gt=0"]),
        ("facet_country=ge&work=1&visible=0", ["facet_country=ge", "work=1", "visible=0"]),
        ("verification=checked&stage=checked", ["stage=checked"]),
    ],
)
def test_what_is_unknown_is_left_out_and_said(text, said):
    query, left_out = read(text)
    assert left_out == said
    assert (query.page, query.sort, query.text) == (1, "newest", "")
    kept = {"verification": ("checked",)} if "verification" in text else {}
    assert query.filters == kept


def test_known_values_stay_beside_unknown_ones():
    query, left_out = read("country=ge&country=atlantis&country=az&country=ge")
    assert (query.filters, left_out) == ({"country": ("ge", "az")}, ["country=atlantis"])


def test_empty_values_are_no_choice_and_not_spoken_of():
    assert read("q=&country=&theme=+&sort=") == (SearchQuery(sort="newest"), [])


def test_order_is_by_relevance_with_words_and_newest_without():
    assert [asked(text).sort for text in ("", "q=queue", "q=queue&sort=newest", "q=+&sort=")] == [
        "newest",
        "relevance",
        "newest",
        "newest",
    ]
    assert asked("q=queue&sort=x").sort == "relevance"


def test_blanks_between_words_are_one():
    assert asked("q=++one%0A%09stop++shop+").text == "one stop shop"


def test_query_of_300_characters_is_whole():
    words = "a" * 149 + " " + "b" * 150
    assert (asked(f"q={words}").text, ignored(f"q={words}")) == (words, [])


def test_query_of_more_than_300_characters_is_cut_between_words_and_said():
    query, left_out = read("q=" + "queue " * 60 + "end")
    assert query.text == " ".join(["queue"] * 50)
    assert left_out == ["q: 363 > 300"]


def test_word_of_more_than_300_characters_is_cut():
    query, left_out = read("q=" + "a" * 301)
    assert (query.text, left_out) == ("a" * 300, ["q: 301 > 300"])


def test_values_of_one_facet_are_limited_and_the_rest_is_said():
    years = [str(year) for year in range(1900, 1900 + MAX_VALUES + 2)]
    query, left_out = read("&".join(f"year={year}" for year in years))
    assert query.filters == {"year": tuple(years[:50])}
    assert left_out == ["year=1950", "year=1951"]


def test_what_is_said_is_short():
    assert ignored(f"{'k' * 200}={'v' * 200}") == ["k" * 80]


def test_huge_page_is_past_any_last_one():
    for text in ("page=100001", "page=999999", "page=" + "9" * 4000):
        assert (asked(text).page, ignored(text)) == (100_000, [])


def test_page_with_leading_zeros_is_that_page():
    assert (asked("page=0003").page, ignored("page=0003")) == (3, [])


def test_choice_of_the_page_itself_cannot_be_changed_by_the_address():
    query, left_out = read("kind=event&country=ge", preset={"kind": ("case_study",)})
    assert (query.filters, left_out) == ({"country": ("ge",)}, [])


# On the page


def shown(client, text):
    response = client.get(f"/en/search/?{text}")
    return response.status_code, response.context["ignored"]


def test_page_says_what_was_left_out_and_answers_the_rest(client, project):
    factories.case("Digital queue", countries="ge")
    factories.case("Digital queue", countries="kz")
    project()
    response = client.get("/en/search/?q=queue&country=ge&year=abc&sort=x&page=0&colour=red")
    assert response.status_code == 200
    assert response.context["results"].count == 1
    said = ["colour=red", "year=abc", "sort=x", "page=0"]
    assert response.context["ignored"] == said
    text = response.content.decode()
    assert [text.count(f"<code>{item}</code>") for item in said] == [1, 1, 1, 1]


def test_page_says_nothing_when_all_was_understood(client, project):
    factories.case("Digital queue")
    project()
    assert shown(client, "q=queue&country=kz") == (200, [])


def test_markup_in_the_address_is_shown_as_text(client):
    evil = "%3Cscript%3Ealert(1)%3C/script%3E"
    response = client.get(f"/en/search/?q={evil}&theme={evil}&{evil}={evil}")
    assert response.content.decode().count("<script>alert(1)") == 0
    assert response.content.decode().count("&lt;script&gt;alert(1)") >= 3


@pytest.mark.parametrize("text", ["page=2", "page=100000", "q=queue&page=2", "country=ge&page=9"])
def test_page_past_the_last_one_does_not_exist(client, project, text):
    factories.case("Digital queue", countries="ge")
    project()
    assert client.get(f"/en/search/?{text}").status_code == 404
    assert client.get(f"/en/cases/?{text}").status_code == 404


def test_first_page_of_nothing_exists(client):
    assert client.get("/en/search/?q=zhuldyz").status_code == 200


def test_library_answers_its_own_kind_whatever_the_address_says(client, project):
    factories.case("Digital queue")
    factories.event("Digital queue")
    project()
    response = client.get("/en/cases/?kind=event&q=queue")
    assert [hit.kind for hit in response.context["results"].results] == ["case_study"]


def test_usual_order_of_events_is_what_comes_soonest():
    events = {"kind": ("event",)}
    assert [read_query(QueryDict(text), "en", preset=events)[0].sort for text in ("", "q=a")] == [
        "soonest",
        "relevance",
    ]
    assert asked("kind=event").sort == "soonest"
    assert asked("kind=event&kind=memorandum").sort == "newest"
    assert asked("kind=event&sort=newest").sort == "newest"


def test_orders_offered_are_those_of_the_list(client):
    def offered(address: str) -> list[tuple[str, str]]:
        html = client.get(address).content.decode()
        options = re.search(r'<select id="sort".*?</select>', html, re.S).group()
        return re.findall(r'<option value="(\w*)"[^>]*>(.*?)<', options)

    usual = [("", "Newest first"), ("title", "Title")]
    assert offered("/en/cases/") == usual
    coming = [("", "Soonest first"), ("newest", "Newest first"), ("title", "Title")]
    assert offered("/en/events/") == coming
    assert offered("/en/search/?kind=event") == coming
    assert offered("/en/cases/?sort=soonest") == [*usual, ("soonest", "Soonest first")]
