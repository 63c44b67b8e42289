"""Translations of works: what is translated, what follows the original, how far each one is."""

import pytest
from django.db import transaction
from wagtail_localize.models import StringTranslation, TranslationSource

from casestudies.models import CasePartner, CaseStudy
from events.models import Event
from hub.models import Country, ReformTheme, State, TranslationState, TranslationUpdate
from hub.models.publication import Incomplete
from hub.translations import states, updates
from tests import factories
from tests.hub.translating import begin, russian, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    def publish(translation):
        with django_capture_on_commit_callbacks(execute=True):
            translation.save_target(publish=True)
        follow()
        return translation.get_target_instance()

    return publish


@pytest.fixture
def work_off(django_capture_on_commit_callbacks):
    def work_off():
        with django_capture_on_commit_callbacks(execute=True):
            updates.work_off()
        follow()

    return work_off


def follow():
    updates.work_off()


def contexts(translation) -> set[str]:
    paths = translation.source.stringsegment_set.values_list("context__field_path", flat=True)
    return set(paths)


@pytest.fixture
def case():
    page = factories.case(
        "Queue",
        slug="queue",
        place="Tbilisi",
        challenge="<p>Lines.</p><p>And lines.</p>",
        licence="CC BY 4.0",
        contact="The Secretariat",
        steps=[("step", {"step": "Opened", "date": "May 2012", "actor": "Agency"})],
        indicators=[("indicator", {"name": "Waiting", "unit": "minutes", "value": 9.0})],
        costs=[("cost", {"item": "Halls", "amount": "9", "currency": "GEL", "year": 2012})],
        references=[("reference", {"text": "A. Author. A book.", "doi": "10.1234/x"})],
    )
    page.partners = [CasePartner(organisation=factories.organisation(), role="Software")]
    page.save()
    return page


def test_texts_of_a_case_are_to_be_translated_and_facts_are_not(case):
    assert contexts(begin(case)) == {
        "title",
        "summary",
        "challenge",
        "steps.step.step",
        "steps.step.date",
        "steps.step.actor",
        "indicators.indicator.name",
        "indicators.indicator.unit",
        "costs.cost.item",
        "place",
        "partners.role",
    }


def test_texts_of_the_programme_of_an_event_are_to_be_translated():
    people = [{"name": "A. Speaker", "post": "Clerk"}]
    sessions = [{"starts": "09:00", "title": "Opening", "text": "Why.", "speakers": people}]
    day = {"day": "2030-06-03", "title": "First", "sessions": sessions}
    event = factories.event("Forum", agenda=[("day", day)], city="Almaty")
    list(event.agenda)
    assert contexts(begin(event)) == {
        "title",
        "summary",
        "city",
        "agenda.day.title",
        "agenda.day.sessions.item.title",
        "agenda.day.sessions.item.text",
        "agenda.day.sessions.item.speakers.item.name",
        "agenda.day.sessions.item.speakers.item.post",
    }


def test_texts_of_a_review_and_of_a_memorandum_are_to_be_translated():
    memorandum = factories.memorandum(signed_at="Astana")
    memorandum.parties.update(signatory="A. Minister", post="Minister")
    assert contexts(begin(memorandum)) == {
        "title",
        "summary",
        "signed_at",
        "parties.signatory",
        "parties.post",
    }


def test_questions_places_and_helpers_stay_with_the_first_page_of_an_event():
    from events.models import Question

    event = factories.event("Forum")
    event.questions = [Question(code="diet", kind="text", label_en="Diet?")]
    event.save()
    translation = begin(event)
    translate(translation)
    translation.save_target(publish=False)
    page = Event.objects.get(pk=translation.get_target_instance().pk)
    assert (event.questions.count(), page.questions.count()) == (1, 0)


def test_a_new_translation_is_a_draft(case):
    page = begin(case).get_target_instance()
    assert (page.live, page.slug, page.locale) == (False, "queue", russian())


def test_a_translation_that_lacks_texts_is_not_published(case, publish):
    translation = begin(case)
    translate(translation, without="challenge")
    with pytest.raises(Incomplete) as caught:
        publish(translation)
    assert caught.value.messages == ["2 texts of the original are not translated yet."]
    assert not translation.get_target_instance().live


