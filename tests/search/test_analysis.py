"""When the rules of text analysis change, the embedded index is known to be old, and is renewed."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from search import analysis, projector, registry, streams, text
from search.models import SearchDocument, SearchState
from tests import factories
from tests.search.asking import ask, titles

pytestmark = pytest.mark.django_db


def warnings() -> list[str]:
    found = run_checks(databases=["default"])
    return [f"{w.id} {w.msg}" for w in found if w.id.startswith("search.W")]


def other_rules(monkeypatch) -> None:
    """Words are stored backwards from now on: only what is written anew has them so."""
    monkeypatch.setattr(text, "ANALYSIS_VERSION", text.ANALYSIS_VERSION + 1)
    words = streams.words
    monkeypatch.setattr(streams, "words", lambda found: [word[::-1] for word in words(found)])


def test_analysis_that_changed_asks_for_a_rebuild_which_settles_it(project, monkeypatch, client):
    assert warnings() == []
    factories.case("Queue")
    project()
    assert warnings() == []
    other_rules(monkeypatch)
    assert warnings() == [
        "search.W002 The embedded index was written by other rules of text analysis."
    ]
    status = StringIO()
    call_command("search_status", stdout=status)
    assert "outdated    the text analysis is another since: run search_rebuild" in status.getvalue()
    client.force_login(get_user_model().objects.create_superuser("root", password="x"))
    assert "outdated, run search_rebuild" in client.get(reverse("search_report")).content.decode()
    call_command("search_rebuild", stdout=StringIO())
    assert warnings() == []
    assert (titles("queue"), titles("eueuq")) == ([], ["Queue"])


def test_answers_stay_as_they_are_until_the_index_is_written_anew(project, monkeypatch):
    factories.case("Queue")
    project()
    assert titles("queue") == ["Queue"]
    other_rules(monkeypatch)
    factories.case("Counter")
    project()
    assert (titles("queue"), titles("retnuoc")) == (["Queue"], ["Counter"])
    assert analysis.is_outdated()


def test_text_is_written_anew_in_batches_without_reading_a_page(project, monkeypatch):
    for number in range(5):
        factories.case(f"Queue {number}")
    gone = factories.case("Queue of long ago")
    project()
    gone.unpublish()
    project()
    before = list(SearchDocument.objects.values_list("page_id", "version"))
    assert ask("eueuq").count == 0  # and this answer is remembered
    other_rules(monkeypatch)
    monkeypatch.setattr(registry, "documents", None)
    monkeypatch.setattr(analysis, "BATCH", 2)
    steps = []
    assert analysis.rewrite(lambda done, total: steps.append((done, total))) == 5
    assert steps == [(2, 5), (4, 5), (5, 5)]
    assert sorted(titles("eueuq")) == [f"Queue {number}" for number in range(5)]
    assert list(SearchDocument.objects.values_list("page_id", "version")) == before
    assert not analysis.is_outdated()


def test_rewriting_that_was_broken_off_is_due_again(project, monkeypatch):
    for number in range(3):
        factories.case(f"Queue {number}")
    project()
    other_rules(monkeypatch)
    monkeypatch.setattr(analysis, "BATCH", 2)

    def break_off(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        analysis.rewrite(break_off)
    assert analysis.is_outdated()
    assert analysis.rewrite() == 3
    assert ask("eueuq").count == 3


def test_page_that_cannot_be_read_is_found_by_todays_rules_too(project, monkeypatch, caplog):
    factories.case("Queue")
    factories.case("Queue broken")
    project()
    other_rules(monkeypatch)
    build = registry._document

    def failing(page, parts, terms):
        if "broken" in page.title:
            raise ValueError(page.title)
        return build(page, parts, terms)

    monkeypatch.setattr(registry, "_document", failing)
    projector.rebuild()
    assert sorted(titles("eueuq")) == ["Queue", "Queue broken"]
    assert not analysis.is_outdated()


def test_check_says_nothing_before_the_column_is_there(project, monkeypatch):
    project()
    other_rules(monkeypatch)
    assert len(warnings()) == 1
    introspection = type(connection.introspection)
    monkeypatch.setattr(introspection, "get_table_description", lambda *_: [])
    assert warnings() == []
    assert SearchState.objects.get(pk=1).analysis != text.ANALYSIS_VERSION
