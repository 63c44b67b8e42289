"""How far search has come, as the command and the admin's report tell it."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from search.health import health
from search.models import EngineIndex, SearchDocument, SearchState
from tests import factories

pytestmark = pytest.mark.django_db


def ago(**passed: float):
    return timezone.now() - timedelta(**passed)


@pytest.fixture
def behind(project):
    """An index that was fed three days ago, and lacks two documents, one of 90 seconds ago."""
    for title in ("Queue 1", "Queue 2"):
        factories.case(title)
    project()
    with time_machine.travel(timezone.now(), tick=False):
        SearchDocument.objects.filter(version=1).update(written=ago(seconds=90))
        EngineIndex.objects.create(name="works-1", role="active", mapping="x", repaired=4)
        times = {"created": ago(days=9), "shipped": ago(days=3), "compared": ago(hours=5)}
        EngineIndex.objects.update(**times)
        yield


def told() -> str:
    status = StringIO()
    call_command("search_status", stdout=status)
    return status.getvalue()


def test_lag_is_that_of_the_oldest_change_not_of_the_last_shipping(behind, client):
    assert "  lag       2 documents, 90 s" in told()
    client.force_login(get_user_model().objects.create_superuser("root", password="x"))
    answer = client.get(reverse("search_report")).content.decode()
    assert "<td>2 (90 s)</td>" in answer
    SearchDocument.objects.filter(version=1).update(written=None)  # from before it was noted
    assert health().indexes[0].lag_seconds == 0


def test_index_that_lacks_nothing_has_no_lag(behind):
    EngineIndex.objects.update(cursor=SearchState.current()[0])
    assert "  lag       0 documents, 0 s" in told()


def test_index_has_lacked_nothing_for_longer_than_it_is_there(behind):
    EngineIndex.objects.update(created=ago(seconds=20))
    assert "  lag       2 documents, 20 s" in told()


def test_last_comparison_is_told(behind):
    compared = EngineIndex.objects.get().compared
    assert f"  compared  {compared:%Y-%m-%d %H:%M}, 4 repaired" in told()


def test_change_is_dated_by_its_last_writing(project):
    page = factories.case("Queue")
    project()
    SearchDocument.objects.update(written=ago(days=2))
    page.title = "Queue renamed"
    page.save()
    project()
    first = SearchDocument.objects.get().written
    assert timezone.now() - first < timedelta(minutes=1)
    page.unpublish()
    project()
    assert SearchDocument.objects.get().written > first
