"""Elasticsearch keeps the contract, and stays within its own limits and our secrets."""

import logging
import traceback
from datetime import UTC, datetime

import pytest

from hub.languages import LANGUAGES
from hub.vocabulary import FACETS
from search import figures, indexes, services
from search.engine import EngineUnavailable, get_embedded
from search.engines.elastic import client, mapping
from search.engines.elastic import engine as elastic_engine
from search.gaps import gap_map
from search.models import SearchDocument
from search.query import SearchQuery
from tests import factories
from tests.search.asking import ask, counted, suggested, titles
from tests.search.cluster import VERSIONS
from tests.search.elastic import Nobody
from tests.search.engine_contract import CASES

pytestmark = pytest.mark.django_db
DIFFERENCES: dict[str, str] = {}  # name of a case: why Elasticsearch cannot keep it
both = pytest.mark.parametrize("elastic", VERSIONS, indirect=True)


@both
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_contract(case, elastic):
    if case.__name__ in DIFFERENCES:
        pytest.skip(DIFFERENCES[case.__name__])
    elastic.only()
    case(elastic.settle)


def test_differences_name_cases():
    assert set(DIFFERENCES) <= {case.__name__ for case in CASES}


@both
def test_elasticsearch_answers_and_says_so(elastic):
    factories.case("Queue")
    elastic.settle()
    assert elastic.client.nodes.info()["nodes"].popitem()[1]["version"] in VERSIONS
    results = ask("queue")
    assert (results.engine, results.count) == ("elasticsearch", 1)
    assert elastic.agrees()


def test_embedded_engine_answers_until_there_is_an_index(elastic, project):
    factories.case("Queue")
    project()
    results = ask("queue")
    assert (results.engine, results.count) == ("database", 1)


def test_nobody_but_elasticsearch_answers_in_the_contract(elastic):
    """That is: the contract's guard works."""
    elastic.only()
    with pytest.raises(AssertionError):
        ask("queue")


@both
def test_index_has_the_fields_of_the_document_and_every_facet(elastic):
    elastic.settle()
    found = elastic.client.indices.get_mapping(index=elastic.alias).body
    fields = found[elastic.index.name]["mappings"]
    assert fields["dynamic"] == "strict"
    facets = fields["properties"]["facets"]["properties"]
    assert set(facets) == {facet.key for facet in FACETS}
    assert all(
        field == {"type": "keyword", "eager_global_ordinals": True} for field in facets.values()
    )
    titles_of = fields["properties"]["sort_title"]["properties"]
    assert set(titles_of) == {*LANGUAGES, "original"}
    factories.case("Queue")
    elastic.settle()
    sent = mapping.source(1, 1, list(SearchDocument.objects.all()))
    assert set(sent) == set(fields["properties"])


def test_order_of_an_index_without_the_language_of_originals_is_by_their_titles(
    elastic, monkeypatch
):
    """Until the rebuild, which checks ask for."""
    with monkeypatch.context() as before:
        older = mapping.mapping()
        del older.properties.properties["original_language"]
        before.setattr(mapping, "mapping", lambda: older)
        elastic.settle()
    for title, language in (("Budget", "en"), ("Аудит", "ru"), ("Zoning", "en")):
        factories.case(title, language=language)
    elastic.settle()
    elastic.only()
    assert titles(sort="title", reader="kk") == ["Аудит", "Budget", "Zoning"]
    assert elastic.index.mapping != elastic.remote.mapping_hash()
    indexes.rebuild()
    assert elastic.index.mapping == elastic.remote.mapping_hash()
    assert titles(sort="title", reader="kk") == ["Budget", "Zoning", "Аудит"]


def test_unknown_facet_finds_nothing_and_counts_as_with_the_embedded_engine(elastic):
    factories.case("Queue", countries="kz")
    elastic.settle()
    query = SearchQuery(filters={"colour": ("red",)})
    answer, expected = elastic.remote.search(query), get_embedded().search(query)
    assert (answer.count, expected.count) == (0, 0)
    counts = {key: values for key, values in answer.counts.items() if values}
    assert counts == {key: values for key, values in expected.counts.items() if values}


