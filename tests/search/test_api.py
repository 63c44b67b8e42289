"""The public read API: its exact shape, as interface.md fixes it."""

import json
from datetime import date

import pytest
from django.urls import reverse

from casestudies.models import CaseStudy
from hub.vocabulary import FACETS_BY_KEY
from tests import factories
from tests.search.asking import translated

pytestmark = pytest.mark.django_db

BASE = "http://127.0.0.1:8000"
ADDRESS = "/api/v1/search"


def ask(client, text="", status=200):
    response = client.get(f"{ADDRESS}?{text}")
    assert response.status_code == status, response.content
    assert response["Content-Type"].split(";")[0] == "application/json"
    return response.json()


def counts(answer, key):
    values = [facet["values"] for facet in answer["facets"] if facet["key"] == key]
    return {value["value"]: (value["count"], value["selected"]) for row in values for value in row}


def georgian_hall():
    return factories.review(
        "One-stop shops of Georgia",
        countries="ge",
        themes="one-stop-shops",
        slug="one-stop-shops",
        abstract_en="Two hundred services at one-stop counters <here> & elsewhere.",
        published_on=date(2014, 5, 1),
    )


# Search


def test_search_answers_in_the_fixed_shape(client, project):
    georgian_hall()
    project()
    answer = ask(client, "q=one-stop+counters&country=ge&colour=red")
    assert answer.pop("took_ms") >= 0
    assert {facet["key"] for facet in answer["facets"]} == {
        "kind",
        "theme",
        "region",
        "country",
        "year",
        "language",
    }
    facets = {facet["key"]: facet for facet in answer.pop("facets")}
    assert facets["country"] == {
        "key": "country",
        "label": "Country",
        "values": [{"value": "ge", "label": "Georgia", "count": 1, "selected": True}],
    }
    assert answer == {
        "count": 1,
        "page": 1,
        "pages": 1,
        "language": "en",
        "engine": "database",
        "results": [
            {
                "id": "TR-0001",
                "kind": "trend_review",
                "language": "en",
                "title": "One-stop shops of Georgia",
                "url": f"{BASE}/en/reviews/one-stop-shops/",
                "summary": "Two hundred services at one-stop counters <here> & elsewhere.",
                "highlight": [
                    "Two hundred services at <mark>one-stop</mark> <mark>counters</mark> "
                    "&lt;here&gt; &amp; elsewhere."
                ],
                "date": "2014-05-01",
                "facets": {
                    "kind": ["trend_review"],
                    "theme": ["one-stop-shops", "digital-government"],
                    "region": ["caucasus"],
                    "country": ["ge"],
                    "year": ["2014"],
                    "language": ["en"],
                },
            }
        ],
        "corrected": None,
        "loosened": False,
        "ignored": ["colour=red"],
    }


def test_search_of_an_empty_hub_answers_nothing(client):
    answer = ask(client)
    assert (answer["count"], answer["page"], answer["pages"]) == (0, 1, 1)
    assert (answer["results"], answer["facets"], answer["ignored"]) == ([], [], [])


def test_counts_leave_out_the_facets_own_choice_and_keep_the_others(client, project):
    factories.case(countries="ge", outcome="failed")
    factories.case(countries="ge", outcome="succeeded")
    factories.case(countries="az", outcome="failed")
    project()
    answer = ask(client, "country=ge&outcome=failed")
    assert answer["count"] == 1
    assert counts(answer, "country") == {"ge": (1, True), "az": (1, False)}
    assert counts(answer, "outcome") == {"succeeded": (1, False), "failed": (1, True)}
    assert counts(answer, "region") == {"caucasus": (1, False)}


def test_repeated_parameter_is_or_and_facets_are_and(client, project):
    factories.case(countries="ge", started=2012)
    factories.case(countries="az", started=2013)
    factories.case(countries="kz", started=2012)
    project()
    found = ask(client, "country=ge&country=az")
    assert (found["count"], counts(found, "year")) == (2, {"2013": (1, False), "2012": (1, False)})
    assert ask(client, "country=ge&country=az&year=2012")["count"] == 1


def test_selected_value_stays_at_nought(client, project):
    factories.case(countries="ge")
    project()
    answer = ask(client, "country=kz")
    assert answer["count"] == 0
    assert counts(answer, "country") == {"ge": (1, False), "kz": (0, True)}


def test_all_values_of_a_facet_come(client, project):
    countries = "am az by ca cn ee ge gb in kg kr kz md mn"
    factories.case(countries=countries)
    project()
    assert set(counts(ask(client), "country")) == set(countries.split())


