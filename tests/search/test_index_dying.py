"""What Wagtail tells only after its commit is written down before it: a process may die between."""

import pytest
from django.db.models.signals import post_save
from wagtail.models import PageViewRestriction
from wagtail.signals import post_page_move

from hub.models import LibraryPage
from search import receivers
from tests import factories
from tests.search.asking import address, titles

pytestmark = pytest.mark.django_db


class Died(Exception):
    """Raised by tests only."""


def die(*args, **kwargs):
    raise Died


def test_page_is_found_at_its_new_address_though_nobody_told_of_the_move(project, monkeypatch):
    page = factories.case("Queue", slug="queue")
    home = factories.library("case_study").get_parent()
    library = home.add_child(instance=LibraryPage(title="More", slug="more", kind="case_study"))
    project()
    monkeypatch.setattr(post_page_move, "send", die)
    with pytest.raises(Died):
        page.move(library, pos="last-child")
    project()
    assert address("Queue") == "/en/more/queue/"


def test_page_made_private_is_gone_though_nobody_told_of_it_after(project):
    page = factories.case("Queue")
    project()
    assert titles("queue") == ["Queue"]
    assert post_save.disconnect(receivers.saved_or_deleted)
    try:
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    finally:
        post_save.connect(receivers.saved_or_deleted)
    project()
    assert titles("queue") == []
