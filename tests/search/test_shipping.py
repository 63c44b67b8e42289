"""From the projection into Elasticsearch: by version, nothing skipped, what drifted repaired."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command

from hub.vocabulary import FACETS
from search import indexes, projector, shipments, shipper
from search.engine import EngineUnavailable
from search.engines.elastic import mapping
from search.health import health
from search.models import EngineIndex, ReadyWork, RefusedWork, SearchDocument, SearchState
from search.presence import presence
from tests import factories
from tests.search.asking import ask, titles, translated
from tests.search.elastic import deletion, heal, projection, queues, row, taint

pytestmark = pytest.mark.django_db
both = pytest.mark.parametrize("elastic", ["8.19.3", "9.2.4"], indirect=True)


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
    before = shipments.of(set(projection()))
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
    again = shipments.of(set(projection()))
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
    found = presence(page)
    assert not found.found
    assert [entry.state for entry in found.entries] == [
        f"The index refused it: {refused.reason} The index has nothing of it."
    ]


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
    SearchDocument.objects.filter(title="Queue 1").update(version=SearchState.locked().version + 1)
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


def test_index_that_somebody_deleted_is_whole_before_it_is_searched_again(
    elastic, publish, monkeypatch, caplog
):
    queues(4)
    elastic.settle()
    name = elastic.index.name
    elastic.client.indices.delete(index=name)
    publish("Queue new")
    with pytest.raises(EngineUnavailable, match="the index is gone"):
        elastic.remote.ship(name, shipments.of(set(projection())))
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


def test_works_with_a_new_facet_go_into_an_index_that_is_older_than_the_facet(elastic, monkeypatch):
    """Until the rebuild they are found there without it; after, with it."""
    queues(2)
    elastic.settle()
    old = elastic.index.name
    colour = replace(FACETS[0], key="colour")
    monkeypatch.setattr(mapping, "FACETS", (*FACETS, colour))
    factories.case("Queue new")
    projector.run()
    taint("Queue new")
    elastic.settle()
    assert RefusedWork.objects.count() == 0
    assert elastic.agrees(old)
    work = row("Queue new").work
    assert "colour" not in elastic.remote.read(old, work)["facets"]
    indexes.rebuild()
    assert elastic.remote.read(elastic.index.name, work)["facets"]["colour"] == ["red"]
    assert elastic.agrees()


def test_work_in_many_languages_is_sent_once_in_its_latest_version(elastic, monkeypatch):
    elastic.settle()
    pages = queues(3)
    for language in ("ru", "kk"):
        for page in pages:
            translated(page, language, title=f"{page.title} {language}")
    projector.run()
    monkeypatch.setattr(shipper, "BATCH", 2)
    assert indexes.ship_all() == 3
    assert elastic.agrees()


def test_words_are_analysed_once_for_all_indexes(elastic, monkeypatch):
    pages = queues(3)
    elastic.settle()
    made: list[int] = []
    source = mapping.source
    monkeypatch.setattr(
        mapping, "source", lambda work, *rest: made.append(work) or source(work, *rest)
    )
    indexes.rebuild()
    assert made == []
    pages[0].title = "Queue renamed"
    pages[0].save()
    pages[1].delete()
    projector.run()
    assert ReadyWork.objects.count() == 1  # nothing stays of what is not as it was
    elastic.settle()
    assert made == [row("Queue renamed").work]
    assert set(ReadyWork.objects.values_list("work", flat=True)) == set(projection())
    assert elastic.agrees()
    monkeypatch.setattr(mapping, "ANALYSIS_VERSION", 99)
    indexes.rebuild()
    assert len(made) == 3
