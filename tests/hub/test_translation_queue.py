"""What waits to follow a publication goes on though some of it fails, and nothing of it is lost."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine

from hub.models import TranslationUpdate
from hub.translations import updates
from tests import factories

pytestmark = pytest.mark.django_db
START = datetime(2030, 6, 15, tzinfo=UTC)


@pytest.fixture
def followed(monkeypatch):
    """Titles, in the order in which they were tried; those that begin with “Bad” fail."""
    tried = []

    def follow(page):
        tried.append(page.title)
        if page.title.startswith("Bad"):
            raise ValueError

    monkeypatch.setattr(updates, "follow", follow)
    monkeypatch.setattr(updates, "MOST", 2)
    return tried


def publish(*titles: str) -> None:
    for title in titles:
        factories.case(title).save_revision().publish()


def test_pages_that_fail_do_not_keep_others_waiting(followed):
    publish("Bad one", "Bad two", "Good")
    updates.work_off()
    assert followed == ["Bad one", "Bad two"]
    assert updates.work_off() == 1
    assert followed == ["Bad one", "Bad two", "Good"]
    assert TranslationUpdate.objects.count() == 2


def test_page_that_fails_is_tried_again_later_and_later(followed):
    with time_machine.travel(START, tick=False) as clock:
        publish("Bad")
        waits = []
        for seconds in range(0, 40_000, 10):
            tried = len(followed)
            clock.move_to(START + timedelta(seconds=seconds))
            updates.work_off()
            waits += [seconds] * (len(followed) - tried)
    assert waits[:8] == [0, 20, 60, 140, 300, 620, 1260, 2540]
    assert [later - sooner for sooner, later in pairwise(waits[8:])] == [3600] * 9


def test_page_that_failed_is_tried_at_once_when_it_is_published_again(followed):
    publish("Bad")
    updates.work_off()
    page = TranslationUpdate.objects.get().page.specific
    page.title = "Mended"
    page.save_revision().publish()
    assert updates.work_off() == 1
    assert TranslationUpdate.objects.count() == 0


def test_page_published_again_while_it_fails_is_tried_at_once(monkeypatch):
    publish("Bad")

    def fail(page):
        updates.ask(page)
        raise ValueError

    monkeypatch.setattr(updates, "follow", fail)
    updates.work_off()
    row = TranslationUpdate.objects.get()
    assert (row.published, row.attempts) == (2, 0)
