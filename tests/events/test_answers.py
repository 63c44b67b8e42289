"""Answers to an organiser's questions, and when they and the rest are erased."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation

from events import services
from events.exceptions import BadAnswers
from events.models import Answer, Event, Question, Registration
from hub.models import OutgoingMail
from tests.factories import registering as given

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 passport of Zhuldyz"
LARGE = PDF + b" " * 5 * 2**20


@pytest.fixture
def page():
    return given.event()


def ask(page, code, kind="text", **fields):
    return Question.objects.create(event=page, code=code, kind=kind, label_en=code, **fields)


def answered(page, answers, email="a@example.org"):
    registration = given.register(page, email, answers=answers)
    return dict(registration.answers.values_list("code", "value"))


def wrong(page, answers):
    with pytest.raises(BadAnswers) as caught:
        given.register(page, "a@example.org", answers=answers)
    assert Registration.objects.count() == 0
    return {code: str(message) for code, message in caught.value.errors.items()}


def test_answers_of_every_kind(page):
    ask(page, "why", required=True)
    ask(page, "meal", "choice", choices_en="Meat\nFish")
    ask(page, "days", "many", choices_en="Monday\nTuesday\nFriday")
    ask(page, "visa", "yes_no")
    assert answered(
        page, {"why": " To learn ", "meal": "Fish", "days": ["Friday", "Monday"], "visa": False}
    ) == {"why": "To learn", "meal": "Fish", "days": ["Monday", "Friday"], "visa": False}


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("text", "  ", "This question needs an answer."),
        ("text", "x" * 5001, "This is too long."),
        ("choice", "Snake", "Choose from the list."),
        ("choice", ["Meat", "Fish"], "Choose one."),
        ("choice", None, "This question needs an answer."),
        ("many", ["Meat", "Snake"], "Choose from the list."),
        ("many", [], "This question needs an answer."),
        ("yes_no", "maybe", "Answer yes or no."),
        ("file", "passport.pdf", "Send a file."),
        ("file", SimpleUploadedFile("a.pdf", b"MZ program"), "Send a PDF, a PNG or a JPEG."),
        (
            "file",
            SimpleUploadedFile("a.pdf", LARGE),
            "The file is larger than 5 MB.",
        ),
    ],
)
def test_wrong_answer_is_told_by_its_question(page, kind, value, message):
    ask(page, "q", kind, choices_en="Meat\nFish", required=True)
    assert wrong(page, {"q": value}) == {"q": message}


def test_question_that_is_not_shown_needs_no_answer_and_keeps_none(page):
    ask(page, "visa", "yes_no")
    ask(page, "passport", required=True, shown_if_code="visa", shown_if_answer="yes")
    assert wrong(page, {"visa": True}) == {"passport": "This question needs an answer."}
    assert answered(page, {"visa": False, "passport": "N123"}) == {"visa": False}


def test_answer_to_no_question_is_dropped(page):
    assert answered(page, {"status": "confirmed"}) == {}


def test_choices_are_shown_in_the_language_and_stored_in_english(page):
    question = ask(
        page, "meal", "choice", choices_en="Meat\nFish", choices_ru="Мясо\nРыба", label_ru="Еда"
    )
    with translation.override("ru"):
        assert (question.label, question.choices) == ("Еда", [("Meat", "Мясо"), ("Fish", "Рыба")])
    with translation.override("kk"):
        assert (question.label, question.choices) == ("meal", [("Meat", "Meat"), ("Fish", "Fish")])


def test_answers_outlive_their_question(page):
    question = ask(page, "why")
    answered(page, {"why": "To learn"})
    question.delete()
    assert list(Answer.objects.values_list("code", "value")) == [("why", "To learn")]


def test_file_lies_under_a_name_of_ours_where_no_address_leads(
    page, client, django_capture_on_commit_callbacks
):
    ask(page, "scan", "file", required=True)
    upload = SimpleUploadedFile("../../evil.html", PDF, content_type="text/html")
    registration = given.register(page, "a@example.org", answers={"scan": upload})
    first = registration.answers.get().file
    assert (first.name.endswith(".pdf"), "evil" in first.name) == (True, False)
    assert client.get(f"/media/{first.name}").status_code == 404
    services.change(registration=registration, details={}, answers={})  # the file stays
    with django_capture_on_commit_callbacks(execute=True):
        other = SimpleUploadedFile("b.png", b"\x89PNG\r\n\x1a\n")
        services.change(registration=registration, details={}, answers={"scan": other})
    private = storages["private"]
    assert private.exists(registration.answers.get().file.name)
    assert not private.exists(first.name)


# The day on which data is erased


def after(page, days):
    return time_machine.travel(page.ends_at + timedelta(days=days))


def test_answers_are_erased_on_their_own_day_and_the_rest_on_its(
    page, django_capture_on_commit_callbacks
):
    ask(page, "scan", "file", keep_days=10)
    ask(page, "why")
    upload = SimpleUploadedFile("a.pdf", PDF)
    answers = {"scan": upload, "why": "To learn"}
    registration = given.register(page, "a@example.org", answers=answers)
    name = registration.answers.get(code="scan").file.name
    with after(page, 10):
        assert services.purge() == 0
    with after(page, 11), django_capture_on_commit_callbacks(execute=True):
        assert services.purge() == 1
    assert not storages["private"].exists(name)
    assert list(registration.answers.values_list("code", flat=True)) == ["why"]
    with after(page, 365):
        assert services.purge() == 0
    with after(page, 366):
        assert services.purge() == 1
        assert services.purge() == 0
    assert registration.answers.count() == 0


def test_what_is_left_of_an_erased_registration_is_nobody(page):
    for number in range(2):
        details = {"name": "Zhuldyz", "phone": "+7 1", "diet": "none", "organisation": "Agency"}
        services.change(registration=given.register(page, f"{number}@example.org"), details=details)
    with after(page, 400):
        assert services.purge() == 2
    for row in Registration.objects.all():
        left = [row.name, row.email, row.phone, row.organisation, row.diet, row.user]
        assert left == ["", "", "", "", "", None]
        assert (row.status, row.country.slug, given.log(row)[-1]) == ("confirmed", "kz", "purged")


def test_letters_about_an_erased_registration_name_nobody(page):
    erased, kept = (given.register(page, f"{number}@example.org") for number in range(2))
    services.erase(erased)
    letters = OutgoingMail.objects.filter(key__contains=str(erased.public_id))
    assert [(row.to, row.context, row.status) for row in letters] == [("", {}, "withdrawn")]
    assert given.letters(kept.email) == ["confirmed"]


def test_event_that_was_moved_keeps_its_data_longer(page):
    registration = given.register(page, "a@example.org")
    later = timedelta(days=100)
    Event.objects.filter(pk=page.pk).update(
        starts_at=page.starts_at + later, ends_at=page.ends_at + later
    )
    with after(page, 400):
        assert services.purge() == 0
    registration.refresh_from_db()
    assert registration.email == "a@example.org"
    assert registration.purge_after > timezone.localdate() + timedelta(days=400)
