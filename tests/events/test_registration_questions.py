"""Questions of the organiser on the form of registration, and what is said of keeping answers."""

import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from events import services
from events.models import Answer
from hub.dates import hub_date
from tests.events.registration_form import address, ask, errors, question
from tests.factories import registering as given

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 passport of Zhuldyz"


@pytest.fixture(autouse=True)
def _nobody_asked_yet():
    """How often one asked is counted in the cache, which no transaction takes back."""
    cache.clear()


def questions(page):
    question(page, "why", required=True)
    question(page, "meal", "choice", choices_en="Meat\nFish")
    question(page, "days", "many", choices_en="Monday\nTuesday")
    question(page, "visa", "yes_no", required=True)
    question(page, "passport", "file", required=True, shown_if_code="visa", shown_if_answer="yes")


def test_answers_of_every_kind_are_stored():
    page = given.event()
    questions(page)
    file = SimpleUploadedFile("../../me.exe", PDF)
    many = {"q-why": "To learn", "q-meal": "Fish", "q-days": ["Monday", "Tuesday"]}
    assert ask(page, **many, **{"q-visa": "yes", "q-passport": file}).status_code == 302
    stored = {answer.code: answer for answer in Answer.objects.all()}
    values = {code: answer.value for code, answer in stored.items()}
    assert values == {
        "why": "To learn",
        "meal": "Fish",
        "days": ["Monday", "Tuesday"],
        "visa": True,
        "passport": None,
    }
    assert stored["passport"].file.name.endswith(".pdf")


def test_everything_that_is_wrong_is_said_at_once():
    page = given.event()
    questions(page)
    file = SimpleUploadedFile("a.pdf", b"MZ not a pdf")
    found = errors(ask(page, name="", **{"q-visa": "yes", "q-passport": file, "q-meal": "Snake"}))
    assert set(found) == {"name", "q-why", "q-meal", "q-passport"}
    assert found["q-passport"] == ["Send a PDF, a PNG or a JPEG."]


def test_file_has_to_be_chosen_again_when_something_else_is_wrong():
    page = given.event()
    questions(page)
    file = SimpleUploadedFile("a.pdf", PDF)
    found = errors(ask(page, **{"q-visa": "yes", "q-passport": file}))
    assert found == {
        "q-why": ["This question needs an answer."],
        "q-passport": ["Please choose the file again."],
    }


def test_question_that_is_not_asked_needs_no_answer_and_says_when_it_does():
    page = given.event()
    questions(page)
    text = Client().get(address(page)).content.decode()
    assert "Only if you answer “Yes” to “visa”" in text
    assert 'data-shown-if="q-visa" data-shown-answer="yes"' in text
    assert ask(page, **{"q-why": "x", "q-visa": "no"}).status_code == 302


def test_words_of_an_organiser_are_text_and_no_markup():
    page = given.event()
    question(page, "x", help_en="<script>alert(1)</script>", choices_en="")
    question(page, "y", shown_if_code="x", shown_if_answer="<b>")
    text = Client().get(address(page)).content.decode()
    assert ("<script>alert" in text, "&lt;script&gt;alert" in text, "“<b>”" in text) == (
        False,
        True,
        False,
    )


def test_what_is_kept_is_said_with_its_day():
    page = given.event(personal_data_days=100)
    question(page, "passport", keep_days=30)
    text = Client().get(address(page)).content.decode()
    whole, short = services.day_of_purge(page), services.day_of_purge(page, 30)
    assert hub_date(whole) in text
    assert hub_date(short) in text
    assert "“passport”: kept until" in text


def test_summary_is_in_the_order_of_the_page():
    page = given.event()
    question(page, "visa?", required=True)
    text = ask(page, name="", consent="").content.decode()
    found = re.findall(r'<a href="#([^"]+)"><b>([^<]+)<', text)
    assert found == [
        ("id_name", "Name:"),
        ("id_q-visa?", "visa?"),
        ("id_consent", "I agree that these details are kept for the event:"),
    ]
