"""Translations in the admin: the report, what may be published and checked, and by whom."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Locale
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from hub.models import State, TranslationState
from hub.translations import selectors, updates
from tests import factories
from tests.search.asking import translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return factories.case("Queue", slug="queue")


@pytest.fixture
def translation(case):
    """A translation into Russian, begun and without a word."""
    translate_object(case, [Locale.objects.get(language_code="ru")])
    return Translation.objects.get()


@pytest.fixture
def secretariat(client):
    user = get_user_model().objects.create_user("secretary", "secretary@example.org", "-")
    user.groups.add(factories.group("Secretariat"))
    client.force_login(user)
    return client


def found(**chosen):
    return [(row.original.title, row.language, row.state) for row in selectors.rows(**chosen)]


def test_every_work_has_a_row_for_each_language_that_is_not_its_own(case):
    factories.event("Форум", language="ru")
    factories.case("Draft", live=False)
    translated(case, "ru", title="Очередь")
    updates.work_off()
    translated(case, "kk", title="Кезек", live=False)
    assert found() == [
        ("Queue", "kk", "offline"),
        ("Queue", "ru", "draft"),
        ("Форум", "en", "none"),
        ("Форум", "kk", "none"),
    ]
    assert found(state="none", language="kk") == [("Форум", "kk", "none")]
    assert found(kind="case_study", language="ru") == [("Queue", "ru", "draft")]


def test_a_translation_that_is_taken_down_is_not_published_however_good_it_is(case):
    page = translated(case, "ru", title="Очередь")
    updates.work_off()
    TranslationState.objects.update(state=State.REVIEWED)
    page.unpublish()
    assert found(language="ru") == found(state="offline") == [("Queue", "ru", "offline")]


def test_a_work_whose_original_is_taken_down_stays_until_its_translations_are(case):
    page = translated(case, "ru", title="Очередь")
    updates.work_off()
    case.unpublish()
    assert found() == [("Queue", "kk", "none"), ("Queue", "ru", "alone")]
    case.save_revision().publish()
    assert found(language="ru") == [("Queue", "ru", "draft")]
    case.refresh_from_db()
    case.unpublish()
    page.unpublish()
    assert found() == []


@pytest.mark.parametrize("works", [1, 3])
def test_report_asks_as_many_queries_for_three_works_as_for_one(works, django_assert_num_queries):
    for number in range(works):
        translated(factories.case(f"Case {number}"), "ru", title="Очередь")
    with django_assert_num_queries(4):
        assert len(selectors.rows()) == 2 * works


def test_day_of_a_check_is_that_of_the_zone_of_the_reader(secretariat, case):
    translated(case, "ru", title="Очередь")
    updates.work_off()
    reader = get_user_model().objects.get()
    UserProfile.objects.create(user=reader, current_time_zone="Asia/Almaty")
    checked = datetime(2030, 2, 28, 19, tzinfo=UTC)
    TranslationState.objects.update(reviewed_at=checked, reviewed_by=reader)
    page = secretariat.get("/admin/reports/translations/").content.decode()
    assert "secretary 1\u00a0March 2030" in page


def test_report_is_for_those_who_translate(secretariat, case):
    page = secretariat.get("/admin/reports/translations/?state=none")
    text = page.content.decode()
    assert text.count("Begin the translation") == 2
    assert f"/admin/localize/submit/page/{case.pk}/" in text


def test_half_a_translation_is_refused_in_words_and_nothing_is_written(secretariat, translation):
    page = translation.get_target_instance()
    before = page.latest_revision_id
    address = f"/admin/pages/{page.pk}/edit/"
    response = secretariat.post(address, {"action": "publish"}, follow=True)
    words = "The translation is not published: 2 texts of the original are not translated yet."
    assert [str(message).strip() for message in response.context["messages"]] == [words]
    page.refresh_from_db()
    assert (page.live, page.latest_revision_id) == (False, before)


def test_a_translation_is_marked_as_checked(secretariat, case):
    page = translated(case, "ru", title="Очередь")
    updates.work_off()
    response = secretariat.post(f"/admin/reports/translations/{page.pk}/checked/")
    assert response.url == "/admin/reports/translations/"
    row = TranslationState.objects.get()
    assert (row.state, row.reviewed_by.username) == (State.REVIEWED, "secretary")


def test_a_translation_that_lacks_texts_is_not_marked_as_checked(secretariat, case, translation):
    page = translation.get_target_instance()
    TranslationState.objects.create(page=page, original=case.page_ptr, original_text="x")
    secretariat.post(f"/admin/reports/translations/{page.pk}/checked/")
    assert TranslationState.objects.get().state == State.DRAFT


@pytest.fixture
def editor(client):
    """A country editor, who may write and not publish."""
    user = get_user_model().objects.create_user("editor", "editor@example.org", "-")
    user.groups.add(factories.group("Country editors"))
    client.force_login(user)
    return client


def test_a_country_editor_translates_nothing_of_others(editor, case, translation):
    page = translation.get_target_instance()
    segment = translation.source.stringsegment_set.first()
    begin = f"/admin/localize/translate/{translation.pk}"
    put = editor.put(f"{begin}/strings/{segment.pk}/edit/", "value=X", "text/plain")
    TranslationState.objects.create(page=page, original=case.page_ptr, original_text="x")
    posts = [
        f"{begin}/disable/",
        f"{begin}/pofile/upload/",
        f"/admin/localize/update/{translation.source_id}/",
        f"/admin/localize/submit/page/{case.pk}/",
        f"/admin/localize/page/{page.pk}/convert_to_alias/",
        f"/admin/reports/translations/{page.pk}/checked/",
    ]
    answers = {address: editor.post(address).status_code for address in posts}
    reads = [f"{begin}/preview/", f"{begin}/pofile/download/"]
    answers |= {address: editor.get(address).status_code for address in reads}
    assert put.status_code == 403
    assert set(answers.values()) == {302}  # to the front of the admin, which says so
    translation.refresh_from_db()
    assert (translation.enabled, StringTranslation.objects.count()) == (True, 0)
    assert TranslationState.objects.get().state == State.DRAFT


def test_lists_that_ask_for_no_permission_are_closed(secretariat):
    for address in ("api/snippets/hub/focalpoint/", "reports/translations/"):
        assert secretariat.get(f"/admin/localize/{address}").status_code == 404
    reports = secretariat.get("/admin/").content.decode()
    assert reports.count("reports/translations/") == 1