def test_unknown_values_are_named(client, project):
    factories.case()
    project()
    answer = ask(client, "year=abc&page=0&sort=x&country=atlantis&colour=red&lang=en")
    assert (answer["count"], answer["page"]) == (1, 1)
    said = ["colour=red", "country=atlantis", "year=abc", "sort=x", "page=0"]
    assert answer["ignored"] == said


def test_misspelt_word_is_corrected_and_said(client, project):
    factories.case("Digital queue")
    project()
    answer = ask(client, "q=digitl+queue")
    assert (answer["count"], answer["corrected"]) == (1, "digital queue")


def test_labels_and_results_are_in_the_language_asked_for(client, project):
    page = factories.case("Digital queue", slug="queue")
    translated(page, "ru", title="Цифровая очередь")
    factories.case("Only in English", slug="only")
    project()
    answer = ask(client, "lang=ru&sort=title")
    assert [(row["language"], row["title"]) for row in answer["results"]] == [
        ("ru", "Цифровая очередь"),
        ("en", "Only in English"),
    ]
    assert answer["language"] == "ru"
    country = next(facet for facet in answer["facets"] if facet["key"] == "country")
    assert [value["label"] for value in country["values"]] == ["Казахстан"]
    assert [row["url"] for row in answer["results"]] == [
        f"{BASE}{CaseStudy.objects.get(title='Цифровая очередь').url}",
        f"{BASE}/ru/cases/only/",
    ]


@pytest.mark.parametrize("lang", ["xx", "", "EN", "%01"])
def test_unknown_language_is_english(client, lang):
    assert ask(client, f"lang={lang}")["language"] == "en"


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("search?lang=kk", "kk"),
        ("suggest?q=a&lang=ru", "ru"),
        ("search?lang=xx", "en"),
        ("search?page=9&lang=kk", "en"),
    ],
)
def test_answer_names_its_language_whatever_the_reader_prefers(client, path, language):
    response = client.get(f"/api/v1/{path}", headers={"Accept-Language": "ru"})
    assert response["Content-Language"] == language


def test_pages_follow_each_other_and_end(client, project):
    for number in range(21):
        factories.case(f"Case {number:02}")
    project()
    first, second = ask(client, "sort=title"), ask(client, "sort=title&page=2")
    assert (first["count"], first["pages"], len(first["results"])) == (21, 2, 20)
    assert first["results"][0]["title"] == "Case 00"
    assert [row["title"] for row in second["results"]] == ["Case 20"]
    assert ask(client, "page=3", status=404) == {"detail": "There are 2 pages."}
    assert ask(client, "page=999999999", status=404) == {"detail": "There are 2 pages."}


def test_drafts_are_in_no_hit_count_or_suggestion(client, project):
    hidden = factories.case("Zhuldyz register", countries="ge", live=False)
    factories.case("Digital queue", countries="kz")
    project()
    answer = ask(client, "q=zhuldyz")
    assert answer["count"] == 0
    assert counts(ask(client), "country") == {"kz": (1, False)}
    assert client.get("/api/v1/suggest?q=zhul").json() == {"suggestions": []}
    assert client.get(f"/api/v1/items/{hidden.code}").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_api_is_to_read_only(client, method):
    for address in (ADDRESS, "/api/v1/suggest", "/api/v1/items/CS-0001"):
        assert getattr(client, method)(address).status_code == 405


# The schema


def test_schema_names_every_parameter_and_answer(client):
    schema = json.loads(client.get("/api/v1/openapi.json").content)
    assert schema["openapi"].startswith("3.")
    assert set(schema["paths"]) == {
        "/api/v1/search",
        "/api/v1/suggest",
        "/api/v1/items",
        "/api/v1/items/{code}",
    }
    assert {method for path in schema["paths"].values() for method in path} == {"get"}
    search = schema["paths"]["/api/v1/search"]["get"]
    names = [parameter["name"] for parameter in search["parameters"]]
    assert names == ["q", "lang", *FACETS_BY_KEY, "sort", "page", "exact"]
    assert set(search["responses"]) == {"200", "404"}
    shape = schema["components"]["schemas"]["SearchOut"]
    assert set(shape["required"]) == set(ask(client))


def test_api_has_a_page_to_try_it(client):
    response = client.get(reverse("api:openapi-view"))
    assert response.status_code == 200
    assert response.content.decode().count("/api/v1/openapi.json") == 1
