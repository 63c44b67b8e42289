"""Who hears of a change of an event that is there in several languages: whoever reads another
event now, and nobody twice."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from icalendar import Calendar
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from events.models import CalendarSequence, Event, Registration
from events.services import tell_of_changes
from hub.languages import LANGUAGES
from hub.mail.message import build
from hub.models import OutgoingMail
from hub.translations import updates
from tests import factories
from tests.events.calendars import publish
from tests.factories import registering as given

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def page() -> Event:
    """In English, with one who has a place for each language; everything so far is told."""
    return with_people()


def with_people() -> Event:
    found = publish(given.event(title="Forum", venue="Hall 1", city="Astana"))
    for language in LANGUAGES:
        given.register(found, f"{language}@example.org")
    for language in LANGUAGES:
        rows = Registration.objects.filter(email=f"{language}@example.org")
        rows.update(language=language)
    return found


def translate(page: Event, language: str, **texts: str) -> Event:
    """Published for the first time."""
    locale = factories.library("event", language).locale
    return publish(page.copy_for_translation(locale), **texts)


def changes(language: str) -> list[tuple[str, str, str]]:
    found = letter(language).context["changes"]
    return [(one["label"], one["was"], one["now"]) for one in found]


def told(kind: str = "event_changed") -> list[str]:
    """The languages of those who were written to since it was asked last."""
    tell_of_changes()
    rows = OutgoingMail.objects.filter(template__in=["events/event_changed", f"events/{kind}"])
    found = sorted(rows.values_list("template", "language"))
    rows.update(template="seen")
    return [language for template, language in found if template == f"events/{kind}"]


def letter(language: str) -> OutgoingMail:
    return OutgoingMail.objects.get(to=f"{language}@example.org", template__contains="event_c")


def test_title_of_a_translation_is_told_to_its_readers_alone(page):
    kazakh = translate(page, "kk", title="Форум")
    publish(kazakh, title="Үлкен форум")
    assert told() == ["kk"]
    assert CalendarSequence.objects.get(code=page.code).number == 1


def test_venue_is_told_in_each_language_once_it_is_there(page):
    russian = translate(page, "ru", title="Форум", venue="Зал 1")
    publish(page, venue="Hall 2")
    assert told() == ["en", "kk"]  # there is no Kazakh translation
    publish(russian, venue="Зал 2")
    assert told() == ["ru"]


def test_original_and_its_translation_published_together_are_one_letter_to_each(page):
    russian = translate(page, "ru", title="Форум", venue="Зал 1")
    publish(page, venue="Hall 2")
    publish(russian, venue="Зал 2")
    assert told() == ["en", "kk", "ru"]
    assert told() == []


def test_translation_that_appears_is_told_to_nobody(page):
    translate(page, "ru", title="Форум", venue="Зал 1")
    assert told() == []


def test_translation_that_appears_does_not_hide_a_change_before_it(page):
    publish(page, venue="Hall 2")
    translate(page, "ru", title="Форум", venue="Зал 2")
    assert told() == ["en", "kk", "ru"]


def test_first_change_of_a_new_translation_is_told(page):
    russian = translate(page, "ru", title="Форум", venue="Зал 1")
    publish(russian, venue="Зал 2")
    assert told() == ["ru"]


def test_readers_of_a_translation_that_was_taken_down_hear_of_the_original(page):
    translate(page, "ru", title="Форум", venue="Зал 1").unpublish()
    publish(page, venue="Hall 2")
    assert told() == ["en", "kk", "ru"]


def test_fact_is_told_to_all_at_once_and_not_again_when_translations_have_it(page):
    russian = translate(page, "ru", title="Форум", venue="Зал 1")
    later = {"starts_at": page.starts_at + DAY, "ends_at": page.ends_at + DAY}
    publish(page, **later)
    assert told() == ["en", "kk", "ru"]
    publish(russian, **later)
    assert told() == []


def translate_side_by_side(page: Event) -> None:
    """Into Russian: every text that is not translated yet gets "ru: " in front."""
    translate_object(page, [Locale.objects.get(language_code="ru")])
    found = Translation.objects.get(source__object_id=page.translation_key)
    for segment in found.source.stringsegment_set.select_related("string"):
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            locale=found.target_locale,
            context=segment.context,
            defaults={"data": f"ru: {segment.string.data}", "translation_type": "manual"},
        )
    found.save_target(publish=True)


def test_fact_that_a_translation_takes_over_is_told_once_and_words_when_they_are_translated(
    page, django_capture_on_commit_callbacks
):
    def commit(work, *args):
        with django_capture_on_commit_callbacks(execute=True):
            work(*args)

    commit(translate_side_by_side, page)
    page = publish(page, online_link="https://example.org/x")
    assert told() == ["en", "kk", "ru"]
    commit(updates.work_off)
    assert Event.objects.get(title="ru: Forum").online_link == page.online_link
    assert told() == []
    publish(page, venue="Hall 2")
    commit(updates.work_off)
    assert told() == ["en", "kk"]
    commit(translate_side_by_side, page)
    assert Event.objects.get(title="ru: Forum").venue == "ru: Hall 2"
    assert told() == ["ru"]


def test_letter_has_the_words_of_the_translation_and_the_facts_of_the_original(page):
    translate(page, "ru", title="Форум", venue="Зал 1")
    page = publish(page, starts_at=page.starts_at + DAY, ends_at=page.ends_at + DAY)
    tell_of_changes()
    row = letter("ru")
    (content,) = [part[1] for part in build(row).attachments if part[0].endswith(".ics")]
    (entry,) = Calendar.from_ical(content).events
    assert (str(entry["SUMMARY"]), entry.DTSTART) == ("Форум", page.local_start)
    assert (row.context["event"], row.context["place"]) == ("Форум", "Зал 1, Astana")
    assert row.context["starts"].endswith(", 09:00")
    assert row.context["starts"].startswith(str(page.local_start.day))


def test_cancellation_is_told_once_whatever_becomes_of_the_words(page):
    russian = translate(page, "ru", title="Форум", venue="Зал 1")
    page = publish(page, cancelled=True)
    assert told("event_cancelled") == ["en", "kk", "ru"]
    publish(russian, cancelled=True)
    publish(russian, title="Форум (отменён)", cancelled=True)
    publish(page, title="Forum (cancelled)")
    publish(page, starts_at=page.starts_at + timedelta(hours=1))
    assert told("event_cancelled") == []
    assert CalendarSequence.objects.get(code=page.code).number == 5


def test_cancellation_reaches_calendars_of_a_translation_that_is_behind(page):
    translate(page, "ru", title="Форум", venue="Зал 1")
    publish(page, cancelled=True)
    tell_of_changes()
    (content,) = [part[1] for part in build(letter("ru")).attachments]
    (entry,) = Calendar.from_ical(content).events
    assert (str(entry["SUMMARY"]), entry["STATUS"]) == ("Форум", "CANCELLED")


def test_second_cancellation_is_told_again(page):
    publish(page, cancelled=True)
    assert told("event_cancelled") == ["en", "kk", "ru"]
    publish(page, cancelled=False)
    assert told() == ["en", "kk", "ru"]
    publish(page, cancelled=True)
    assert told("event_cancelled") == ["en", "kk", "ru"]


def test_worker_that_ends_in_the_middle_forgets_and_repeats_nobody(page, monkeypatch):
    def die(*args, **fields):
        raise KeyboardInterrupt

    publish(translate(page, "kk", title="Форум"), title="Үлкен форум")
    with monkeypatch.context() as patched:
        patched.setattr(CalendarSequence, "save", die)
        with pytest.raises(KeyboardInterrupt):
            tell_of_changes()
    assert not OutgoingMail.objects.filter(template="events/event_changed").exists()
    assert told() == ["kk"]
    assert told() == []


def test_two_workers_write_one_letter(committed_database):
    page = with_people()
    publish(translate(page, "kk", title="Форум"), title="Үлкен форум")
    written, start = [], threading.Barrier(2)

    def work() -> None:
        start.wait()
        written.append(tell_of_changes())
        connection.close()

    workers = [threading.Thread(target=work) for _number in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(written) == [0, 1]
    assert letter("kk").key.startswith("events/event_changed:")


def test_each_reads_what_was_and_is_in_the_words_of_the_own_page(page):
    russian = translate(page, "ru", title="Форум", venue="Зал 1", city="Астана")
    publish(russian, venue="Зал 2")
    publish(page, event_format="hybrid")
    tell_of_changes()
    assert changes("en") == [("Format", "In person", "Hybrid")]
    assert changes("ru") == [
        ("Формат", "Очно", "Смешанный формат"),
        ("Место", "Зал 1, Астана", "Зал 2, Астана"),
    ]
    assert changes("kk") == [("Форматы", "Бетпе-бет", "Аралас формат")]
