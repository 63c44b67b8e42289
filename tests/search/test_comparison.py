"""Projection and index compared: what drifted is repaired, and only that."""

from dataclasses import replace

import pytest

from search import comparison, projector, shipments
from search.models import SearchDocument
from tests import factories
from tests.search.asking import ask, titles, translated
from tests.search.elastic import projection, queues, row

pytestmark = pytest.mark.django_db
both = pytest.mark.parametrize("elastic", ["8.19.3", "9.2.4"], indirect=True)


@both
def test_comparison_repairs_what_drifted_and_only_that(elastic):
    queues(5)
    elastic.settle()
    works = list(projection())
    index = elastic.index
    elastic.client.delete(index=index.name, id=str(works[0]))
    elastic.client.index(index=index.name, id="777", document={"code": "stray"})
    SearchDocument.objects.filter(work=works[2]).update(visible=False)
    assert elastic.versions() != projection()
    assert comparison.compare(index) == 3
    index.refresh_from_db()
    assert (index.repaired, index.compared is not None) == (3, True)
    assert elastic.agrees()
    assert comparison.compare(index) == 0


def test_comparison_repairs_an_index_that_is_ahead(elastic):
    """As after the database was restored from a backup: new versions are older than the index's."""
    pages = queues(3)
    elastic.settle()
    name = elastic.index.name
    ahead = [replace(found, version=found.version + 50) for found in shipments.of(projection())]
    assert elastic.remote.ship(name, [*ahead, replace(ahead[0], work=88)]) == []
    pages[0].title = "Queue renamed"
    pages[0].save()
    elastic.settle()
    assert titles("renamed") == []
    assert comparison.compare(elastic.index) == 4
    elastic.refresh()
    assert titles("renamed") == ["Queue renamed"]
    assert elastic.agrees()
    pages[1].title = "Queue reopened"
    pages[1].save()
    elastic.settle()
    assert titles("reopened") == ["Queue reopened"]


def test_comparison_leaves_alone_what_is_still_to_be_sent(elastic):
    """A page that changes while indexes are compared is not missing from search meanwhile."""
    pages = queues(2)
    elastic.settle()
    before = elastic.versions()
    pages[0].title = "Queue renamed"
    pages[0].save()
    factories.case("Queue new")
    projector.run()
    assert comparison.compare(elastic.index) == 0
    assert elastic.versions() == before
    elastic.settle()
    assert elastic.agrees()


def test_comparison_goes_through_all_works_in_ranges(elastic, monkeypatch):
    pages = queues(7)
    translated(pages[3], "ru", title="Очередь")
    elastic.settle()
    monkeypatch.setattr(comparison, "RANGE", 3)
    works = list(projection())
    for work in (works[0], works[4], works[6]):
        elastic.client.delete(index=elastic.index.name, id=str(work))
    elastic.client.index(index=elastic.index.name, id="777", document={"code": "stray"})
    elastic.client.index(index=elastic.index.name, id="778", document={"code": "s", "work": 778})
    held: list[None] = []
    assert comparison.compare(elastic.index, lambda: held.append(None)) == 5
    assert len(held) > 3
    assert elastic.agrees()


def test_comparison_drops_what_somebody_else_wrote_into_the_index(elastic):
    """Nor is a visitor's search disturbed by it meanwhile."""
    queues(2)
    elastic.settle()
    index = elastic.index.name
    elastic.client.index(index=index, id="not-ours", document={"code": "x"}, refresh=True)
    assert len(ask().results) == 2
    assert comparison.compare(elastic.index) == 0
    assert elastic.agrees()


def test_work_taken_out_of_an_index_that_is_ahead_is_found_when_published_again(elastic):
    """The index remembers for an hour that it was deleted in a version past the projection's."""
    page = queues(2)[0]
    elastic.settle()
    sent = shipments.of({row("Queue 0").work})
    ahead = [replace(found, version=found.version + 50) for found in sent]
    assert elastic.remote.ship(elastic.index.name, ahead) == []
    page.unpublish()
    elastic.settle()
    assert comparison.compare(elastic.index) == 1
    assert elastic.agrees()
    page.save_revision().publish()
    elastic.settle()
    assert sorted(titles("queue")) == ["Queue 0", "Queue 1"]
    assert elastic.agrees()
