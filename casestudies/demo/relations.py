"""Demonstration memoranda and cases are tied to events, once the events are there."""

import tomllib
from pathlib import Path

from django.db import transaction
from wagtail.models import Page

from casestudies.models import CaseStudy, Memorandum, MemorandumEvent

HERE = Path(__file__).parent
ORIGINAL = {"locale__language_code": "en"}  # its translations follow


@transaction.atomic
def load() -> int:
    """Tie what is not tied yet. Adds no works."""
    rows = tomllib.loads((HERE / "relations.toml").read_text(encoding="utf-8"))
    for slug, names in rows["memoranda"].items():
        memorandum = Memorandum.objects.get(slug=slug, **ORIGINAL)
        if not memorandum.events.exists():
            memorandum.events = [MemorandumEvent(page=_event(name)) for name in names]
            memorandum.save_revision(clean=False).publish()
    for slug, name in rows["cases"].items():
        case = CaseStudy.objects.get(slug=slug, **ORIGINAL)
        if case.told_at is None:
            case.told_at = _event(name)
            case.save_revision(clean=False).publish()
    return 0


def _event(slug: str) -> Page:
    return Page.objects.get(slug=slug, content_type__app_label="events", **ORIGINAL)
