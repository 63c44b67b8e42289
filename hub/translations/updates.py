"""What follows from a publication: translations take over facts, and say if their text is old."""

import logging
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import (
    MissingRelatedObjectError,
    MissingTranslationError,
    Translation,
    TranslationLog,
    TranslationSource,
)

from hub.models import Publication, TranslationState, TranslationUpdate
from hub.translations import privacy, states

MOST = 50  # pages worked off at a time
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=20), timedelta(hours=1)  # of a page that fails
log = logging.getLogger(__name__)


@transaction.atomic
def ask(page: Publication) -> None:
    """To be worked off once the publication is committed. Until then the row is held: who works off
    an earlier publication does not take it away."""
    waiting = TranslationUpdate.objects.select_for_update()
    row, made = waiting.get_or_create(page_id=page.pk)
    if not made:
        TranslationUpdate.objects.filter(pk=row.pk).update(
            published=F("published") + 1, attempts=0, not_before=timezone.now()
        )


def work_off() -> int:
    """A step of housekeeping. A page that fails waits, longer each time; the others go on."""
    done = 0
    due = TranslationUpdate.objects.filter(not_before__lte=timezone.now())
    for row in due.select_related("page").order_by("not_before", "pk")[:MOST]:
        try:
            page = row.page.specific
            if isinstance(page, Publication) and page.live:
                follow(page)
        except Exception:
            log.exception("Translations of page %s were not brought up to date", row.page_id)
            _postpone(row)
            continue
        _forget(row)
        done += 1
    return done


def _postpone(row: TranslationUpdate) -> None:
    """Published again meanwhile, it does not wait."""
    doublings = min(row.attempts, 16)
    TranslationUpdate.objects.filter(pk=row.pk, published=row.published).update(
        attempts=F("attempts") + 1,
        not_before=timezone.now() + min(FIRST_PAUSE * 2**doublings, LONGEST_PAUSE),
    )


@transaction.atomic
def _forget(row: TranslationUpdate) -> None:
    """Published again meanwhile, it stays, and so does what that publication asks for."""
    same = TranslationUpdate.objects.filter(pk=row.pk, published=row.published)
    for found in same.select_for_update():
        found.delete()


def follow(page: Publication) -> None:
    original = states.original_of(page)
    if original is not None:
        privacy.close(original, page)
        states.note_translated(page, original)
        _catch_up(page, original)
        return
    for row in TranslationState.objects.filter(original=page.pk).select_related("page"):
        translated = row.page.specific
        privacy.close(page, translated)
        states.assess(row, translated, page)
    _take_over(page)


def _catch_up(page: Publication, original: Publication) -> None:
    """Facts that changed while the page was not published."""
    translation = states.translation_of(page)
    if translation is None:
        return
    source = translation.source
    brought = TranslationLog.objects.filter(source=source, locale=page.locale_id)
    if not brought.filter(created_at__gte=source.last_updated_at).exists():
        _synchronise(translation, original, page)


def _take_over(original: Publication) -> None:
    """Bring the new text of an original to its translators, and its facts into the translations
    that are published. A text that changed keeps the old translation until it is done."""
    source = TranslationSource.objects.get_for_instance_or_none(original)
    if source is None:
        return
    source.update_from_db()
    for translation in source.translations.filter(enabled=True).select_related("target_locale"):
        target = states.page_of(translation)
        if target is not None and target.live:
            _synchronise(translation, original, target)


def _synchronise(translation: Translation, original: Publication, target: Publication) -> None:
    _bring_facts(original, target)
    locale = translation.target_locale
    try:
        with transaction.atomic():
            translation.source.create_or_update_translation(locale, publish=True)
    except (MissingTranslationError, MissingRelatedObjectError):
        log.info("%s in %s waits for its translator", original, locale)
    except ValidationError as error:
        log.warning("%s in %s was not brought up to date: %s", original, locale, error)


def _bring_facts(original: Publication, target: Publication) -> None:
    """Those of the page itself, at once. The package brings them with the whole text only, and
    never that a choice has become empty."""
    names = []
    for fact in get_translatable_fields(type(original)):
        field = fact.get_field(type(original))
        if not isinstance(fact, SynchronizedField) or field.name == "slug":
            continue
        if isinstance(field, ParentalManyToManyField):
            setattr(target, field.name, list(getattr(original, field.name).all()))
        elif field.concrete:
            setattr(target, field.attname, getattr(original, field.attname))
        else:
            continue
        names.append(field.name)
    target.save(clean=False, update_fields=names)