def test_years_are_text(elastic):
    moment = datetime(2024, 3, 1, tzinfo=UTC)
    factories.case("Queue", first_published_at=moment, started=2024)
    elastic.settle()
    results = ask(year="2024")
    assert (results.engine, results.count, counted(results, "year")) == (
        "elasticsearch",
        1,
        {"2024": 1},
    )


@both
def test_page_past_the_window_is_answered_by_the_embedded_engine(elastic, monkeypatch):
    for number in range(3):
        factories.case(f"Case {number}")
    elastic.settle()
    window = elastic_engine.WINDOW
    assert elastic.client.indices.get_settings(
        index=elastic.alias, include_defaults=True, flat_settings=True
    )[elastic.index.name]["defaults"]["index.max_result_window"] == str(window)
    last = SearchQuery(page=window // 100, page_size=100)
    past = SearchQuery(page=window // 100 + 1, page_size=100)
    answers = [elastic.engine.search(query) for query in (last, past)]
    assert [answer.engine for answer in answers] == ["elasticsearch", "database"]
    assert [answer.count for answer in answers] == [3, 3]
    monkeypatch.setattr(elastic_engine, "WINDOW", 2)
    pages = [ask(sort="title", page=page, page_size=1) for page in (1, 2, 3)]
    assert [page.engine for page in pages] == ["elasticsearch", "elasticsearch", "database"]
    assert [page.results[0].title for page in pages] == ["Case 0", "Case 1", "Case 2"]


@both
def test_longest_query_that_is_asked_is_within_the_servers_limit(elastic):
    elastic.settle()
    fits = " ".join(f"слово{n}" for n in range(elastic_engine.MOST_CLAUSES // 8))
    elastic.only()
    assert elastic.engine.search(SearchQuery(fits)).count == 0


def test_query_of_too_many_words_is_answered_by_the_embedded_engine(elastic):
    letters = [chr(ord("a") + n) + str(m) for n in range(13) for m in range(10)]
    factories.case("Queue", challenge=f"<p>{' '.join(letters)}</p>")
    elastic.settle()
    text = " ".join(letters)
    assert len(letters) * 8 > elastic_engine.MOST_CLAUSES
    results = ask(text)
    assert (results.engine, results.count) == ("database", 1)
    assert (ask("queue").engine, elastic.engine.circuit.state) == ("elasticsearch", "closed")


def test_too_many_choices_are_answered_by_the_embedded_engine(elastic):
    factories.case("Queue", countries="kz")
    elastic.settle()
    most = elastic_engine.MOST_CLAUSES
    for number, engine in ((most - 1, "elasticsearch"), (most, "database")):
        many = ("kz", *(f"x{n}" for n in range(number)))
        answer = elastic.engine.search(SearchQuery(filters={"country": many}))
        assert (answer.engine, answer.count) == (engine, 1)


def test_question_that_is_not_asked_neither_opens_nor_closes_the_circuit(elastic, monkeypatch):
    elastic.settle()
    deep = SearchQuery(page=10_001, page_size=1)
    circuit = elastic.engine.circuit
    for _time in range(3):
        circuit.failed("no answer in time")
        elastic.engine.search(deep)
    assert circuit.state == "open"
    monkeypatch.setattr(circuit, "_until", 0.0)  # the pause is over
    assert elastic.engine.search(deep).engine == "database"
    assert circuit.state == "open"
    monkeypatch.setattr(circuit, "_until", 0.0)
    assert (elastic.engine.search(SearchQuery()).engine, circuit.state) == (
        "elasticsearch",
        "closed",
    )


SECRETS = {"user": "hub-user", "password": "pass-Xyzzy1", "api_key": "", "ca_file": ""}


@pytest.mark.parametrize(
    ("options", "header"),
    [
        ({}, None),
        (SECRETS, "Basic aHViLXVzZXI6cGFzcy1YeXp6eTE="),
        ({**SECRETS, "api_key": "key-Xyzzy2"}, "ApiKey key-Xyzzy2"),
    ],
)
def test_credentials_go_with_every_request(elastic, settings, options, header):
    settings.ELASTICSEARCH = {**settings.ELASTICSEARCH, **options}
    for connection in (client.reader(), client.writer()):
        assert connection._headers.get("authorization") == header


def test_only_the_authority_of_the_cluster_is_believed(elastic, settings, tmp_path):
    own = str(tmp_path / "ca.pem")
    hosts = ["https://127.0.0.1:1"]
    settings.ELASTICSEARCH = {**settings.ELASTICSEARCH, "hosts": hosts, "ca_file": own}
    for connection in (client.reader(), client.writer()):
        config = connection.transport.node_pool.all()[0].config
        assert (config.ca_certs, config.verify_certs) == (own, True)


@pytest.mark.parametrize("key", ["", "key-Xyzzy2"])
@pytest.mark.parametrize("hosts", ["theirs", ["http://127.0.0.1:1"]])
def test_credentials_are_in_no_message(elastic, settings, caplog, key, hosts):
    """Neither when all is well nor when it is not: logs at their most talkative, errors, reprs."""
    hosts = settings.ELASTICSEARCH["hosts"] if hosts == "theirs" else hosts
    settings.ELASTICSEARCH = {**settings.ELASTICSEARCH, **SECRETS, "api_key": key, "hosts": hosts}
    caplog.set_level(logging.DEBUG)
    for name in ("elasticsearch", "elastic_transport", "elastic_transport.node", "urllib3"):
        caplog.set_level(logging.DEBUG, logger=name)
    told = []
    for question in (
        lambda: elastic.remote.search(SearchQuery("queue")),
        lambda: elastic.remote.read("nothing", 1),
        lambda: elastic.remote.create("UPPER"),
        lambda: list(elastic.remote.versions("nothing", 0, None)),
    ):
        try:
            question()
        except EngineUnavailable as error:
            told += ["".join(traceback.format_exception(error)), repr(error), repr(error.__cause__)]
    for _time in range(4):
        elastic.engine.search(SearchQuery("queue"))
    told += [record.getMessage() for record in caplog.records]
    told += [repr(client.reader()), repr(client.writer()), str(client.reader().transport)]
    text = "\n".join(told)
    assert "circuit open" in text
    assert "127.0.0.1" in text
    for secret in ("Xyzzy", "hub-user", "aHViLXVzZXI6", "a2V5"):
        assert secret not in text


def test_process_whose_questions_elasticsearch_answers_keeps_no_facets(elastic):
    factories.case("Georgian queue", countries="ge")
    elastic.settle()
    assert suggested("georg") == [("Georgia", "country"), ("Georgian queue", "case_study")]
    assert figures.figures("en")
    assert gap_map("en").lines
    assert get_embedded().index.version == 0
    assert get_embedded().search(SearchQuery()).count == 1
    assert get_embedded().index.version > 0


def test_counts_are_kept_by_elasticsearch_until_its_index_changes(elastic):
    def kept() -> int:
        found = elastic.client.indices.stats(index=elastic.alias, metric="request_cache")
        return found["_all"]["total"]["request_cache"]["hit_count"]

    factories.case(countries="ge")
    elastic.settle()
    assert [services.counts()["country"] for _time in range(2)] == [{"ge": 1}] * 2
    assert kept() == 1
    factories.case(countries="ge kz")
    elastic.settle()
    assert services.counts()["country"] == {"ge": 2, "kz": 1}
    assert kept() == 1


def test_embedded_engine_is_put_back_after_a_test_without_it(elastic):
    assert not isinstance(elastic.engine.embedded, Nobody)
    assert titles() == []
