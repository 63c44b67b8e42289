"""Whatever changes what visitors may see changes the index: search.md, in its order."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.files.images import ImageFile
from django.core.management import call_command
from django.utils import timezone
from PIL import Image
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Locale, Page, Site

from casestudies.models import CasePartner, CaseStudy
from hub.models import Country, HubImage, LibraryPage, ReformTheme, Region
from search import outbox, projector, services
from search.models import SearchDocument
from tests import factories
from tests.search.asking import ask, counted, titles, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return get_user_model().objects.create_superuser("chief", "chief@example.org", "secret")


def address(title: str) -> str:
    return next(hit.url for hit in ask().results if hit.title == title)


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


def test_library_of_another_slug_changes_the_addresses_of_its_works(
    project, django_capture_on_commit_callbacks
):
    factories.case("Queue", slug="queue")
    factories.review("Review", slug="review")
    project()
    library = factories.library("case_study")
    library.slug = "practices"
    with django_capture_on_commit_callbacks(execute=True):
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


def test_site_at_another_host_changes_addresses(project, settings):
    factories.case("Queue", slug="queue")
    project()
    Site.objects.create(hostname="cases.example.org", root_page=factories.library("case_study"))
    project()
    assert address("Queue") == "http://cases.example.org/en/queue/"
    Site.objects.get(hostname="cases.example.org").delete()
    project()
    assert address("Queue") == "/en/cases/queue/"


def test_changed_language_reads_every_page_again(project):
    factories.case("Queue")
    project()
    SearchDocument.objects.update(fingerprint="")  # as if what is stored were of old rules
    assert project() == 0
    Locale.objects.get(language_code="ru").save()
    assert project() == 1


# Vocabulary


def test_renamed_country_is_found_by_its_new_name(project):
    factories.case("Queue", countries="ge")
    project()
    georgia = Country.objects.get(slug="ge")
    georgia.name_en = "Sakartvelo"
    georgia.save()
    project()
    assert (titles("sakartvelo"), titles("georgia")) == (["Queue"], [])
    assert ask().results[0].labels["country"] == ["Sakartvelo"]
    assert services.suggest("sakart", "en")[0].value == "ge"


def test_renamed_region_and_organisation_are_found_by_their_new_names(project):
    lead = factories.organisation("Ombudsman")
    factories.case("Queue", countries="ge", lead_organisation=lead)
    project()
    lead.name_ru = "Омбудсмен"
    lead.name_en = "Defender"
    lead.save()
    region = Region.objects.get(countries__slug="ge", slug__contains="caucasus")
    region.name_en = "Kolchis"
    region.save()
    project()
    for name in ("defender", "омбудсмен", "kolchis"):
        assert titles(name) == ["Queue"], name
    assert titles("ombudsman") == []


def test_theme_moved_in_its_tree_counts_under_its_new_parent(project):
    factories.case("Queue", themes="recruitment")
    project()
    assert counted(ask(), "theme") == {"meritocracy": 1, "recruitment": 1}
    theme = ReformTheme.objects.get(slug="recruitment")
    theme.parent = ReformTheme.objects.get(slug="openness")
    theme.save()
    project()
    assert counted(ask(), "theme") == {"openness": 1, "recruitment": 1}
    assert (titles("meritocracy"), titles("openness")) == ([], ["Queue"])


def test_deleted_theme_is_counted_and_found_no_more(project):
    factories.case("Queue", themes="recruitment pay")
    project()
    ReformTheme.objects.get(slug="recruitment").delete()
    project()
    assert counted(ask(), "theme") == {"meritocracy": 1, "pay": 1}
    assert titles("recruitment") == []
    assert services.suggest("recruit", "en") == []


def test_bulk_update_is_told_by_the_caller(project):
    page = factories.case("Queue", outcome="mixed")
    project()
    CaseStudy.objects.filter(pk=page.pk).update(outcome="failed")
    project()
    assert counted(ask(), "outcome") == {"mixed": 1}
    outbox.pages_changed([page.pk])
    project()
    assert counted(ask(), "outcome") == {"failed": 1}


# Images and the passing of time


def image(title: str = "Hall") -> HubImage:
    content = BytesIO()
    Image.new("RGB", (8, 8)).save(content, "PNG")
    file = ImageFile(content, name="hall.png")
    return HubImage.objects.create(title=title, description="A hall", file=file)


def test_changed_alternative_text_is_that_of_the_result(project):
    cover = image()
    factories.case("Queue", cover=cover)
    project()
    assert ask().results[0].cover["alt"] == "A hall"
    cover.description = "Counters of the hall"
    cover.save()
    project()
    assert ask().results[0].cover["alt"] == "Counters of the hall"


def test_deleted_image_is_no_cover_any_more(project):
    cover = image()
    factories.case("Queue", cover=cover)
    project()
    cover.delete()
    project()
    assert ask().results[0].cover == {}


def test_memorandum_expires_although_nobody_saves_it(project):
    today = timezone.localdate()
    factories.memorandum(signed_on=today, expires_on=today + timedelta(days=200))
    project()
    seen = {}
    for days in (19, 20, 200, 201):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            projector.project_due()
            seen[days] = list(counted(ask(), "memorandum_status"))
    assert seen == {19: ["in_force"], 20: ["expiring"], 200: ["expiring"], 201: ["expired"]}


def test_event_passes_although_nobody_saves_it(project):
    event = factories.event(in_days=3)
    project()
    seen = {}
    for moment in (event.starts_at, event.ends_at):
        for seconds in (-60, 60):
            with time_machine.travel(moment + timedelta(seconds=seconds)):
                projector.project_due()
                seen[moment, seconds] = list(counted(ask(), "event_status"))
    assert list(seen.values()) == [["announced"], ["running"], ["running"], ["past"]]


def test_page_saved_without_a_change_is_not_written_again(project):
    page = factories.case("Queue")
    assert project() == 1
    page.save()
    assert project() == 0
