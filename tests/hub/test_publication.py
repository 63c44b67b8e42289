"""What all works share: permanent codes, and drafts that may lack what publication needs."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import rich_text

from casestudies.models import CaseStudy, Memorandum, TrendReview
from events.models import Event
from hub.models import CodeSequence, LibraryPage, StandardPage
from tests import factories
from tests.factories import editing

pytestmark = pytest.mark.django_db

MAKERS = {
    "case_study": (factories.case, CaseStudy, "CS"),
    "trend_review": (factories.review, TrendReview, "TR"),
    "memorandum": (factories.memorandum, Memorandum, "MM"),
    "event": (factories.event, Event, "EV"),
}
KINDS = list(MAKERS)
# What each kind asks for when it is published, if nothing but the title was written.
CHOOSE = ["Choose at least one."]
LACKING = {
    "case_study": {
        "countries": CHOOSE,
        "themes": CHOOSE,
        "summary": ["This field is required."],
        "lead_organisation": ["Say who led it."],
        "outcome": ["Say how it came out."],
        "started": ["Say in which year it started."],
    },
    "trend_review": {
        "themes": CHOOSE,
        "published_on": ["Say on which day the review was published."],
        "period_from": ["Say which years the review covers."],
        "abstract_en": ["Write an abstract, in one language at least."],
    },
    "memorandum": {
        "reference": ["This field is required."],
        "signed_on": ["Say when it was signed."],
        "parties": ["A memorandum has at least two parties; this one has fewer."],
    },
    "event": {
        "themes": CHOOSE,
        "summary": ["This field is required."],
        "host_country": ["Say in which country it takes place."],
    },
}


def bare(kind):
    """A form in which all that publication alone asks for is missing."""
    empty = {name: [] if name == "parties" else "" for name in LACKING[kind]}
    return editing.form(kind, **(empty | ({"period_to": ""} if kind == "trend_review" else {})))


def translate(page, language):
    return page.copy_for_translation(Locale.objects.get(language_code=language))


def copy(client, page, **data):
    """Copy a page in the admin, as a draft unless `publish_copies` is given."""
    fields = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": page.get_parent().pk}
    client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), {**fields, **data})
    return type(page).objects.get(slug="a-copy")


# Codes


@pytest.mark.parametrize("kind", KINDS)
def test_code_numbers_each_kind_from_one(kind):
    make, _model, prefix = MAKERS[kind]
    others = [other for other in KINDS if other != kind]
    MAKERS[others[0]][0]()
    pages = [make(), make(live=False), make()]
    assert [page.code for page in pages] == [f"{prefix}-000{number}" for number in (1, 2, 3)]


def test_code_of_a_deleted_work_is_not_given_again():
    factories.case().delete()
    assert factories.case().code == "CS-0002"


def test_code_after_9999_has_five_digits():
    CodeSequence.objects.create(prefix="CS", last=9999)
    assert factories.case().code == "CS-10000"


def test_code_stays_when_the_work_is_saved_renamed_and_published_again():
    page = factories.case()
    factories.case()
    page.title, page.slug = "Another title", "another-slug"
    page.save_revision().publish()
    page.refresh_from_db()
    assert (page.title, page.code) == ("Another title", "CS-0001")


def test_code_stays_when_the_work_is_unpublished_and_moved():
    page = factories.case()
    page.unpublish()
    page.move(LibraryPage.objects.get(kind="case_study", locale__language_code="ru"))
    page.refresh_from_db()
    assert (page.live, page.code) == (False, "CS-0001")


def test_code_is_not_taken_from_an_editors_form(admin_client):
    page = factories.case()
    data = editing.form("case_study", title="Changed", code="CS-0777")
    editing.publish(admin_client, editing.edit_url(page), data)
    page.refresh_from_db()
    assert (page.title, page.code) == ("Changed", "CS-0001")


def test_translations_share_the_code():
    original = factories.case()
    factories.case()
    codes = [translate(original, language).code for language in ("ru", "kk")]
    assert codes == ["CS-0001", "CS-0001"]


def test_translation_keeps_the_code_when_the_original_is_gone():
    original = factories.case()
    russian = translate(original, "ru")
    original.delete()
    assert translate(russian, "kk").code == "CS-0001"
    assert factories.case().code == "CS-0002"


def test_translation_keeps_the_code_when_it_is_published():
    russian = translate(factories.case(), "ru")
    factories.case()
    russian.get_latest_revision().publish()
    russian.refresh_from_db()
    assert (russian.live, russian.code) == (True, "CS-0001")


@pytest.mark.parametrize("kind", KINDS)
def test_copy_gets_a_new_code_and_keeps_it_when_published(admin_client, kind):
    make, _model, prefix = MAKERS[kind]
    page = make()
    page.save_revision().publish()
    page.save_revision()
    copied = copy(admin_client, page)
    assert copied.code == f"{prefix}-0002"
    copied.get_latest_revision().publish()
    copied.refresh_from_db()
    assert (copied.live, copied.code) == (True, f"{prefix}-0002")
    page.refresh_from_db()
    assert page.code == f"{prefix}-0001"


def test_copy_published_at_once_gets_a_new_code(admin_client):
    page = factories.case()
    page.save_revision().publish()
    copied = copy(admin_client, page, publish_copies="on")
    assert (copied.live, copied.code) == (True, "CS-0002")


# Drafts and publication, through the editor


@pytest.mark.parametrize("kind", KINDS)
def test_complete_work_is_published_from_the_editor(admin_client, kind):
    response = editing.publish(admin_client, editing.add_url(kind), editing.form(kind))
    _make, model, prefix = MAKERS[kind]
    page = model.objects.get()
    assert response.status_code == 302
    assert (page.title, page.code, page.live) == ("A work", f"{prefix}-0001", True)


@pytest.mark.parametrize("kind", KINDS)
def test_draft_may_lack_what_publication_needs(admin_client, kind):
    response = editing.save(admin_client, editing.add_url(kind), bare(kind))
    page = MAKERS[kind][1].objects.get()
    assert response.status_code == 302
    assert (page.title, page.live) == ("A work", False)


@pytest.mark.parametrize("kind", KINDS)
def test_publication_says_in_words_what_is_lacking(admin_client, kind):
    response = editing.publish(admin_client, editing.add_url(kind), bare(kind))
    assert editing.errors(response) == LACKING[kind]
    assert MAKERS[kind][1].objects.count() == 0


@pytest.mark.parametrize("kind", KINDS)
def test_stored_draft_cannot_be_published_until_it_is_complete(admin_client, kind):
    editing.save(admin_client, editing.add_url(kind), bare(kind))
    page = MAKERS[kind][1].objects.get()
    refused = editing.publish(admin_client, editing.edit_url(page), bare(kind))
    assert editing.errors(refused) == LACKING[kind]
    editing.publish(admin_client, editing.edit_url(page), editing.form(kind))
    page.refresh_from_db()
    assert page.live is True


def test_draft_of_a_live_work_may_lack_what_the_live_one_has(admin_client):
    page = factories.case(summary="The summary that is live.")
    saved = editing.save(admin_client, editing.edit_url(page), bare("case_study"))
    assert saved.status_code == 302
    page.refresh_from_db()
    assert (page.live, page.summary) == (True, "The summary that is live.")
    assert page.get_latest_revision_as_object().summary == ""


def test_live_work_stays_as_it_is_when_an_incomplete_one_is_refused(admin_client):
    page = factories.case(summary="The summary that is live.")
    refused = editing.publish(admin_client, editing.edit_url(page), bare("case_study"))
    assert editing.errors(refused) == LACKING["case_study"]
    page.refresh_from_db()
    assert page.summary == "The summary that is live."


def bulk_publish(client, *pages, **data):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    chosen = "".join(f"&id={page.pk}" for page in pages)
    return client.post(f"{address}?next=/admin/{chosen}", data, follow=True)


def test_publishing_many_at_once_names_the_incomplete_and_publishes_none(admin_client):
    ready = factories.case("Ready", live=False)
    bare_one = factories.case("Bare", live=False, outcome="", started=None)
    response = bulk_publish(admin_client, ready, bare_one)
    said = "Bare: Say how it came out. Say in which year it started."
    assert editing.messages(response)[0] == said
    assert CaseStudy.objects.filter(live=True).count() == 0


def test_publishing_a_library_with_all_below_names_the_incomplete(admin_client):
    factories.case("Bare", live=False, outcome="")
    response = bulk_publish(admin_client, factories.library("case_study"), include_descendants="on")
    assert editing.messages(response)[0] == "Bare: Say how it came out."
    assert CaseStudy.objects.filter(live=True).count() == 0


def test_publishing_many_at_once_publishes_what_is_complete(admin_client):
    pages = [factories.case(live=False), factories.event(live=False)]
    bulk_publish(admin_client, *pages, StandardPage.objects.first())
    assert Page.objects.filter(pk__in=[page.pk for page in pages], live=True).count() == 2


def test_live_work_made_by_code_may_not_lack_either():
    with pytest.raises(ValidationError) as refused:
        factories.case(outcome="")
    assert refused.value.message_dict == {"outcome": ["Say how it came out."]}


def test_text_of_an_empty_paragraph_is_no_text(admin_client):
    data = editing.form("case_study", challenge=rich_text("<p>&nbsp;</p>"))
    editing.save(admin_client, editing.add_url("case_study"), data)
    draft = CaseStudy.objects.get().get_latest_revision_as_object()
    assert (draft.challenge, draft.solution) == ("", "")
