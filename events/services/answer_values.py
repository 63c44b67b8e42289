"""One answer: what its question takes, and how it is stored."""

from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from events.enums import QuestionKind
from events.models import Question

LONGEST_TEXT = 5000
LARGEST_FILE = 5 * 1024 * 1024
FILE_KINDS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}


class Wrong(ValueError):
    """An answer that its question does not take."""


def clean_value(question: Question, value: Any) -> Any:
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
