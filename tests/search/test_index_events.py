"""Whatever changes what visitors may see changes the index: search.md, in its order."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from casestudies.models import CasePartner, CaseStudy
from hub.models import Country, LibraryPage
from search import outbox
from search.models import SearchDocument
from tests import factories
from tests.search.asking import address, ask, counted, titles, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return get_user_model().objects.create_superuser("chief", "chief@example.org", "secret")


def second_library(slug: str = "more") -> LibraryPage:
    home = factories.library("case_study").get_parent()
    return home.add_child(instance=LibraryPage(title="More", slug=slug, kind="case_study"))


# Publishing


def test_draft_is_found_once_published(project):
    page = factories.case("Queue", live=False)
    revision = page.save_revision()
    project()
    assert titles("queue") == []
    revision.publish()
    project()
    assert titles("queue") == ["Queue"]


def test_draft_of_a_live_page_changes_nothing_until_published(project):
    page = factories.case("Queue")
    page.title = "Counter"
    revision = page.save_revision()
    project()
    assert (titles("queue"), titles("counter")) == (["Queue"], [])
    revision.publish()
    project()
    assert (titles("queue"), titles("counter")) == ([], ["Counter"])


def test_published_relations_are_those_of_the_same_save(project):
    page = factories.case("Queue", countries="kz")
    project()
    page.countries = [Country.objects.get(slug="ge")]
    page.partners = [CasePartner(organisation=factories.organisation("Ombudsman"))]
    page.save_revision().publish()
    project()
    assert counted(ask(), "country") == {"ge": 1}
    assert titles("ombudsman") == titles("georgia") == ["Queue"]
    assert titles("kazakhstan") == []


def test_scheduled_page_is_found_once_its_hour_came(project):
    page = factories.case("Queue", live=False)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    call_command("publish_scheduled")
    project()
    assert titles("queue") == []
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        call_command("publish_scheduled")
        project()
        assert titles("queue") == ["Queue"]


def test_page_is_found_once_its_workflow_is_approved(project, editor):
    page = factories.case("Queue", live=False)
    page.save_revision(user=editor)
    state = page.get_workflow().start(page, editor)
    project()
    assert titles("queue") == []
    state.current_task_state.approve(user=editor)
    project()
    assert titles("queue") == ["Queue"]


def test_revert_to_an_old_revision_brings_its_words_back(project):
    page = factories.case("Queue")
    old = page.save_revision()
    page.title = "Counter"
    page.save_revision().publish()
    project()
    assert titles("queue") == []
    old.as_object().save_revision(previous_revision=old).publish()
    project()
    assert (titles("queue"), titles("counter")) == (["Queue"], [])


def test_bulk_publishing_finds_every_page(project, editor):
    pages = [factories.case(f"Queue {n}", live=False) for n in (1, 2)]
    for page in pages:
        page.save_revision()
    project()
    assert titles("queue") == []
    PublishBulkAction.execute_action(
        [Page.objects.get(pk=p.pk) for p in pages], user=editor, include_descendants=False
    )
    project()
    assert sorted(titles("queue")) == ["Queue 1", "Queue 2"]


def test_alias_is_no_second_result(project):
    page = factories.case("Queue", countries="ge")
    page.create_alias(parent=second_library(), update_slug="again")
    project()
    assert titles("queue") == ["Queue"]
    assert counted(ask(), "country") == {"ge": 1}


def test_alias_turned_into_a_page_is_a_work_of_its_own(project):
    page = factories.case("Queue", countries="ge")
    alias = page.create_alias(parent=second_library(), update_slug="again")
    project()
    ConvertAliasPageAction(CaseStudy.objects.get(pk=alias.pk)).execute()
    project()
    assert titles("queue") == ["Queue", "Queue"]
    assert counted(ask(), "country") == {"ge": 2}
    codes = {hit.id for hit in ask("queue").results}
    assert codes == {page.code, CaseStudy.objects.get(pk=alias.pk).code}
    assert len(codes) == 2


# Going away


def test_unpublished_page_is_gone(project):
    page = factories.case("Queue", countries="ge")
    factories.case("Queue of others", countries="kz")
    project()
    page.unpublish()
    project()
    assert titles("queue") == ["Queue of others"]
    assert counted(ask(), "country") == {"kz": 1}


def test_expired_page_is_gone(project):
    page = factories.case("Queue")
    page.expire_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    project()
    assert titles("queue") == ["Queue"]
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        call_command("publish_scheduled")
        project()
        assert titles("queue") == []


def test_library_unpublished_with_its_works_takes_them_along(project, editor):
    factories.case("Queue")
    factories.review("Queues reviewed")
    project()
    library = factories.library("case_study")
    UnpublishPageAction(library, user=editor, include_descendants=True).execute()
    project()
    assert titles("queue") == ["Queues reviewed"]


def test_one_language_unpublished_leaves_the_other(project):
    page = factories.case("Queue", original_language="en")
    translated(page, "ru", title="Очередь")
    project()
    page.unpublish()
    project()
    assert titles("queue") == []
    assert titles("очередь") == ["Очередь"]
    assert counted(ask(), "language") == {"ru": 1}


def test_deleted_page_is_gone(project):
    page = factories.case("Queue")
    factories.case("Queue of others")
    project()
    CaseStudy.objects.get(pk=page.pk).delete()
    project()
    assert titles("queue") == ["Queue of others"]


def test_deleted_library_takes_its_works_along(project):
    factories.case("Queue")
    translated(factories.case("Counter"), "ru", title="Окно")
    project()
    factories.library("case_study").delete()
    project()
    assert titles() == ["Окно"]
    assert list(SearchDocument.objects.filter(visible=True).values_list("title", flat=True)) == [
        "Окно"
    ]


# Changing place


def test_moved_page_is_found_at_its_new_address(project):
    page = factories.case("Queue", slug="queue")
    project()
    assert address("Queue") == "/en/cases/queue/"
    page.move(second_library(), pos="last-child")
    project()
    assert address("Queue") == "/en/more/queue/"


def test_moved_library_takes_the_addresses_of_its_works_along(project):
    factories.case("Queue", slug="queue")
    project()
    about = Page.objects.get(slug="about", locale__language_code="en")
    factories.library("case_study").move(about, pos="last-child")
    project()
    assert address("Queue") == "/en/about/cases/queue/"


def test_library_of_another_slug_changes_the_addresses_of_its_works(project):
    factories.case("Queue", slug="queue")
    factories.review("Review", slug="review")
    project()
    library = factories.library("case_study")
    library.slug = "practices"
    library.save_revision().publish()
    project()
    assert address("Queue") == "/en/practices/queue/"
    assert address("Review") == "/en/reviews/review/"


def test_copy_is_a_work_of_its_own_with_all_its_terms(project):
    page = factories.case("Queue", countries="ge")
    page.partners = [CasePartner(organisation=factories.organisation("Ombudsman"))]
    page.save()
    project()
    page.copy(update_attrs={"slug": "copy", "title": "Counter"})
    project()
    assert sorted(titles("ombudsman", country="ge")) == ["Counter", "Queue"]
    assert len({hit.id for hit in ask().results}) == 2


def test_copy_that_is_a_draft_is_not_found(project):
    page = factories.case("Queue")
    page.copy(update_attrs={"slug": "copy", "title": "Counter"}, keep_live=False)
    project()
    assert titles() == ["Queue"]


def test_copy_for_translation_is_found_once_published(project):
    page = factories.case("Queue")
    draft = translated(page, "ru", title="Очередь", live=False)
    project()
    assert titles("очередь") == []
    assert counted(ask(), "language") == {"en": 1}
    draft.get_latest_revision().publish()
    project()
    assert titles("очередь") == ["Queue"]
    assert ask("очередь").results[0].id == page.code


# What tells nothing


def test_bulk_update_is_told_by_the_caller(project):
    page = factories.case("Queue", outcome="mixed")
    project()
    CaseStudy.objects.filter(pk=page.pk).update(outcome="failed")
    project()
    assert counted(ask(), "outcome") == {"mixed": 1}
    outbox.pages_changed([page.pk])
    project()
    assert counted(ask(), "outcome") == {"failed": 1}


def test_page_saved_without_a_change_is_not_written_again(project):
    page = factories.case("Queue")
    assert project() == 1
    page.save()
    assert project() == 0
