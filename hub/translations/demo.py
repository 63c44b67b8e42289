"""Demonstration translations, made the way a translator makes them: string by string."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import transaction
from wagtail.fields import StreamField
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from hub.models import Publication, TranslationUpdate
from hub.translations import states, updates

Row = dict[str, Any]
# One work of each language that nobody has checked yet, and one whose original has changed since.
UNCHECKED = {"ru": "mongolia-civil-service-examination", "kk": "uzbekistan-virtual-reception"}
CHANGED = {"ru": "armenia-asset-declarations", "kk": "moldova-mcloud-mpass"}


def load_folder(
    language: str, originals: Path, texts: Path, build: Callable[[Row, str], Publication]
) -> int:
    """Make the translations that are not there yet: of each file in `texts`, the words, and of the
    one of the same name in `originals`, the facts, from which `build` makes a page."""
    locale, made = Locale.objects.get(language_code=language), 0
    for path in sorted(texts.glob("*.toml")):
        row, words = _read(originals / path.name), _read(path)
        pages = Page.objects.filter(slug=path.stem)
        if pages.filter(locale=locale).exists():
            continue
        original = pages.get(locale__language_code="en").specific
        with transaction.atomic():
            _translate(original, build(merged(row, words), path.stem), locale)
        _settle(original, locale)
        made += 1
    return made


def _read(path: Path) -> Row:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def merged(row: Row, words: Row) -> Row:
    """The row with the words in place of its own; tables in a list are merged one by one."""
    result = dict(row)
    for key, value in words.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            value = [merged(a, b) for a, b in zip(row[key], value, strict=True)]
        result[key] = value
    return result


def _words(page: Publication) -> list[str]:
    """Of a page that is not stored: its blocks get the numbers by which they are told apart."""
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            setattr(page, field.name, getattr(page, field.name).get_prep_value())
    found = (one for one in extract_segments(page) if isinstance(one, StringSegmentValue))
    return [segment.string.data for segment in found]


def _translate(original: Publication, translated: Publication, locale: Locale) -> None:
    was = _as_it_was(original, locale)
    source, _made = TranslationSource.update_or_create_from_instance(was)
    Translation.objects.create(source=source, target_locale=locale)
    segments = source.stringsegment_set.order_by("order").select_related("context")
    StringTranslation.objects.bulk_create(
        [
            StringTranslation(
                translation_of_id=segment.string_id,
                context=segment.context,
                locale=locale,
                data=words,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
            for segment, words in zip(segments, _words(translated), strict=True)
        ],
        ignore_conflicts=True,  # the same words twice in one text
    )
    page, _made = source.create_or_update_translation(locale, publish=False)
    moment = original.first_published_at
    type(page).objects.filter(pk=page.pk).update(first_published_at=moment)
    page.refresh_from_db()
    page.get_latest_revision().publish()


def _as_it_was(original: Publication, locale: Locale) -> Publication:
    """The page when it was given to the translator: of one of them, the summary was rewritten."""
    if original.slug == CHANGED[locale.language_code]:
        original.summary = original.summary[: original.summary.index(". ") + 1]
    return original


def _settle(original: Publication, locale: Locale) -> None:
    """What housekeeping would do, and a reviewer."""
    original.refresh_from_db()
    page = original.get_translation(locale)
    row = states.note_translated(page, original)
    if original.slug == CHANGED[locale.language_code]:
        updates.follow(original)
    elif original.slug != UNCHECKED[locale.language_code]:
        states.mark_reviewed(row, None)
    TranslationUpdate.objects.filter(page_id__in=[page.pk, original.pk]).delete()
