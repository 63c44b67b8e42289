"""FACETS is the one list: pages, documents, forms, API and sidebar follow it and add nothing."""

import re

import pytest
from django.apps import apps
from django.http import QueryDict
from django.utils import translation

from hub.languages import LANGUAGES
from hub.models import Publication
from hub.vocabulary import FACETS, FACETS_BY_KEY, Kind
from search import labels, registry
from search.api import SearchIn
from search.forms import OTHER_KEYS, read_query
from search.query import SORTS
from tests import factories
from tests.search.asking import ask

pytestmark = pytest.mark.django_db
KEYS = [facet.key for facet in FACETS]
LISTED = [facet.key for facet in FACETS if facet.listed]
MODELS = [model for model in apps.get_models() if issubclass(model, Publication)]
PREFIX = "facet_"


@pytest.fixture
def works(project) -> list[Publication]:
    """One work of each kind, with a value for every facet of its kind."""
    made = [
        factories.case(
            level=["national"],
            evidence=["survey"],
            funding=["donor"],
            stage="pilot",
            outcome="mixed",
        ),
        factories.review(countries="ge"),
        factories.memorandum(),
        factories.event(working_languages=["en", "ru"]),
    ]
    project()
    return made


def test_keys_are_unique_and_none_is_another_parameter():
    assert len(set(KEYS)) == len(KEYS)
    assert set(KEYS).isdisjoint(OTHER_KEYS)
    assert list(FACETS_BY_KEY) == KEYS


def test_parameters_that_stay_fixed_are_facets():
    fixed = "kind region country theme outcome stage level year language verification".split()
    assert set(fixed) - set(KEYS) == set()


def test_every_facet_is_an_attribute_of_a_page_and_no_attribute_is_left_over():
    offered = {
        name.removeprefix(PREFIX)
        for model in MODELS
        for name in dir(model)
        if name.startswith(PREFIX) and name != "facet_values"
    }
    assert offered == set(KEYS)


def test_every_kind_of_page_is_a_value_of_the_facet_kind():
    assert sorted(model.kind for model in MODELS) == sorted(Kind)


def test_documents_have_every_facet_and_no_other(works):
    documents = registry.documents([page.pk for page in works])
    found = {key for document in documents.values() for key in document.facets}
    assert found == set(KEYS)


def test_document_has_the_values_that_its_page_offers(works):
    documents = registry.documents([page.pk for page in works])
    for page in works:
        offered = {key: getattr(page, PREFIX + key, None) for key in KEYS}
        expected = {
            key: tuple(map(str, value if isinstance(value, list) else [value]))
            for key, value in offered.items()
            if value not in (None, "", [])
        }
        assert documents[page.pk].facets == expected


def test_every_value_of_a_document_is_known_and_has_a_label_in_each_language(works):
    vocabulary = labels.vocabulary()
    checked = set()
    for document in registry.documents([page.pk for page in works]).values():
        for key, values in document.facets.items():
            for value in values:
                assert vocabulary.knows(FACETS_BY_KEY[key], value)
                names = [vocabulary.labels[key][language].get(value, "") for language in LANGUAGES]
                assert all(names) or key in ("year", "month"), (key, value)
                checked.add(key)
    assert checked == set(KEYS)


def test_sidebar_shows_the_facets_in_their_order(works):
    assert [(facet.key, facet.label) for facet in ask().facets] == [
        (facet.key, str(facet.label)) for facet in FACETS if facet.listed
    ]


def test_page_draws_the_facets_in_their_order(works, client):
    html = client.get("/en/search/").content.decode()
    assert re.findall(r'data-facet="(\w+)"', html) == LISTED


def test_library_draws_all_facets_but_its_own(works, client):
    html = client.get("/en/cases/").content.decode()
    case, *_others = registry.documents([works[0].pk]).values()
    assert re.findall(r'data-facet="(\w+)"', html) == [
        key for key in KEYS if key in case.facets and key != "kind"
    ]


def test_form_reads_every_facet(works):
    document_facets = {
        key: values
        for document in registry.documents([page.pk for page in works]).values()
        for key, values in document.facets.items()
    }
    data = QueryDict(mutable=True)
    for key, values in document_facets.items():
        data.setlist(key, values)
    query, ignored = read_query(data, "en")
    assert (query.filters, ignored) == (document_facets, [])


@pytest.mark.parametrize("key", KEYS)
def test_form_says_which_value_of_a_facet_it_left_out(key):
    query, ignored = read_query(QueryDict(f"{key}=no-such-value"), "en")
    assert (query.filters, ignored) == ({}, [f"{key}=no-such-value"])


def test_api_takes_the_facets_and_the_other_parameters(client):
    others = ["q", "lang", "sort", "page", "exact"]
    assert sorted(others) == sorted(OTHER_KEYS)
    assert sorted(SearchIn.model_fields) == sorted([*others, *KEYS])
    schema = client.get("/api/v1/openapi.json").json()
    documented = schema["paths"]["/api/v1/search"]["get"]["parameters"]
    types = {row["name"]: row["schema"]["type"] for row in documented}
    assert types == dict.fromkeys(KEYS, "array") | dict.fromkeys(others, "string")


def test_api_answers_with_the_facets_in_their_order(works, client):
    answer = client.get("/api/v1/search").json()
    assert [facet["key"] for facet in answer["facets"]] == LISTED
    assert {key for item in answer["results"] for key in item["facets"]} == set(KEYS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_has_a_label(language):
    with translation.override(language):
        for facet in FACETS:
            for value, label in facet.choices.choices if facet.choices else ():
                assert str(label).strip(), (facet.key, value)


def test_sorts_of_the_form_are_those_of_the_page(works, client):
    html = client.get("/en/search/?q=a&kind=event").content.decode()
    options = re.search(r'<select id="sort".*?</select>', html, re.S).group()
    assert {*re.findall(r'value="(\w*)"', options), "relevance"} == {"", *SORTS}
