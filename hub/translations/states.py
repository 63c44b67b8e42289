"""Whether a translation is up to date with its original, and whether somebody has checked it."""

import hashlib
import json
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from wagtail_localize.models import Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from hub.models import Publication, State, TranslationState


def fingerprint(page: Publication) -> str:
    """Of the words of a page, whatever their order: rows that nobody ordered come in any. What is
    the same in every language is left out."""
    words = [s.string.data for s in extract_segments(page) if isinstance(s, StringSegmentValue)]
    return hashlib.sha256(json.dumps(sorted(words), ensure_ascii=False).encode()).hexdigest()


def translation_of(page: Publication) -> Translation | None:
    """The side-by-side translation whose result the page is."""
    found = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    )
    return found.select_related("source").first()


def page_of(translation: Translation) -> Any:
    try:
        return translation.get_target_instance()
    except ObjectDoesNotExist:
        return None


def original_of(page: Publication) -> Publication | None:
    """The page from which this one is translated, whether it is still published or not: as the
    translator says or as was known before, else the first one of the work that is published. None
    for an original."""
    translation = translation_of(page)
    others = type(page).objects.filter(translation_key=page.translation_key, alias_of__isnull=True)
    if translation is not None:
        return others.filter(locale=translation.source.locale_id).first()
    sources = Translation.objects.filter(source__object_id=page.translation_key, enabled=True)
    if sources.filter(source__locale=page.locale_id).exists():
        return None
    if known := TranslationState.objects.filter(page=page.pk).first():
        return known.original.specific
    first = others.filter(live=True).order_by("pk").first()
    return None if first is None or first.pk == page.pk else first


def note_translated(page: Publication, original: Publication) -> TranslationState:
    """The page has been brought up to the text of the original, as far as its translator saw it."""
    seen = _text_before_the_translator(page, original)
    row, _made = TranslationState.objects.update_or_create(
        page_id=page.pk, defaults={"original_id": original.pk, "original_text": seen}
    )
    return assess(row, page, original)


def _text_before_the_translator(page: Publication, original: Publication) -> str:
    """What stands beside the translation: the original, or the older one until housekeeping has
    brought its new text."""
    translation = translation_of(page)
    return fingerprint(translation.source.as_instance() if translation else original)


def assess(row: TranslationState, page: Publication, original: Publication) -> TranslationState:
    """Write down the state that follows from the texts as they are now."""
    if row.original_text != fingerprint(original):
        row.state = State.STALE
    elif row.reviewed_text == fingerprint(page):
        row.state = State.REVIEWED
    else:
        row.state = State.DRAFT
    row.save(update_fields=["state"])
    return row


def mark_reviewed(row: TranslationState, user: Any) -> TranslationState:
    """Somebody has read the translation beside the original as its translator has it."""
    page, original = row.page.specific, row.original.specific
    row.original_text = _text_before_the_translator(page, original)
    row.reviewed_text = fingerprint(page)
    row.reviewed_by, row.reviewed_at = user, timezone.now()
    row.save()
    return assess(row, page, original)
