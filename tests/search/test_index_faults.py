"""What goes wrong in the projection neither fails a publish nor loses a page."""

import logging
from io import StringIO

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from casestudies.models import CaseStudy
from search import projector, registry
from search.engine import get_embedded
from search.models import Outbox, SearchDocument
from search.projector import ATTEMPTS
from tests import factories
from tests.search.asking import ask, titles


class Broken(Exception):
    """Raised by tests only."""


def break_documents(monkeypatch, of: str = "") -> None:
    """Reading the page with this title fails; without a title, reading any page does."""
    build = registry._document

    def failing(page, parts, terms):
        if of in page.title:
            raise Broken(page.title)
        return build(page, parts, terms)

    monkeypatch.setattr(registry, "_document", failing)


@pytest.mark.django_db
def test_commit_wakes_the_projector(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = factories.case("Queue", live=False)
        page.save_revision().publish()
    assert titles("queue") == ["Queue"]
    assert Outbox.objects.count() == 0


@pytest.mark.django_db
def test_change_stays_in_the_outbox_until_it_is_committed(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        page = factories.case("Queue")
    assert callbacks != []
    assert Outbox.objects.filter(scope="page", key=str(page.pk)).exists()
    assert SearchDocument.objects.count() == 0


@pytest.mark.django_db
def test_failing_projector_fails_no_publish_and_loses_nothing(
    monkeypatch, caplog, django_capture_on_commit_callbacks
):
    with monkeypatch.context() as broken:
        broken.setattr(projector, "_project", lambda *_: 1 / 0)
        with django_capture_on_commit_callbacks(execute=True):
            page = factories.case("Queue", live=False)
            page.save_revision().publish()
        assert CaseStudy.objects.get(pk=page.pk).live
        assert titles("queue") == []
    assert {record.levelno for record in caplog.records} == {logging.ERROR}
    assert projector.run() == 1
    assert titles("queue") == ["Queue"]
    assert Outbox.objects.count() == 0


@pytest.mark.django_db
def test_page_that_cannot_be_read_is_set_aside_and_the_others_go_in(monkeypatch, project, caplog):
    pages = [factories.case(title) for title in ("Queue 1", "Queue bad", "Queue 2")]
    bad = str(pages[1].pk)
    break_documents(monkeypatch, of="bad")
    for _attempt in range(ATTEMPTS + 2):
        project()
    assert sorted(titles("queue")) == ["Queue 1", "Queue 2"]
    rows = list(Outbox.objects.values_list("key", "attempts", "error"))
    assert rows == [(bad, ATTEMPTS, "Broken: Queue bad")]
    status = StringIO()
    call_command("search_status", stdout=status)
    assert f"page {bad} after {ATTEMPTS} tries: Broken: Queue bad" in status.getvalue()


@pytest.mark.django_db
def test_page_set_aside_goes_in_once_it_can_be_read(monkeypatch, project, caplog):
    page = factories.case("Queue bad")
    with monkeypatch.context() as broken:
        break_documents(broken, of="bad")
        for _attempt in range(ATTEMPTS):
            project()
    assert (project(), titles("queue")) == (0, [])
    page.save()
    assert project() == 1
    assert titles("queue") == ["Queue bad"]
    assert Outbox.objects.count() == 0


@pytest.mark.django_db
def test_page_that_cannot_be_written_is_set_aside_and_the_others_go_in(monkeypatch, caplog):
    pages = [factories.case(title) for title in ("Queue 1", "Queue bad", "Queue 2")]
    write = get_embedded().write

    def failing(works):
        if any(row.title == "Queue bad" for rows in works.values() for row in rows):
            raise Broken("no room")
        write(works)

    monkeypatch.setattr(get_embedded(), "write", failing)
    assert projector.run() == 2
    assert sorted(titles("queue")) == ["Queue 1", "Queue 2"]
    assert list(Outbox.objects.values_list("key", "error")) == [
        (str(pages[1].pk), "Broken: no room")
    ]
    assert SearchDocument.objects.count() == 2


@pytest.mark.django_db
def test_page_whose_hour_came_and_that_cannot_be_read_is_set_aside(monkeypatch, project, caplog):
    for title in ("Queue bad", "Queue good"):
        factories.case(title)
    project()
    SearchDocument.objects.update(refresh_at=timezone.now())
    break_documents(monkeypatch, of="bad")
    assert projector.project_due() == 0  # the good one is as it was, and is due no more
    for _attempt in range(ATTEMPTS + 2):
        projector.project_due()
        project()
    assert list(Outbox.objects.values_list("attempts", flat=True)) == [ATTEMPTS]


@pytest.mark.django_db
def test_page_that_cannot_be_read_any_more_keeps_its_last_good_state(monkeypatch, project, caplog):
    page = factories.case("Queue bad")
    project()
    break_documents(monkeypatch, of="bad")
    page.title = "Queue bad indeed"
    page.save()
    project()
    assert titles("queue") == ["Queue bad"]


@pytest.mark.django_db
def test_page_that_cannot_be_read_is_hidden_all_the_same(monkeypatch, project, caplog):
    page = factories.case("Queue bad")
    project()
    break_documents(monkeypatch, of="bad")
    page.unpublish()
    project()
    assert titles("queue") == []


@pytest.mark.django_db
def test_unreadable_pages_hold_up_no_others_however_many(monkeypatch, project, caplog):
    monkeypatch.setattr(projector, "BATCH", 2)
    for number in range(3):
        factories.case(f"Queue bad {number}")
    break_documents(monkeypatch, of="bad")
    factories.case("Queue good")
    project()
    assert titles("queue") == ["Queue good"]


@pytest.mark.django_db
def test_rebuild_restores_what_was_lost(project):
    factories.case("Queue")
    project()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_text")
    SearchDocument.objects.update(title="Nonsense")
    call_command("search_rebuild", stdout=StringIO())
    assert titles("queue") == ["Queue"]


@pytest.fixture
def site_comes_back(django_db_setup, django_db_blocker):
    """A test of real commits empties the tables after it; put back what all tests start from."""
    with django_db_blocker.unblock():
        stored = _everything()
    yield
    with django_db_blocker.unblock():
        kept = {"reset_sequences": False, "inhibit_post_migrate": True}
        call_command("flush", verbosity=0, interactive=False, **kept)
        with connection.constraint_checks_disabled(), transaction.atomic():
            _put_back(stored)
    ContentType.objects.clear_cache()
    cache.clear()


def _everything() -> dict[str, list[tuple]]:
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    stored = {}
    with connection.cursor() as cursor:
        for table in names:
            if not table.endswith("_fts"):  # triggers keep those
                cursor.execute(f'SELECT * FROM "{table}"')
                stored[table] = cursor.fetchall()
    return stored


def _put_back(stored: dict[str, list[tuple]]) -> None:
    with connection.cursor() as cursor:
        for table in ("search_text", "search_word", "search_completion"):
            cursor.execute(f"DELETE FROM {table}")
        for table, rows in stored.items():
            if rows:
                marks = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)


def test_rolled_back_publish_leaves_nothing_behind(site_comes_back, transactional_db):
    page = factories.case("Queue", live=False)
    projector.run()
    with transaction.atomic():
        page.save_revision().publish()
        assert Outbox.objects.exists()
        transaction.set_rollback(True)
    assert not Outbox.objects.exists()
    assert not SearchDocument.objects.exists()
    assert (titles("queue"), ask("queu").corrected) == ([], None)
    page = CaseStudy.objects.get(pk=page.pk)
    page.save_revision().publish()
    assert titles("queue") == ["Queue"]


def test_rebuild_of_its_own_transactions_restores_what_was_lost(site_comes_back, transactional_db):
    for title in ("Queue", "Archive"):
        factories.case(title)
    projector.run()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_text")
    SearchDocument.objects.update(title="Nonsense")
    told = []
    assert projector.rebuild(lambda done, total: told.append((done, total))) == 2
    assert told[-1] == (2, 2)
    assert (titles("queue"), titles("archive")) == (["Queue"], ["Archive"])
