"""Answers to an organiser's questions: checked as a whole, stored with the day they are erased."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from events.enums import QuestionKind
from events.exceptions import BadAnswers
from events.models import Answer, Event, Question, Registration

LONGEST_TEXT = 5000
LARGEST_FILE = 5 * 1024 * 1024
FILE_KINDS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}


class Wrong(ValueError):
    """An answer that its question does not take."""


def check_answers(
    event: Event, given: Mapping[str, Any], stored_files: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """Code to value of what is asked beside the other answers; the rest is dropped.

    `stored_files` are codes whose file is there already. Raises BadAnswers.
    """
    cleaned: dict[str, Any] = {}
    errors: dict[str, Any] = {}
    for question in Question.objects.filter(event=event):
        if not question.is_asked(cleaned):
            continue
        try:
            value = _clean(question, given.get(question.code))
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


def _clean(question: Question, value: Any) -> Any:
    """The value as it is stored, None for no answer."""
    if value in (None, "", []):
        return None
    if question.kind == QuestionKind.TEXT:
        return _text(value)
    if question.kind == QuestionKind.YES_NO:
        if not isinstance(value, bool):
            raise Wrong(_("Answer yes or no."))
        return value
    if question.kind == QuestionKind.FILE:
        return _file(value)
    chosen = [value] if isinstance(value, str) else list(value)
    offered = question.choices_in("en")
    if not set(chosen) <= set(offered):
        raise Wrong(_("Choose from the list."))
    if question.kind == QuestionKind.MANY:
        return [choice for choice in offered if choice in chosen]
    if len(chosen) != 1:
        raise Wrong(_("Choose one."))
    return chosen[0]


def _text(value: Any) -> str | None:
    text = str(value).strip()
    if len(text) > LONGEST_TEXT:
        raise Wrong(_("This is too long."))
    return text or None


def _file(value: Any) -> UploadedFile:
    if not isinstance(value, UploadedFile):
        raise Wrong(_("Send a file."))
    if value.size > LARGEST_FILE:
        raise Wrong(_("The file is larger than 5 MB."))
    ending = _kind_of(value)
    if ending is None:
        raise Wrong(_("Send a PDF, a PNG or a JPEG."))
    value.name = f"{uuid4().hex}.{ending}"
    return value


def _kind_of(file: UploadedFile) -> str | None:
    """By what is in it, whatever its name says."""
    file.seek(0)
    beginning = file.read(16)
    file.seek(0)
    return next((end for magic, end in FILE_KINDS.items() if beginning.startswith(magic)), None)


def store_answers(
    registration: Registration, cleaned: Mapping[str, Any], written: list[FieldFile]
) -> list[str]:
    """Make the stored answers those in `cleaned`; a file stays where no new one came. Returns the
    codes of those that became others. Files go to `written`, to be removed if all this fails."""
    event = registration.event
    questions = {question.code: question for question in Question.objects.filter(event=event)}
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
        asked = code in questions and questions[code].is_asked(cleaned)
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
