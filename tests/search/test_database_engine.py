"""The embedded engine keeps the contract, on the database that the tests run on."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engine import get_engine
from tests import factories
from tests.search.asking import ask, counted, titles
from tests.search.engine_contract import CASES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_contract(case, project):
    assert get_engine().name == "database"
    case(project)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=40))
def test_any_text_is_a_query(project, text):
    """Neither database reads its own operators into what a visitor typed."""
    if not ask().count:
        factories.case("A case")
        project()
    results = ask(text, sort="relevance")
    assert results.count in (0, 1)


def test_memory_follows_what_was_written_since(project):
    """What is held by version is the same as what is read anew."""
    pages = [factories.case(f"Case {n}", countries="kz", outcome="mixed") for n in range(3)]
    project()
    assert counted(ask(), "country") == {"kz": 3}
    pages[0].outcome = "failed"
    pages[0].save()
    pages[1].delete()
    factories.case("Case 3", countries="ge")
    project()
    followed = ask("case", sort="title")
    get_engine().forget()
    anew = ask("case", sort="title")
    assert followed.facets == anew.facets
    assert counted(anew, "country") == {"ge": 1, "kz": 2}
    assert counted(anew, "outcome") == {"succeeded": 1, "mixed": 1, "failed": 1}
    assert titles("case", sort="title") == ["Case 0", "Case 2", "Case 3"]
    assert [hit.title for hit in followed.results] == ["Case 0", "Case 2", "Case 3"]


def test_older_version_than_another_thread_read_throws_nothing_away(
    project, django_assert_num_queries
):
    factories.case("Case")
    project()
    ask()
    index = get_engine().index
    latest = index.version
    with django_assert_num_queries(1):  # of the version, not of the works
        assert index.refresh(latest - 1) == latest


@pytest.mark.parametrize(
    ("most", "expected"), [(3, ["Queue", "Roads", "Water"]), (2, ["Queue", "Water", "Roads"])]
)
def test_hits_are_ranked_up_to_the_number_at_which_it_pays(most, expected, project, monkeypatch):
    """Past that number those with the words in the title come first, and of the rest the newest."""
    monkeypatch.setattr(type(get_engine().dialect), "rank_at_most", most)
    for year, title, text in (
        (2020, "Queue", "No lines."),
        (2021, "Roads", "A queue, a queue and a queue."),
        (2022, "Water", "No queue there, and much else that makes the text a long one."),
    ):
        moment = datetime(year, 1, 1, tzinfo=UTC)
        factories.case(title, summary=text, first_published_at=moment)
    project()
    assert titles("queue") == expected
    assert [titles("queue", page=page, page_size=1) for page in (1, 2, 3)] == [
        [title] for title in expected
    ]


@pytest.mark.parametrize("works", [1, 3])
def test_search_takes_as_many_queries_for_any_number_of_works(
    works, project, django_assert_num_queries
):
    for number in range(works):
        factories.case(f"Queue {number}", challenge="<p>Queues.</p>")
    project()
    ask("first, to fill the memory")
    with django_assert_num_queries(5):
        assert ask("queue").count == works
