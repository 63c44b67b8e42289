"""What time does: addresses that nobody confirmed, and personal data whose day has come."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone

from events import mail, subscriptions
from events.enums import Action, RegistrationStatus
from events.models import Answer, Registration
from events.models.question import UPLOADS, private_storage
from events.services.answers import day_of_purge, discard_file
from events.services.journal import SYSTEM, record
from events.services.places import desk
from hub.mail.forgetting import forget

PERSONAL = ("name", "email", "phone", "organisation", "post", "access_needs", "diet")
BATCH = 500


def expire_unconfirmed() -> int:
    """End registrations whose address was not confirmed in time; the next in line have the places.

    Nobody is written to: the address may be a stranger's. Returns how many ended.
    """
    late = Registration.objects.unconfirmed(timezone.now()).order_by()
    ended = 0
    for event_id in list(late.values_list("event", flat=True).distinct()):
        with desk(event_id) as opened:
            for registration in late.filter(event=event_id, held_until__lte=opened.moment):
                opened.leave(registration, RegistrationStatus.CANCELLED)
                record(registration, Action.EXPIRED, SYSTEM)
                ended += 1
            opened.fill_and_tell()
    return ended


def purge() -> int:
    """Erase what may not be kept any longer. Returns how many registrations and answers it was.

    The day is reckoned from when the event ends now: one that was moved is kept longer.
    """
    today = timezone.localdate()
    due = Registration.objects.filter(purge_after__lt=today, purged_at=None)
    erased = 0
    for registration in due.select_related("event").iterator(BATCH):
        day = day_of_purge(registration.event)
        if day >= today:
            Registration.objects.filter(pk=registration.pk).update(purge_after=day)
            continue
        erase(registration)
        erased += 1
    return erased + _purge_answers()


def erase(registration: Registration) -> None:
    """Nothing personal is left; that somebody came, from which country, in which role, is."""
    with desk(registration.event_id) as opened:
        found = opened.take(registration.public_id)
        for answer in found.answers.all():
            discard_file(answer)
        found.answers.all().delete()
        subscriptions.forget(found)
        for name in (*PERSONAL, "decline_reason"):
            setattr(found, name, "")
        found.user, found.purged_at = None, opened.moment
        found.save()
        forget(mail.letters_about(found))
        record(found, Action.PURGED, SYSTEM)


def _purge_answers() -> int:
    today = timezone.localdate()
    due = Answer.objects.filter(purge_after__lt=today).select_related(
        "registration__event", "question"
    )
    erased = 0
    for answer in due.iterator(BATCH):
        day = day_of_purge(answer.registration.event, _days_kept(answer))
        with transaction.atomic():
            if day >= today:
                Answer.objects.filter(pk=answer.pk).update(purge_after=day)
                continue
            discard_file(answer)
            answer.delete()
            record(answer.registration, Action.ANSWERS_PURGED, SYSTEM, fields=[answer.code])
            erased += 1
    return erased


def _days_kept(answer: Answer) -> int | None:
    """As promised to whoever answered, or as the question says now if that is shorter."""
    asked = answer.question.keep_days if answer.question else None
    return min((days for days in (answer.keep_days, asked) if days is not None), default=None)


def sweep_files() -> int:
    """Remove files of answers that no row names: a process may have ended between the two.

    Young ones may belong to a transaction that is not over yet. Returns how many it was.
    """
    storage = private_storage()
    young = timezone.now() - timedelta(days=1)
    removed = 0
    for folder, names in _folders(storage, UPLOADS):
        known = set(
            Answer.objects.filter(file__startswith=f"{folder}/").values_list("file", flat=True)
        )
        for path in (f"{folder}/{name}" for name in names):
            if path not in known and storage.get_modified_time(path) < young:
                storage.delete(path)
                removed += 1
    return removed


def _folders(storage: Storage, folder: str) -> Iterator[tuple[str, list[str]]]:
    if not storage.exists(folder):
        return
    folders, names = storage.listdir(folder)
    yield folder, names
    for name in folders:
        yield from _folders(storage, f"{folder}/{name}")
