"""What follows from a publication: translations take over facts, and say if their text is old."""

import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from modelcluster.fields import ParentalManyToManyField
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import (
    MissingRelatedObjectError,
    MissingTranslationError,
    Translation,
    TranslationSource,
)

from hub.models import Publication, TranslationState, TranslationUpdate
from hub.translations import states

MOST = 50  # pages worked off at a time
log = logging.getLogger(__name__)


def ask(page: Publication) -> None:
    """To be worked off once the publication is committed."""
    row, made = TranslationUpdate.objects.get_or_create(page_id=page.pk)
    if not made:
        TranslationUpdate.objects.filter(pk=row.pk).update(published=F("published") + 1)


def work_off() -> int:
    """A step of housekeeping. A page that fails is left for the next time; the others go on."""
    done = 0
    for row in TranslationUpdate.objects.select_related("page").order_by("pk")[:MOST]:
        try:
            page = row.page.specific
            if isinstance(page, Publication) and page.live:
                follow(page)
        except Exception:
            log.exception("Translations of page %s were not brought up to date", row.page_id)
            continue
        # Published again meanwhile: it stays, and so does what that publication asks for.
        TranslationUpdate.objects.filter(pk=row.pk, published=row.published).delete()
        done += 1
    return done


def follow(page: Publication) -> None:
    original = states.original_of(page)
    if original is None:
        _take_over(page)
        for row in TranslationState.objects.filter(original=page.pk).select_related("page"):
            states.assess(row, row.page.specific, page)
    else:
        states.note_translated(page, original)


def _take_over(original: Publication) -> None:
    """Bring the new text of an original to its translators, and its facts into the translations
    that are published and whole. A text that changed keeps the old translation until it is done."""
    source = TranslationSource.objects.get_for_instance_or_none(original)
    if source is None:
        return
    source.update_from_db()
    for translation in source.translations.filter(enabled=True).select_related("target_locale"):
        target = states.page_of(translation)
        if target is not None and target.live:
            _synchronise(translation, original, target)


def _synchronise(translation: Translation, original: Publication, target: Publication) -> None:
    locale = translation.target_locale
    try:
        with transaction.atomic():
            _empty(original, target)
            translation.source.create_or_update_translation(locale, publish=True)
    except (MissingTranslationError, MissingRelatedObjectError):
        log.info("%s in %s waits for its translator", original, locale)
    except ValidationError as error:
        log.warning("%s in %s was not brought up to date: %s", original, locale, error)


def _empty(original: Publication, target: Publication) -> None:
    """Choices of which the original has none any more; the package copies only what there is."""
    for translatable in get_translatable_fields(type(original)):
        name = translatable.field_name
        choices = isinstance(translatable.get_field(type(original)), ParentalManyToManyField)
        if choices and translatable.is_synchronized(original) and not getattr(original, name).all():
            setattr(target, name, [])
            target.save(clean=False)
