"""Demonstration translations, made the way a translator makes them: string by string."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from hub.models import Publication, State, TranslationState, TranslationUpdate
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
        if path.stem == CHANGED[language]:  # as it was when it was given to the translator
            original.summary = original.summary[: original.summary.index(". ") + 1]
        with transaction.atomic(), disable_reference_index_auto_update():
            page = _translate(original, build(merged(row, words), path.stem), locale)
        ReferenceIndex.create_or_update_for_object(page)
        _settle(original, page)
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


def _translate(original: Publication, translated: Publication, locale: Locale) -> Publication:
    source, _made = TranslationSource.update_or_create_from_instance(original)
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
    return type(page).objects.get(pk=page.pk)


def _settle(original: Publication, page: Publication) -> None:
    """What housekeeping would do, and a reviewer."""
    language = page.locale.language_code
    changed = original.slug == CHANGED[language]
    checked = not changed and original.slug != UNCHECKED[language]
    TranslationState.objects.create(
        page=page.page_ptr,
        original=original.page_ptr,
        state=State.REVIEWED if checked else State.DRAFT,
        original_text=states.fingerprint(original),
        reviewed_text=states.fingerprint(page) if checked else "",
        reviewed_at=timezone.now() if checked else None,
    )
    if changed:
        original.refresh_from_db()
        updates.follow(original)
    TranslationUpdate.objects.filter(page_id__in=[page.pk, original.pk]).delete()
