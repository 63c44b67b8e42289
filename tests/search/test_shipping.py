"""From the projection into Elasticsearch: by version, nothing skipped, what drifted repaired."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command

from search import comparison, indexes, projector, shipper
from search.engine import EngineUnavailable
from search.health import health, indexed
from search.models import EngineIndex, ReadyWork, RefusedWork, SearchDocument
from tests import factories
from tests.search.asking import ask, titles, translated
from tests.search.elastic import deletion, projection

pytestmark = pytest.mark.django_db
both = pytest.mark.parametrize("elastic", ["8.19.3", "9.2.4"], indirect=True)


def row(title: str) -> SearchDocument:
    return SearchDocument.objects.get(title=title)


def taint(title: str) -> None:
    """Something in the projection that the strict mapping refuses."""
    _write(title, row(title).facets + " colour=red")


def heal(title: str) -> None:
    _write(title, row(title).facets.replace(" colour=red", ""))


def _write(title: str, facets: str) -> None:
    """As the projector does, save that the version stays."""
    found = row(title)
    found.facets = facets
    found.save()
    ReadyWork.objects.filter(work=found.work).delete()


def queues(number: int) -> list:
    return [factories.case(f"Queue {n}") for n in range(number)]


@both
def test_index_has_every_visible_work_in_its_version(elastic):
    elastic.settle()
    pages = queues(3)
    translated(pages[0], "ru", title="Очередь")
    assert elastic.settle() == 3
    pages[1].unpublish()
    pages[2].delete()
    pages[0].title = "Queue renamed"
    pages[0].save()
    assert elastic.settle() == 3
    assert list(projection()) == [row("Queue renamed").work]
    assert elastic.agrees()
    assert titles() == ["Queue renamed"]
    assert elastic.settle() == 0


@both
def test_older_version_neither_overwrites_nor_deletes_nor_revives(elastic):
    """What a stale worker still sends, and the server's 409 for it, is done and no refusal."""
    pages = queues(2)
    elastic.settle()
    before = shipper.shipments(set(projection()))
    pages[0].title = "Queue renamed"
    pages[0].save()
    pages[1].delete()
    elastic.settle()
    kept = row("Queue renamed").work
    stale = [*before, *(deletion(shipment.work, shipment.version) for shipment in before)]
    assert elastic.remote.ship(elastic.index.name, stale) == []
    assert elastic.agrees()
    assert list(projection()) == [kept]
    assert elastic.remote.read(elastic.index.name, kept)["starts"][0] == "queue renamed"


def test_same_version_may_be_sent_again(elastic):
    queues(2)
    elastic.settle()
    again = shipper.shipments(set(projection()))
    assert elastic.remote.ship(elastic.index.name, again) == []
    assert elastic.agrees()


def test_deletion_of_what_was_never_there_is_done_and_remembered(elastic):
    queues(1)
    elastic.settle()
    work, version = next(iter(projection().items()))
    name = elastic.index.name
    assert elastic.remote.ship(name, [deletion(999, 7), deletion(work, version - 1)]) == []
    assert elastic.agrees()


@both
def test_refused_document_is_set_aside_and_the_others_go_in(elastic):
    elastic.settle()
    queues(3)
    projector.run()
    taint("Queue 1")
    bad = row("Queue 1")
    elastic.settle()
    assert sorted(titles("queue")) == ["Queue 0", "Queue 2"]
    refused = RefusedWork.objects.get()
    assert (refused.index, refused.work, refused.version) == (
        elastic.index,
        bad.work,
        bad.version,
    )
    assert "colour" in refused.reason
    assert refused.reason.startswith("strict_dynamic_mapping_exception")
    assert elastic.index.cursor == max(projection().values())
    assert health().indexes[0].refused == [refused]
    status = StringIO()
    call_command("search_status", stdout=status)
    assert f"refused   {refused}" in status.getvalue()
    page = factories.library("case_study").get_children().get(pk=bad.page_id)
    assert [entry["refusal"] for entry in indexed(page)["indexes"]] == [refused]


def test_refused_document_is_sent_again_when_asked_and_when_it_changes(elastic):
    elastic.settle()
    queues(2)
    projector.run()
    taint("Queue 0")
    taint("Queue 1")
    elastic.settle()
    assert shipper.retry_refused(elastic.index) == 0
    heal("Queue 0")
    assert shipper.retry_refused(elastic.index) == 1
    elastic.refresh()
    assert titles("queue") == ["Queue 0"]
    heal("Queue 1")
    SearchDocument.objects.filter(title="Queue 1").update(version=projector._lock().version + 1)
    assert elastic.settle() == 1
    assert RefusedWork.objects.count() == 0
    assert elastic.agrees()


def test_change_that_is_refused_leaves_the_version_before_it(elastic):
    page = queues(1)[0]
    elastic.settle()
    page.title = "Queue renamed"
    page.save()
    projector.run()
    taint("Queue renamed")
    elastic.settle()
    assert titles("queue") == ["Queue renamed"]  # found by its old words, drawn as it is now
    assert titles("renamed") == []
    heal("Queue renamed")
    assert shipper.retry_refused(elastic.index) == 1
    assert elastic.agrees()


def test_cursor_stands_still_until_the_batch_is_there(elastic, monkeypatch):
    elastic.settle()
    queues(5)
    projector.run()
    monkeypatch.setattr(shipper, "BATCH", 2)
    ship, sent = elastic.remote.ship, []

    def failing(index, shipments):
        if len(sent) == 1:
            raise EngineUnavailable("lost on the way")
        sent.append(shipments)
        return ship(index, shipments)

    versions = sorted(projection().values())
    with monkeypatch.context() as broken:
        broken.setattr(type(elastic.remote), "ship", lambda self, *args: failing(*args))
        with pytest.raises(EngineUnavailable):
            indexes.ship_all()
    assert elastic.index.cursor == versions[1]
    assert sorted(elastic.versions().values()) == versions[:2]
    assert elastic.settle() == 3
    assert elastic.index.cursor == versions[4]
    assert elastic.agrees()


def test_every_batch_counts_when_works_have_many_rows(elastic, monkeypatch):
    pages = queues(3)
    monkeypatch.setattr(shipper, "BATCH", 2)
    for language in ("ru", "kk"):
        for page in pages:
            translated(page, language, title=f"{page.title} {language}")
    pages[1].unpublish()
    elastic.settle()
    assert elastic.agrees()
    assert len(projection()) == 3
    assert ask(language="ru kk").count == 3


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
    ahead = [
        replace(found, version=found.version + 50) for found in shipper.shipments(projection())
    ]
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


def test_index_that_somebody_deleted_is_whole_before_it_is_searched_again(
    elastic, monkeypatch, caplog
):
    queues(5)
    elastic.settle()
    name = elastic.index.name
    elastic.client.indices.delete(index=name)
    with pytest.raises(EngineUnavailable, match="the index is gone"):
        elastic.remote.ship(name, shipper.shipments(set(projection())))
    assert elastic.indexes() == set()  # what was sent made none without its mapping
    monkeypatch.setattr(shipper, "BATCH", 2)
    with pytest.raises(ZeroDivisionError):
        indexes.ship_all(lambda done, total: 1 / 0)
    begun = EngineIndex.objects.get(role="building").name
    assert len(elastic.versions(begun)) == 4  # two batches were under way
    assert (ask().engine, ask().count) == ("database", 5)
    elastic.settle()
    assert elastic.agrees()
    monkeypatch.setattr(elastic.engine.circuit, "_until", 0.0)
    assert (ask().engine, ask().count) == ("elasticsearch", 5)
