"""The golden queries over the demonstration content: how many are answered well, held by floors."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from wagtail_localize.models import Translation

from hub.languages import LANGUAGES
from hub.models import TranslationState
from search.engine import get_embedded
from search.models import SearchDocument
from search.projector import run
from tests.search import floors
from tests.search.relevance import KINDS, ask, golden, names


@pytest.fixture(scope="module")
def outcomes(django_db_setup, django_db_blocker):
    """Content loaded and queries asked once for the module, rolled back after it."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        call_command("load_demo", verbosity=0, stdout=StringIO())
        run()
        yield ask(golden("demo"), get_embedded(), names())
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


@pytest.mark.django_db
@pytest.mark.parametrize("part", [*LANGUAGES, *KINDS])
def test_golden_queries_are_answered_as_well_as_they_were(part, outcomes):
    assert floors.fallen(connection.vendor, part, outcomes) == []


@pytest.mark.django_db
def test_work_that_is_known_by_name_is_always_among_the_first_three(outcomes):
    known = [outcome for outcome in outcomes if outcome.golden.kind == "known"]
    assert [outcome.golden.text for outcome in known if not outcome.hit] == []


@pytest.mark.django_db
def test_golden_queries_ask_for_works_that_are_there(outcomes):
    expected = {name for outcome in outcomes for name in outcome.golden.expected}
    assert expected - set(names().values()) == set()
    queries = [outcome.golden for outcome in outcomes] + golden("imported")
    assert {query.kind for query in queries} == set(KINDS)
    fewest = min(sum(q.language == code for q in queries) for code in LANGUAGES)
    assert fewest >= 40
    assert all(query.expected for query in queries)
    typed = [(query.language, query.kind) for query in queries]
    for kind in (
        ("en", "layout"),
        ("ru", "layout"),
        ("kk", "layout"),
        ("ru", "latin"),
        ("kk", "latin"),
    ):
        assert typed.count(kind) >= 5, kind


@pytest.mark.usefixtures("outcomes")
@pytest.mark.django_db
def test_demonstration_is_whole():
    rows = SearchDocument.objects.filter(visible=True).values_list("language", "kind")
    translated = {"case_study": 12, "trend_review": 1, "memorandum": 2, "event": 3}
    assert {code: dict(Counter(kind for x, kind in rows if x == code)) for code in LANGUAGES} == {
        "en": {"case_study": 25, "trend_review": 3, "memorandum": 7, "event": 8},
        "ru": translated,
        "kk": translated,
    }


@pytest.mark.usefixtures("outcomes")
@pytest.mark.django_db
def test_demonstration_is_translated_as_a_translator_does_it():
    unfinished = [t.source.object_repr for t in Translation.objects.all() if _lacks(t)]
    assert len(unfinished) == 2  # those whose original was changed on purpose
    rows = TranslationState.objects.values_list("page__locale__language_code", "state")
    states = {"reviewed": 16, "draft": 1, "stale": 1}
    assert {code: dict(Counter(s for x, s in rows if x == code)) for code in ("ru", "kk")} == {
        "ru": states,
        "kk": states,
    }


def _lacks(translation: Translation) -> bool:
    texts, done = translation.get_progress()
    return texts != done
