"""Search in the admin: the report, and one page's question."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import PageViewRestriction
from wagtail.users.models import UserProfile

from search import registry
from search.models import EngineIndex, Outbox
from tests import factories
from tests.search.asking import titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(get_user_model().objects.create_superuser("root", password="x"))
    return client


def reasons(client, page) -> str:
    return client.get(reverse("search_page", args=[page.pk])).content.decode()


def test_report_names_pages_that_were_set_aside(editor):
    Outbox.objects.create(scope="page", key="77", attempts=5, error="ValueError: broken")
    answer = editor.get(reverse("search_report")).content.decode()
    assert "ValueError: broken" in answer


def test_retry_lets_them_try_again(editor):
    Outbox.objects.create(scope="page", key="77", attempts=5, error="ValueError: broken")
    assert editor.post(reverse("search_retry")).status_code == 302
    assert not Outbox.objects.exists()  # there is no such page any more


def test_retry_finds_at_once_what_can_be_read_again(editor, project, monkeypatch, caplog):
    factories.case("Queue")
    with monkeypatch.context() as broken:
        broken.setattr(registry, "_document", lambda *_: 1 / 0)
        project()
    assert titles("queue") == []
    editor.post(reverse("search_retry"))
    assert titles("queue") == ["Queue"]


def test_retry_is_not_a_get(editor):
    assert editor.get(reverse("search_retry")).status_code == 405


def test_report_is_not_for_a_country_editor(client):
    user = get_user_model().objects.create_user("ge", password="x")
    user.groups.add(factories.group("Country editors"))
    client.force_login(user)
    assert client.get(reverse("search_report")).status_code in (302, 403)
    assert client.post(reverse("search_retry")).status_code in (302, 403)


def test_report_and_retry_are_for_the_secretariat_too(client):
    user = get_user_model().objects.create_user("secretariat", password="x")
    user.groups.add(factories.group("Secretariat"))
    client.force_login(user)
    Outbox.objects.create(scope="page", key="77", attempts=5, error="ValueError: broken")
    assert "ValueError: broken" in client.get(reverse("search_report")).content.decode()
    assert client.post(reverse("search_retry")).status_code == 302
    assert not Outbox.objects.exists()


def test_published_page_is_in_the_index(editor, project):
    page = factories.case("Open data portal")
    project()
    assert "Yes: it is in the index" in reasons(editor, page)


def test_draft_is_not_found_because_it_is_not_published(editor, project):
    page = factories.case(live=False)
    project()
    assert "It is not published." in reasons(editor, page)


def test_private_page_is_not_found_because_it_is_private(editor, project):
    page = factories.case()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    project()
    answer = reasons(editor, page)
    assert "is private." in answer
    assert "Yes: it is in the index" not in answer


def test_confidential_memorandum_says_so(editor, project):
    page = factories.memorandum(confidentiality="internal")
    project()
    assert "It is confidential." in reasons(editor, page)


def test_page_that_nobody_told_search_of_is_not_found_for_that_reason(editor):
    page = factories.case()
    Outbox.objects.all().delete()
    assert "Search was not told of it" in reasons(editor, page)


def test_page_that_waits_among_many_says_so(editor):
    page = factories.case()
    Outbox.objects.all().delete()
    Outbox.objects.create(scope="everything")
    answer = reasons(editor, page)
    assert "A change of many pages waits to be taken up." in answer
    assert "Search was not told of it" not in answer


def test_report_speaks_the_language_of_the_reader(editor):
    person = get_user_model().objects.get(username="root")
    UserProfile.objects.create(user=person, preferred_language="ru")
    Outbox.objects.create(scope="page", key="77")
    EngineIndex.objects.create(name="works-1", role="old", mapping="x")
    answer = editor.get(reverse("search_report")).content.decode()
    assert "<td>хранится для возврата</td>" in answer
    assert "<td>1 (0\u00a0с)</td>" in answer
