"""What follows a publication when processes die, meet or come late, and who may open a page."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import PageViewRestriction

from casestudies.models import CaseStudy
from hub.models import Country, State, TranslationState, TranslationUpdate
from hub.translations import states, updates
from tests import factories
from tests.hub.translating import begin, translate
from tests.races import meanwhile, several_writers
from tests.search.asking import translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Does something, what waits for its commit, and what housekeeping does twice."""

    def commit(act: Callable[[], object] = lambda: None) -> None:
        for step in (act, updates.work_off, updates.work_off):
            with django_capture_on_commit_callbacks(execute=True):
                step()

    return commit


@pytest.fixture
def case():
    return factories.case("Queue", slug="queue")


@pytest.fixture
def russian(case, commit):
    """A whole and published translation, made side by side."""
    translation = begin(case)
    translate(translation)
    commit(lambda: translation.save_target(publish=True))
    return CaseStudy.objects.get(locale__language_code="ru")


def state() -> str:
    return TranslationState.objects.get().state


def test_a_publication_is_noted_though_the_process_dies_once_the_page_is_written(case, monkeypatch):
    def die(action):
        raise KeyboardInterrupt

    monkeypatch.setattr(PublishPageRevisionAction, "_after_publish", die)
    with pytest.raises(KeyboardInterrupt):
        case.save_revision().publish()
    assert [row.page_id for row in TranslationUpdate.objects.all()] == [case.pk]


def test_a_draft_asks_for_nothing(case):
    case.save_revision().publish()
    updates.work_off()
    case.summary = "Not ready."
    case.save_revision()
    assert TranslationUpdate.objects.count() == 0


@several_writers
def test_a_publication_noted_while_an_earlier_one_is_worked_off_stays(committed_database):
    page = factories.case("Queue")
    updates.ask(page)
    with (
        meanwhile('UPDATE "hub_translationupdate"', updates.work_off),
        transaction.atomic(),
    ):
        updates.ask(page)
    assert TranslationUpdate.objects.count() == 1


@several_writers
def test_what_is_worked_off_does_not_take_a_publication_of_meanwhile_along(committed_database):
    page = factories.case("Queue")
    updates.ask(page)
    with meanwhile('DELETE FROM "hub_translationupdate"', lambda: updates.ask(page)):
        updates.work_off()
    assert TranslationUpdate.objects.count() == 1


def test_a_check_is_of_the_original_that_the_translator_had_and_not_of_a_newer_one(case, russian):
    row = TranslationState.objects.get(page=russian.pk)
    case.summary = "Written anew."
    case.save_revision().publish()
    assert states.mark_reviewed(row, None).state == State.STALE
    updates.work_off()
    assert state() == State.STALE


def test_a_translation_is_stale_though_facts_cannot_be_brought_to_it(case, monkeypatch):
    def fail(original):
        raise ValueError

    translated(case, "ru", title="Очередь")
    updates.work_off()
    monkeypatch.setattr(updates, "_take_over", fail)
    case.summary = "Written anew."
    case.save_revision().publish()
    updates.work_off()
    assert state() == State.STALE


def test_a_translation_stays_one_while_its_original_is_taken_down():
    original = factories.case("Очередь", language="ru")
    english = translated(original, "en", title="Queue")
    updates.work_off()
    states.mark_reviewed(TranslationState.objects.get(), None)
    original.unpublish()
    english.summary = "Other words."
    english.save_revision().publish()
    updates.work_off()
    row = TranslationState.objects.get()
    assert (row.state, row.original_id) == (State.DRAFT, original.pk)


def test_facts_do_not_wait_for_words(case, russian, commit):
    case.summary, case.outcome = "Written anew.", "mixed"
    case.countries = list(Country.objects.filter(slug="ge"))
    case.save_revision().publish()
    commit()
    page = CaseStudy.objects.get(pk=russian.pk)
    assert (page.summary, page.outcome) == ("ru: What was done and what changed.", "mixed")
    assert [country.slug for country in page.countries.all()] == ["ge"]
    assert state() == State.STALE


def test_a_memorandum_that_becomes_internal_is_so_in_each_language_at_once(commit):
    original = factories.memorandum("Accord")
    translation = begin(original)
    translate(translation)
    commit(lambda: translation.save_target(publish=True))
    original.summary, original.confidentiality = "Written anew.", "internal"
    original.save_revision().publish()
    commit()
    assert not translation.get_target_instance().specific.is_public()


def test_a_translation_published_again_has_the_facts_of_meanwhile(case, russian, commit):
    russian.unpublish()
    case.outcome = "mixed"
    case.save_revision().publish()
    commit()
    page = CaseStudy.objects.get(pk=russian.pk)
    assert (page.live, page.outcome) == (False, "succeeded")
    commit(page.get_latest_revision().publish)
    page.refresh_from_db()
    assert (page.live, page.outcome, page.title) == (True, "mixed", "ru: Queue")
    assert TranslationUpdate.objects.count() == 0


# Privacy


def test_a_translation_that_somebody_has_closed_is_not_opened_by_its_original(
    case, russian, commit
):
    PageViewRestriction.objects.create(page=russian, restriction_type="login")
    case.outcome = "mixed"
    case.save_revision().publish()
    commit()
    russian.refresh_from_db()
    assert (russian.outcome, russian.view_restrictions.count()) == ("mixed", 1)


def test_a_translator_who_publishes_does_not_open_what_somebody_has_closed(russian, commit):
    PageViewRestriction.objects.create(page=russian, restriction_type="login")
    translation = states.translation_of(russian)
    commit(lambda: translation.save_target(publish=True))
    assert russian.view_restrictions.count() == 1


@pytest.mark.parametrize("whole", [True, False])
def test_closing_an_original_closes_its_translations(case, russian, commit, whole):
    kazakh = translated(case, "kk", title="Кезек")
    updates.work_off()
    if not whole:
        case.summary = "Not translated yet."
        case.save_revision().publish()
        updates.work_off()
    group = Group.objects.create(name="Members")
    closed = PageViewRestriction.objects.create(page=case, restriction_type="groups")
    closed.groups.add(group)
    commit()
    for page in (russian, kazakh):
        assert list(page.view_restrictions.get().groups.all()) == [group]


def test_closing_a_translation_says_nothing_of_its_text(case):
    page = translated(case, "ru", title="Очередь")
    updates.work_off()
    TranslationState.objects.update(state=State.STALE, original_text="x")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    updates.work_off()
    assert state() == State.STALE
