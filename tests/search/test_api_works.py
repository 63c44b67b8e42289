"""The public read API: suggestions, and works by their code."""

import pytest

from tests import factories
from tests.search.asking import translated

pytestmark = pytest.mark.django_db


def test_suggest_completes_titles_and_vocabulary(client, project):
    factories.case("Georgian halls", countries="ge", slug="halls")
    project()
    assert client.get("/api/v1/suggest?q=georgi").json() == {
        "suggestions": [
            {
                "text": "Georgia",
                "kind": "country",
                "language": "en",
                "url": "/en/search/?country=ge",
                "value": "ge",
            },
            {
                "text": "Georgian halls",
                "kind": "case_study",
                "language": "en",
                "url": "/en/cases/halls/",
                "value": "CS-0001",
            },
        ]
    }


def test_suggest_answers_in_the_language_asked_for(client, project):
    factories.case(countries="ge")
    project()
    found = client.get("/api/v1/suggest?q=грузи&lang=ru").json()["suggestions"]
    assert [(row["text"], row["url"]) for row in found] == [("Грузия", "/ru/search/?country=ge")]


def test_suggest_of_nothing_is_nothing(client, project):
    factories.case("Digital queue")
    project()
    for text in ("", "q=", "q=+", "q=%22", "q=zzz"):
        assert client.get(f"/api/v1/suggest?{text}").json() == {"suggestions": []}


def test_item_is_one_work_in_the_shape_of_a_hit(client, project):
    factories.review(
        "One-stop shops of Georgia", abstract_en="At <here> & elsewhere.", countries="ge"
    )
    project()
    (hit,) = client.get("/api/v1/search").json()["results"]
    assert client.get("/api/v1/items/TR-0001").json() == hit
    assert client.get("/api/v1/items/tr-0001").json() == hit


def test_item_comes_in_the_language_asked_for_else_in_the_original(client, project):
    page = factories.case("Digital queue")
    translated(page, "ru", title="Цифровая очередь")
    project()
    found = [client.get(f"/api/v1/items/CS-0001?lang={code}").json() for code in ("ru", "kk")]
    assert [item["title"] for item in found] == ["Цифровая очередь", "Digital queue"]


@pytest.mark.parametrize("code", ["CS-0002", "CS-1", "0", "CS-0001%01x", "..", "a" * 500])
def test_unknown_item_is_404_in_json(client, project, code):
    factories.case()
    project()
    response = client.get(f"/api/v1/items/{code}")
    assert (response.status_code, response.json()) == (404, {"detail": "Not Found"})


def test_items_are_given_by_code_in_the_order_asked_for(client, project):
    one, two = factories.case("One"), factories.review("Two")
    draft = factories.case("Draft", live=False)
    translated(one, "ru", title="Один")
    project()
    address = f"/api/v1/items?code={two.code}&code={draft.code}&code={one.code.lower()}&lang=ru"
    rows = client.get(address).json()["results"]
    assert [(row["id"], row["title"], row["language"]) for row in rows] == [
        (two.code, "Two", "en"),
        (one.code, "Один", "ru"),
    ]
    assert rows[0] == client.get(f"/api/v1/items/{two.code}?lang=ru").json()
    assert client.get("/api/v1/items").json() == {"results": []}


def test_more_than_a_hundred_items_are_refused(client):
    codes = "&".join(f"code=CS-{number:04d}" for number in range(101))
    response = client.get(f"/api/v1/items?{codes}")
    assert (response.status_code, list(response.json())) == (400, ["detail"])
