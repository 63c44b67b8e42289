"""Answers to an organiser's questions: checked as a whole, stored with the day they are erased."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from events.exceptions import BadAnswers
from events.models import Answer, Event, Question, Registration
from events.services.answer_values import Wrong, clean_value


def check_answers(
    event: Event, given: Mapping[str, Any], stored_files: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """Code to value of what is asked beside the other answers; the rest is dropped.

    `stored_files` are codes whose file is there already. Raises BadAnswers.
    """
    cleaned: dict[str, Any] = {}
    errors: dict[str, Any] = {}
    questions = _parents_first(event)
    for question in questions.values():
        if not _is_asked(question, questions, cleaned):
            continue
        try:
            value = clean_value(question, given.get(question.code))
        except Wrong as error:
            errors[question.code] = error.args[0]
            continue
        if value is not None:
            cleaned[question.code] = value
        elif question.required and question.code not in stored_files:
            errors[question.code] = _("This question needs an answer.")
    if errors:
        raise BadAnswers(errors)
    return cleaned


def _parents_first(event: Event) -> dict[str, Question]:
    """By code, each after the one that it hangs on. Those of a circle can never be shown and are
    left out."""
    left = {question.code: question for question in Question.objects.filter(event=event)}
    found: dict[str, Question] = {}
    while ready := next((one for one in left.values() if one.shown_if_code not in left), None):
        found[ready.code] = left.pop(ready.code)
    return found


def _is_asked(
    question: Question, questions: Mapping[str, Question], answers: Mapping[str, Any]
) -> bool:
    """One that hangs on a question that is not there hangs on none."""
    return question.shown_if_code not in questions or question.is_asked(answers)


def store_answers(
    registration: Registration, cleaned: Mapping[str, Any], written: list[FieldFile]
) -> list[str]:
    """Make the stored answers those in `cleaned`; a file stays where no new one came. Returns the
    codes of those that became others. Files go to `written`, to be removed if all this fails."""
    event = registration.event
    questions = _parents_first(event)
    stored = {answer.code: answer for answer in registration.answers.all()}
    changed = []
    for code, value in cleaned.items():
        answer = stored.get(code)
        if answer and not isinstance(value, UploadedFile) and answer.value == value:
            continue
        answer = answer or Answer(registration=registration, code=code)
        _put(answer, value, questions[code], written)
        answer.purge_after = day_of_purge(event, answer.keep_days)
        answer.save()
        changed.append(code)
    for code, answer in stored.items():
        asked = code in questions and _is_asked(questions[code], questions, cleaned)
        if code not in cleaned and not (asked and answer.file):
            discard_file(answer)
            answer.delete()
            changed.append(code)
    return sorted(changed)


def _put(answer: Answer, value: Any, question: Question, written: list[FieldFile]) -> None:
    discard_file(answer)
    answer.question, answer.keep_days = question, question.keep_days
    if isinstance(value, UploadedFile):
        answer.value = None
        answer.file.save(value.name, value, save=False)
        written.append(answer.file)
    else:
        answer.value, answer.file = value, ""


def discard_file(answer: Answer) -> None:
    """The file goes once the transaction holds: one that fails must leave it."""
    if answer.file:
        transaction.on_commit(partial(answer.file.storage.delete, answer.file.name), robust=True)


def day_of_purge(event: Event, days: int | None = None) -> date:
    """The last day on which personal data of the event, or an answer with its own term, is kept."""
    term = event.personal_data_days if days is None else min(days, event.personal_data_days)
    return event.local_end.date() + timedelta(days=term)
