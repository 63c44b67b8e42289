"""The list of people as a table for other programs, with formulas made harmless."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO, Any

from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook

from events.models import Answer, Event, Question, Registration
from events.tickets import ticket_code
from hub.languages import LANGUAGES
from hub.spreadsheets import harmless

BATCH = 500
Row = list[Any]


def header(questions: list[Question]) -> Row:
    own = [
        _("Ticket"),
        pgettext("person", "Name"),
        _("E-mail"),
        _("Telephone"),
        _("Country"),
        _("Organisation"),
        _("Post"),
        _("Role"),
        _("Status"),
        _("Substitute"),
        _("Language"),
        _("Access needs"),
        _("Diet"),
        _("Asked"),
        _("Checked in"),
    ]
    return [harmless(text) for text in [*own, *(question.label for question in questions)]]


def rows(event: Event, people: QuerySet[Registration], language: str) -> Iterator[Row]:
    """The header, then one row for each person; a few queries for every 500 of them."""
    with translation.override(language):
        questions = list(Question.objects.filter(event=event))
        yield header(questions)
    for one in people.prefetch_related("answers").iterator(BATCH):
        with translation.override(language):
            row = _row(event, one, questions)
        yield row


def _row(event: Event, one: Registration, questions: list[Question]) -> Row:
    answers = {answer.code: answer for answer in one.answers.all()}
    texts = [
        ticket_code(one),
        one.name,
        one.email,
        one.phone,
        one.country.name if one.country else "",
        one.organisation,
        one.post,
        one.get_role_display(),
        one.get_status_display(),
        _("Yes") if one.substitute else "",
        LANGUAGES[one.language].endonym if one.language in LANGUAGES else one.language,
        one.access_needs,
        one.diet,
        f"{one.created_at.astimezone(event.zone):%Y-%m-%d %H:%M}",
        f"{one.checked_in_at.astimezone(event.zone):%Y-%m-%d %H:%M}" if one.checked_in_at else "",
        *(shown(question, answers.get(question.code)) for question in questions),
    ]
    return [harmless(text) for text in texts]


def shown(question: Question | None, answer: Answer | None) -> str:
    """An answer in the active language."""
    if answer is None:
        return ""
    if answer.file:
        return _("File")
    if isinstance(answer.value, bool):
        return _("Yes") if answer.value else _("No")
    labels = dict(question.choices) if question else {}
    values = answer.value if isinstance(answer.value, list) else [answer.value]
    return "; ".join(str(labels.get(value, value)) for value in values)


def as_xlsx(table: Iterator[Row]) -> IO[bytes]:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(f"{timezone.localdate():%Y-%m-%d}")
    for row in table:
        sheet.append(row)
    file = TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    workbook.save(file)
    file.seek(0)
    return file
