"""Questions that are shown beside an answer to another: in the editor's form, and answered."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from events import services
from events.exceptions import BadAnswers
from events.models import Event, Question
from tests.events.registration_form import address, ask, question
from tests.factories import editing
from tests.factories import registering as given

pytestmark = pytest.mark.django_db

MEAL = {"code": "meal", "kind": "choice", "label_en": "Meal", "choices_en": "Meat\nFish"}
DAYS = {"code": "days", "kind": "many", "label_en": "Days", "choices_en": "Monday\nFriday"}
VISA = {"code": "visa", "kind": "yes_no", "label_en": "Visa?"}
WHY = {"code": "why", "kind": "text", "label_en": "Why?", "choices_en": "x\ny"}
SCAN = {"code": "scan", "kind": "file", "label_en": "Scan"}

NONE_ABOVE = "No question above has this code."
NO_LIST = "That question offers neither a list nor yes or no."
YES_OR_NO = "Write “yes” or “no”."
NO_CHOICE = "It has no such choice in English."


def child(parent, answer):
    return {
        "code": "child",
        "kind": "text",
        "label_en": "Child",
        "shown_if_code": parent,
        "shown_if_answer": answer,
    }


def publish(client, *questions):
    data = editing.form("event", registration_policy="open", questions=list(questions))
    return editing.publish(client, editing.add_url("event"), data)


@pytest.mark.parametrize(
    ("parent", "answer"),
    [(MEAL, "Fish"), (DAYS, "Friday"), (VISA, "yes"), (VISA, "no")],
)
def test_question_hangs_on_an_answer_that_can_be_given_above_it(admin_client, parent, answer):
    publish(admin_client, parent, child(parent["code"], answer))
    codes = [one.code for one in Event.objects.get().questions.all()]
    assert codes == [parent["code"], "child"]


@pytest.mark.parametrize(
    ("rows", "field", "message"),
    [
        ([child("visa", "yes"), VISA], "shown_if_code", NONE_ABOVE),
        ([VISA, child("visas", "yes")], "shown_if_code", NONE_ABOVE),
        ([VISA | {"DELETE": "1"}, child("visa", "yes")], "shown_if_code", NONE_ABOVE),
        ([WHY, child("why", "x")], "shown_if_code", NO_LIST),
        ([SCAN, child("scan", "x")], "shown_if_code", NO_LIST),
        ([VISA, child("visa", "Yes")], "shown_if_answer", YES_OR_NO),
        ([MEAL, child("meal", "fish")], "shown_if_answer", NO_CHOICE),
        ([MEAL, child("meal", "")], "shown_if_answer", NO_CHOICE),
    ],
)
def test_question_that_would_never_be_asked_is_refused_at_its_row(
    admin_client, rows, field, message
):
    response = publish(admin_client, *rows)
    [at] = [errors for errors in response.context["form"].formsets["questions"].errors if errors]
    assert at == {field: [message]}
    assert Event.objects.count() == 0


def test_order_of_the_rows_is_that_of_the_form_and_not_of_what_was_sent(admin_client):
    publish(admin_client, child("visa", "yes") | {"ORDER": "2"}, VISA | {"ORDER": "1"})
    assert [one.code for one in Event.objects.get().questions.all()] == ["visa", "child"]


# Rows that were stored before anybody looked


def asked(page, code, kind="text", parent="", answer="yes", **fields):
    hangs = {"shown_if_code": parent, "shown_if_answer": answer} if parent else {}
    question(page, code, kind, **hangs, **fields)


def answered(page, answers):
    registration = given.register(page, "a@example.org", answers=answers)
    return dict(registration.answers.values_list("code", "value"))


def test_question_above_the_one_it_hangs_on_keeps_its_answer():
    page = given.event()
    asked(page, "number", parent="passport")
    asked(page, "passport", "yes_no", parent="visa", required=True)
    asked(page, "visa", "yes_no")
    answers = {"visa": True, "passport": True, "number": "yes"}
    assert services.check_answers(page, answers) == answers
    assert services.check_answers(page, answers | {"visa": False}) == {"visa": False}
    assert answered(page, answers) == answers


def test_needed_answer_above_the_question_it_hangs_on_is_asked_for():
    page = given.event()
    asked(page, "number", parent="visa", required=True)
    asked(page, "visa", "yes_no")
    with pytest.raises(BadAnswers) as caught:
        services.check_answers(page, {"visa": True})
    assert list(caught.value.errors) == ["number"]


def test_question_that_hangs_on_none_is_asked_always():
    page = given.event()
    asked(page, "number", parent="gone", required=True)
    text = Client().get(address(page)).content.decode()
    assert ("q-number" in text, "data-shown-if" in text) == (True, False)
    assert ask(page, **{"q-number": ""}).status_code == 422
    assert answered(page, {"number": "N1"}) == {"number": "N1"}


def test_questions_in_a_circle_are_never_asked():
    page = given.event()
    asked(page, "a", "yes_no", parent="b", required=True)
    asked(page, "b", "yes_no", parent="a", required=True)
    asked(page, "c", parent="b", required=True)
    asked(page, "self", parent="self", required=True)
    asked(page, "why")
    answers = {"a": True, "b": True, "c": "x", "self": "yes", "why": "To learn"}
    assert answered(page, answers) == {"why": "To learn"}


def test_stored_file_stays_while_its_question_is_asked():
    page = given.event()
    asked(page, "scan", "file", parent="visa", required=True)
    asked(page, "other", "file", parent="gone")
    asked(page, "visa", "yes_no")
    files = {code: SimpleUploadedFile("a.pdf", b"%PDF-1.7") for code in ("scan", "other")}
    registration = given.register(page, "a@example.org", answers={"visa": True, **files})
    for visa, codes in ((True, ["other", "scan", "visa"]), (False, ["other", "visa"])):
        services.change(registration=registration, details={}, answers={"visa": visa})
        left = registration.answers.order_by("code").values_list("code", flat=True)
        assert list(left) == codes
    assert Question.objects.count() == 3
