"""Queries over the demonstration content, and the work that must be among the first three."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from search import services
from search.models import SearchDocument
from search.projector import run
from search.query import SearchQuery

GOLDEN = [
    # known item
    ("public service hall georgia", "georgia-public-service-hall"),
    ("X-Road", "estonia-x-road"),
    ("robodebt", "australia-robodebt"),
    ("Verify identity", "uk-govuk-verify"),
    ("imihigo", "rwanda-imihigo"),
    ("Porto Alegre", "brazil-porto-alegre-participatory-budget"),
    ("ProZorro", "ukraine-prozorro"),
    # inflected
    ("jobseekers' profiles", "austria-ams-algorithm"),
    ("budgets of participants", "brazil-porto-alegre-participatory-budget"),
    ("algorithms childcare", "netherlands-childcare-benefits"),
    # typos
    ("robodeb", "australia-robodebt"),
    ("imihgo", "rwanda-imihigo"),
    ("procurment ukraine", "ukraine-prozorro"),
    # synonyms and other languages
    ("ЦОН", "kazakhstan-government-for-citizens"),
    ("ХҚКО", "kazakhstan-government-for-citizens"),
    ("Эстония", "estonia-x-road"),
    ("Руанда", "rwanda-imihigo"),
    ("Бразилия", "brazil-porto-alegre-participatory-budget"),
    ("Руанданың", "rwanda-imihigo"),
]


@pytest.fixture(scope="module")
def _demonstration(django_db_setup, django_db_blocker):
    """Loaded once for the module, rolled back after it."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        call_command("load_demo", verbosity=0, stdout=StringIO())
        run()
        yield
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


@pytest.mark.usefixtures("_demonstration")
@pytest.mark.django_db
@pytest.mark.parametrize(("query", "slug"), GOLDEN)
def test_golden_query_finds_its_work_in_the_first_three(query, slug):
    results = services.search(SearchQuery(text=query, language="en"))
    found = [hit.url.rstrip("/").rpartition("/")[2] for hit in results.results[:3]]
    assert slug in found, found


@pytest.mark.usefixtures("_demonstration")
@pytest.mark.django_db
def test_demonstration_is_whole():
    kinds = list(SearchDocument.objects.filter(visible=True).values_list("kind", flat=True))
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "case_study": 25,
        "trend_review": 3,
        "memorandum": 7,
        "event": 8,
    }
