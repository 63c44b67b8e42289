"""Kept pages where Elasticsearch answers: the index follows after the commit, and what was drawn in
between goes once it has."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client

from hub.models import Change
from hub.page_cache import changes
from search import comparison, indexes, shipper
from search.engine import EngineUnavailable
from tests import factories
from tests.search.elastic import heal, queues, taint


@pytest.fixture
def kept(committed_database, settings, elastic):
    """A site that keeps pages, on a database where what is written is committed."""
    settings.HUB_PAGE_SECONDS = 60
    connection.ensure_connection()
    changes.watch(connection)
    caches["pages"].clear()
    queues(1)
    elastic.settle()
    elastic.only()
    yield elastic
    caches["pages"].clear()


def finds(title: str) -> bool:
    response = Client().get("/en/search/")
    assert response.status_code == 200
    return title in response.content.decode()


def refreshes(monkeypatch, elastic) -> list[str]:
    """Names of the indexes that are refreshed from here on."""
    names: list[str] = []
    refresh = type(elastic.remote).refresh

    def counting(self, index):
        names.append(index)
        refresh(self, index)

    monkeypatch.setattr(type(elastic.remote), "refresh", counting)
    return names


def test_page_drawn_before_the_index_followed_goes_once_it_has(kept):
    assert finds("Queue 0")
    new = factories.case("Queue new")
    assert not finds("Queue new")
    indexes.ship_all()
    assert finds("Queue new")
    new.unpublish()
    indexes.ship_all()
    assert (finds("Queue 0"), finds("Queue new")) == (True, False)


def test_many_batches_are_told_of_once(kept, monkeypatch):
    monkeypatch.setattr(shipper, "BATCH", 2)
    indexes.rebuild()
    for number in range(7):
        factories.case(f"Queue many {number}")
    before, names = Change.objects.count(), refreshes(monkeypatch, kept)
    assert indexes.ship_all() == 14  # the index before the rebuild has them too
    assert (names, Change.objects.count()) == ([kept.index.name], before + 1)
    assert indexes.ship_all() == 0
    assert (names, Change.objects.count()) == ([kept.index.name], before + 1)


def test_worker_that_ends_before_readers_are_told_is_followed_by_one_that_tells(kept, monkeypatch):
    factories.case("Queue new")
    assert not finds("Queue new")
    with monkeypatch.context() as broken:
        broken.setattr(type(kept.remote), "refresh", _raise)
        with pytest.raises(EngineUnavailable):
            indexes.ship_all()
    assert not finds("Queue new")
    indexes.ship_all()
    assert finds("Queue new")


def _raise(*_args) -> None:
    raise EngineUnavailable("no answer in time")


def test_work_that_is_taken_at_the_second_try_is_told_of(kept):
    factories.case("Queue new")
    taint("Queue new")
    indexes.ship_all()
    assert not finds("Queue new")
    assert shipper.retry_refused(kept.index) == 0
    heal("Queue new")
    assert not finds("Queue new")
    assert shipper.retry_refused(kept.index) == 1
    assert finds("Queue new")


def test_what_a_comparison_takes_out_is_told_of(kept):
    factories.case("Queue new")
    indexes.ship_all()
    stray = {"code": "stray", "facets": {"kind": ["case_study"]}}
    kept.client.index(index=kept.index.name, id="777", document=stray, refresh=True)
    before = Change.objects.count()
    assert comparison.compare(kept.index) == 1
    assert Change.objects.count() == before + 1
    assert kept.client.count(index=kept.index.name)["count"] == 2
    assert comparison.compare(kept.index) == 0
    assert Change.objects.count() == before + 1


def test_another_index_is_told_of(kept):
    before = Change.objects.count()
    indexes.rebuild()
    assert Change.objects.count() == before + 1
    indexes.go_back()
    assert Change.objects.count() == before + 2


def test_site_that_keeps_no_pages_is_told_of_nothing(kept, settings):
    settings.HUB_PAGE_SECONDS = 0
    before = Change.objects.count()
    changes.note()
    assert Change.objects.count() == before