def test_a_whole_translation_is_published_with_the_facts_of_the_original(case, publish):
    translation = begin(case)
    translate(translation)
    page = publish(translation).specific
    assert (page.title, page.live, page.code) == ("ru: Queue", True, case.code)
    assert page.challenge == "<p>ru: Lines.</p><p>ru: And lines.</p>"
    assert (page.licence, page.contact, page.outcome) == (
        "CC BY 4.0",
        "The Secretariat",
        "succeeded",
    )
    assert [partner.role for partner in page.partners.all()] == ["ru: Software"]
    assert list(page.countries.all()) == list(case.countries.all())
    assert list(page.themes.all()) == list(case.themes.all())
    assert page.references[0].value["text"] == "A. Author. A book."


# States


@pytest.fixture
def done(case, publish):
    """A published translation and the row of its state."""
    translation = begin(case)
    translate(translation)
    page = publish(translation)
    return translation, TranslationState.objects.get(page=page.pk)


def state() -> str:
    return TranslationState.objects.get().state


def test_an_original_has_no_state(case):
    case.save_revision().publish()
    follow()
    assert TranslationState.objects.count() == 0


def test_a_published_translation_is_unchecked_until_somebody_has_read_it(done, admin_user):
    assert state() == State.DRAFT
    states.mark_reviewed(done[1], admin_user)
    row = TranslationState.objects.get()
    assert (row.state, row.reviewed_by) == (State.REVIEWED, admin_user)


def test_a_changed_text_of_the_original_makes_a_translation_stale(case, done, work_off):
    states.mark_reviewed(done[1], None)
    case.summary = "Written anew."
    case.save_revision().publish()
    work_off()
    assert state() == State.STALE
    page = done[0].get_target_instance().specific
    assert page.summary == "ru: What was done and what changed."
    assert done[0].get_progress() == (12, 11)


def test_a_stale_translation_is_up_to_date_once_the_new_text_is_translated(
    case, done, work_off, publish
):
    case.summary = "Written anew."
    case.save_revision().publish()
    work_off()
    translate(done[0])
    page = publish(done[0]).specific
    assert (page.summary, state()) == ("ru: Written anew.", State.DRAFT)


def test_a_changed_fact_reaches_the_translation_and_leaves_it_checked(case, done, work_off):
    states.mark_reviewed(done[1], None)
    case.outcome = "mixed"
    case.countries = list(Country.objects.filter(slug__in=["ge", "am"]))
    case.save_revision().publish()
    work_off()
    page = CaseStudy.objects.get(pk=done[1].page_id)
    assert (page.outcome, state()) == ("mixed", State.REVIEWED)
    assert {country.slug for country in page.countries.all()} == {"ge", "am"}


def test_choices_of_which_the_original_has_none_leave_the_translation_too(publish, work_off):
    review = factories.review("Trends", countries="kz", body=[("heading", "Why")])
    translation = begin(review)
    translate(translation)
    page = publish(translation)
    review.countries = []
    review.save_revision().publish()
    work_off()
    assert list(page.specific.countries.all()) == []
    assert list(page.specific.themes.all()) == list(ReformTheme.objects.filter(slug="recruitment"))


def test_a_translation_changed_after_it_was_checked_is_unchecked(done, publish):
    states.mark_reviewed(done[1], None)
    StringTranslation.objects.filter(context__path="title").update(data="ru: Queues")
    publish(done[0])
    assert state() == State.DRAFT


def test_a_publication_that_is_rolled_back_asks_for_nothing(case):
    with transaction.atomic():
        case.save_revision().publish()
        assert TranslationUpdate.objects.count() == 1
        transaction.set_rollback(True)
    assert TranslationUpdate.objects.count() == 0


def test_a_page_that_cannot_be_followed_does_not_stop_the_others(case, monkeypatch):
    other = factories.case("Other")
    for page in (case, other):
        page.save_revision().publish()
    followed = []

    def follow(page):
        followed.append(page.pk)
        if page.pk == case.pk:
            raise ValueError

    monkeypatch.setattr(updates, "follow", follow)
    assert updates.work_off() == 1
    assert followed == [case.pk, other.pk]
    assert [row.page_id for row in TranslationUpdate.objects.all()] == [case.pk]


def test_a_page_published_again_meanwhile_is_followed_again(case, monkeypatch):
    case.save_revision().publish()
    monkeypatch.setattr(updates, "follow", updates.ask)
    updates.work_off()
    assert TranslationUpdate.objects.get().published == 2


def test_a_translation_without_the_editor_for_translations_has_a_state_too(case):
    page = case.copy_for_translation(russian())
    page.title = "Очередь"
    page.save_revision().publish()
    follow()
    assert (state(), TranslationSource.objects.count()) == (State.DRAFT, 0)
    case.summary = "Written anew."
    case.save_revision().publish()
    follow()
    assert state() == State.STALE
