"""Versions are numbers in the order of commits: whoever has read one has missed none below it."""

import threading

import pytest
from django.db import connection, transaction

from search import outbox, projector
from search.models import Outbox, SearchDocument, SearchState
from tests import factories


def versions() -> list[int]:
    return list(SearchDocument.objects.values_list("version", flat=True))


@pytest.fixture
def two_pages(committed_database, monkeypatch):
    """Changed, and not yet taken up by anybody."""
    monkeypatch.setattr(outbox, "_listeners", [])
    with transaction.atomic():
        SearchState.locked()
    pages = [factories.case(f"Queue {number}") for number in (1, 2)]
    Outbox.objects.exclude(scope=Outbox.Scope.PAGE).delete()
    return pages


def test_no_version_is_seen_before_a_lower_one_of_a_slower_transaction(
    two_pages, monkeypatch, caplog
):
    """One projector has given its page a version and is slow to commit; another comes meanwhile."""
    slow, quick = (page.pk for page in two_pages)
    written, commit, errors = threading.Event(), threading.Event(), []
    settle = projector._settle

    def settled(rows, failed):
        settle(rows, failed)
        if threading.current_thread().name == "slow":
            written.set()
            assert commit.wait(60)

    def step(without: int) -> None:
        try:
            projector._step({without})
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    monkeypatch.setattr(projector, "_settle", settled)
    first = threading.Thread(target=step, args=[quick], name="slow")
    second = threading.Thread(target=step, args=[slow], name="quick")
    first.start()
    assert written.wait(60)
    second.start()
    second.join(1)
    assert (versions(), second.is_alive()) == ([], True)
    commit.set()
    first.join()
    second.join()
    assert (errors, caplog.records) == ([], [])  # nor was it the constraint that held them apart
    assert dict(SearchDocument.objects.values_list("page_id", "version")) == {slow: 1, quick: 2}
