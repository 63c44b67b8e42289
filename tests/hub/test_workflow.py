"""Who may do what in the editor: country editors write and submit, the secretariat publishes."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, TaskState, WorkflowState

from casestudies.models import CaseStudy
from events.models import Event
from hub.models import Country, HomePage
from search import services
from search.query import SearchQuery
from tests import factories
from tests.factories import editing

pytestmark = pytest.mark.django_db

ADD = ("case_study",)


def client_of(name, *groups):
    user = get_user_model().objects.create_user(name, f"{name}@example.org", "-")
    user.groups.set([factories.group(group) for group in groups])
    client = Client()
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def editor():
    return client_of("editor", "Country editors")


@pytest.fixture
def secretariat():
    return client_of("secretary", "Secretariat")


def draft_of(client, **changes):
    editing.save(client, editing.add_url(*ADD), editing.form("case_study", **changes))
    return CaseStudy.objects.get()


def submitted_by(client):
    editing.submit(client, editing.add_url(*ADD), editing.form("case_study"))
    return CaseStudy.objects.get()


def decide(client, page, action, **data):
    task = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, task.pk])
    return client.post(address, data)


def state(page):
    page = CaseStudy.objects.get(pk=page.pk)
    workflow = WorkflowState.objects.filter(object_id=str(page.pk)).order_by("pk").last()
    return page.live, workflow and workflow.status


# A country editor


@pytest.mark.parametrize("kind", list(editing.MODELS))
def test_editor_adds_a_draft_of_each_kind(editor, kind):
    editing.save(editor, editing.add_url(kind), editing.form(kind))
    page = editing.MODELS[kind].objects.get()
    assert (page.live, page.owner) == (False, editor.user)


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_editor_adds_a_draft_in_each_language(editor, language):
    editing.save(editor, editing.add_url("case_study", language), editing.form("case_study"))
    assert CaseStudy.objects.get().locale.language_code == language


def test_editor_submits_a_draft_and_it_waits_for_the_secretariat(editor):
    page = submitted_by(editor)
    assert state(page) == (False, "in_progress")
    task = page.current_workflow_task_state
    assert (task.status, task.task.name) == ("in_progress", "Check by the secretariat")


def test_editor_submits_a_stored_draft(editor):
    page = draft_of(editor)
    assert state(page) == (False, None)
    editing.submit(editor, editing.edit_url(page), editing.form("case_study"))
    assert state(page) == (False, "in_progress")


def test_editor_cannot_submit_an_incomplete_draft(editor):
    page = draft_of(editor, outcome="")
    data = editing.form("case_study", outcome="")
    response = editing.submit(editor, editing.edit_url(page), data)
    assert editing.errors(response) == {"outcome": ["Say how it came out."]}
    assert state(page) == (False, None)


def test_editor_cannot_publish_a_new_work(editor):
    editing.publish(editor, editing.add_url(*ADD), editing.form("case_study"))
    assert CaseStudy.objects.get().live is False


def test_editor_cannot_publish_a_stored_draft(editor):
    page = draft_of(editor)
    editing.publish(editor, editing.edit_url(page), editing.form("case_study"))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    editor.post(f"{address}?next=/admin/&id={page.pk}")
    assert state(page) == (False, None)


def test_editor_cannot_approve_what_is_submitted(editor):
    page = submitted_by(editor)
    decide(editor, page, "approve")
    decide(client_of("colleague", "Country editors"), page, "approve")
    assert state(page) == (False, "in_progress")


def test_editor_cannot_change_what_is_submitted(editor):
    page = submitted_by(editor)
    data = editing.form("case_study", title="Changed afterwards")
    editing.save(editor, editing.edit_url(page), data)
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "A work"


def test_editor_cannot_change_the_draft_of_another(editor):
    page = draft_of(client_of("colleague", "Country editors"))
    data = editing.form("case_study", title="Changed by another")
    editing.save(editor, editing.edit_url(page), data)
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "A work"


def test_editor_sees_only_own_drafts(editor, secretariat):
    page = draft_of(editor)
    colleague = client_of("colleague", "Country editors")
    addresses = [
        reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        reverse("wagtailadmin_pages:revisions_view", args=[page.pk, page.latest_revision_id]),
        editing.edit_url(page),
    ]
    for address in addresses:
        found = [reader.get(address).status_code for reader in (editor, secretariat, colleague)]
        assert (address, found) == (address, [200, 200, 302])


def test_editor_cannot_delete_move_or_unpublish_what_is_live(editor):
    page = factories.case(owner=editor.user)
    for name in ("delete", "unpublish"):
        editor.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))
    target = factories.library("case_study", "ru")
    editor.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk]))
    found = CaseStudy.objects.get(pk=page.pk)
    assert (found.live, found.path) == (True, page.path)


def test_editor_adds_nothing_but_works(editor, secretariat):
    home = HomePage.objects.get(slug="hub-en")
    about = reverse("wagtailadmin_pages:add", args=["hub", "standardpage", home.pk])
    assert secretariat.get(about).status_code == 200
    assert editor.get(about).status_code == 302


def test_nobody_adds_an_event_to_the_library_of_cases(admin_client):
    for kind, number in (("case_study", 0), ("event", 1)):
        library = factories.library(kind)
        address = reverse("wagtailadmin_pages:add", args=["events", "event", library.pk])
        editing.publish(admin_client, address, editing.form("event"))
        assert Event.objects.count() == number


def test_editor_cannot_change_the_vocabulary(editor, secretariat):
    country = Country.objects.get(slug="ge")
    address = reverse("wagtailsnippets_hub_country:edit", args=[country.pk])
    assert secretariat.get(address).status_code == 200
    assert editor.get(address).status_code == 302
    merge = reverse("merge_term", args=["country", country.pk])
    assert secretariat.get(merge).status_code == 200
    assert editor.get(merge).status_code in (302, 403)


# The secretariat


def test_secretariat_approves_and_the_work_is_live_and_found(editor, secretariat, project):
    page = submitted_by(editor)
    project()
    assert services.search(SearchQuery()).count == 0
    decide(secretariat, page, "approve")
    project()
    assert state(page) == (True, "approved")
    hits = services.search(SearchQuery()).results
    assert [(hit.id, hit.title) for hit in hits] == [("CS-0001", "A work")]


def test_secretariat_asks_for_changes_and_the_editor_submits_again(editor, secretariat):
    page = submitted_by(editor)
    decide(secretariat, page, "reject", comment="Which year?")
    assert state(page) == (False, "needs_changes")
    assert TaskState.objects.get().comment == "Which year?"
    data = {**editing.form("case_study", title="Better"), "action-restart-workflow": "1"}
    editor.post(editing.edit_url(page), data)
    page.refresh_from_db()
    assert state(page) == (False, "in_progress")
    assert page.get_latest_revision_as_object().title == "Better"


def test_secretariat_cannot_approve_what_it_made_incomplete(editor, secretariat):
    page = submitted_by(editor)
    editing.save(secretariat, editing.edit_url(page), editing.form("case_study", outcome=""))
    page.refresh_from_db()
    response = decide(secretariat, page, "approve")
    said = editing.messages(secretariat.get(response.url))
    assert said == ["Page 'A work' has been updated.", "A work: Say how it came out."]
    assert state(page) == (False, "in_progress")


def test_secretariat_publishes_without_the_workflow(secretariat):
    editing.publish(secretariat, editing.add_url(*ADD), editing.form("case_study"))
    assert state(CaseStudy.objects.get()) == (True, None)


def test_secretariat_unpublishes(secretariat):
    page = factories.case()
    secretariat.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert state(page) == (False, None)


# Others


def test_anonymous_is_sent_to_sign_in_and_changes_nothing(client):
    page = factories.case(live=False)
    draft = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    for address in (editing.add_url(*ADD), editing.edit_url(page), draft):
        response = editing.publish(client, address, editing.form("case_study"))
        assert (response.status_code, response.url.split("?")[0]) == (302, "/admin/login/")
    assert CaseStudy.objects.count() == 1
    assert state(page) == (False, None)


def test_user_of_no_group_changes_nothing():
    stranger = client_of("stranger")
    page = factories.case(live=False)
    editing.publish(stranger, editing.edit_url(page), editing.form("case_study"))
    editing.save(stranger, editing.add_url(*ADD), editing.form("case_study"))
    assert CaseStudy.objects.count() == 1
    assert state(page) == (False, None)


def test_workflow_covers_every_page_of_the_hub():
    pages = Page.objects.filter(depth__gte=2)
    without = [page.slug for page in pages if not page.has_workflow]
    assert (pages.count(), without) == (27, [])
