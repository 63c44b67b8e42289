"""Outbox -> projection and embedded index, in one transaction, one projector at a time."""

import logging
from collections.abc import Callable, Iterable, Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from hub.collation import sort_key
from search import analysis, outbox, registry
from search.document import Document
from search.engine import get_embedded
from search.models import Outbox, ReadyWork, SearchDocument, SearchState

BATCH = 200
ATTEMPTS = 5  # then a page that cannot be read is set aside and shown by search_status
log = logging.getLogger(__name__)


def run() -> int:
    """Work off the outbox. Returns the number of documents written.

    A failure leaves the rows in the outbox for the next run and is logged, never raised: a publish
    does not fail because its projection did.
    """
    written = 0
    failed: set[int] = set()
    try:
        while True:
            more, documents = _step(failed)
            written += documents
            if not more:
                return written
    except Exception:
        log.exception("The projection is behind: the outbox will be tried again.")
        return written


def project_due() -> int:
    """Read again what changed by the passing of time, such as a memorandum that expired."""
    failed = Outbox.objects.filter(scope=Outbox.Scope.PAGE, attempts__gt=0)
    due = SearchDocument.objects.filter(refresh_at__lte=timezone.now(), visible=True)
    due = due.exclude(page_id__in=[int(key) for key in failed.values_list("key", flat=True)])
    ids = list(due.values_list("page_id", flat=True)[:1000])
    if not ids:
        return 0
    outbox.leave(Outbox.Scope.PAGE, map(str, ids))
    return run()


def rebuild(progress: Callable[[int, int], object] = lambda done, total: None) -> int:
    """Project every page again, whether or not it changed, in short transactions.

    Each work's row of the index is replaced in one transaction, so a search meanwhile finds the
    old row or the new one, never none and never both.
    """
    with transaction.atomic():  # whoever takes the row finds that everything differs
        SearchDocument.objects.update(fingerprint="")
        outbox.leave(Outbox.Scope.EVERYTHING, outbox.EVERYTHING)
    written = 0
    failed: set[int] = set()
    while True:
        more, documents = _step(failed)
        written += documents
        progress(written, written + Outbox.objects.filter(attempts__lt=ATTEMPTS).count())
        if not more:
            break
    if failed:  # a page that cannot be read keeps its text, but by today's rules
        analysis.rewrite()
    else:
        analysis.settle()
        get_embedded().optimise()
    return written


def renew(works: Sequence[int], above: int) -> None:
    """Give works new versions, past `above`, so that every index takes them again; all versions
    to come are past it too."""
    for start in range(0, max(len(works), 1), BATCH):
        with transaction.atomic():
            state = SearchState.locked()
            state.version = max(state.version, above)
            rows = list(SearchDocument.objects.filter(work__in=works[start : start + BATCH]))
            for row in rows:
                state.version += 1
                row.version, row.written = state.version, timezone.now()
            SearchDocument.objects.bulk_update(rows, ["version", "written"])
            state.save()


@transaction.atomic
def _step(failed: set[int]) -> tuple[bool, int]:
    """One batch: (whether more may be waiting, documents written). Pages in `failed` are left for
    the next run; those that fail now are added."""
    state = SearchState.locked()
    waiting = Outbox.objects.filter(attempts__lt=ATTEMPTS).order_by("attempts", "id")
    rows = list(waiting.exclude(key__in=map(str, failed), scope=Outbox.Scope.PAGE)[:BATCH])
    wide = [row for row in rows if row.scope != Outbox.Scope.PAGE]
    if wide:
        _spread(wide, state)
        Outbox.objects.filter(pk__in=[row.pk for row in wide]).delete()
        return True, 0
    pages = {int(row.key) for row in rows}
    documents: dict[int, Document] = {}
    errors = _guarded(pages, lambda some: documents.update(registry.documents(some)))
    written: list[int] = []
    errors |= _guarded(
        pages - errors.keys(), lambda some: written.append(_project(some, documents, state))
    )
    _settle(rows, errors)
    failed.update(errors)
    return len(rows) == BATCH, sum(written)


def _settle(rows: Sequence[Outbox], errors: dict[int, str]) -> None:
    """Take what is done out of the outbox; of a page that failed, one row stays."""
    kept = {int(row.key): row for row in reversed(rows) if int(row.key) in errors}
    for page_id, row in kept.items():
        row.attempts, row.error = row.attempts + 1, errors[page_id]
        row.save()
    taken = Q(pk__in=[row.pk for row in rows])
    set_aside = Q(
        scope=Outbox.Scope.PAGE, key__in={row.key for row in rows}, attempts__gte=ATTEMPTS
    )
    done = Outbox.objects.filter(taken | set_aside)
    done.exclude(pk__in=[row.pk for row in kept.values()]).delete()


def _guarded(pages: set[int], act: Callable[[set[int]], object]) -> dict[int, str]:
    """Do it for all at once, or one by one when that fails: an error for each that still does."""
    try:
        with transaction.atomic():
            act(pages)
        return {}
    except Exception:
        log.exception("A page cannot be taken into search; trying one at a time.")
    failed: dict[int, str] = {}
    for page_id in sorted(pages):
        try:
            with transaction.atomic():
                act({page_id})
        except Exception as error:
            failed[page_id] = f"{type(error).__name__}: {error}"[:500]
    return failed


def _spread(rows: Sequence[Outbox], state: SearchState) -> None:
    """Replace what concerns many pages by one row a page, so that no transaction is long."""
    pages: set[int] = set()
    for row in rows:
        if row.scope == Outbox.Scope.SUBTREE:
            for top in Page.objects.filter(pk=row.key):
                pages |= _ids(
                    Page.objects.descendant_of(top, inclusive=True).values_list("pk", flat=True)
                )
        elif row.scope == Outbox.Scope.IMAGE:
            shown = SearchDocument.objects.filter(cover__id=int(row.key))  # perhaps deleted since
            pages |= _ids(shown.values_list("page_id", flat=True))
            for source in registry.sources():
                pages |= _ids(
                    source.model.objects.filter(cover=row.key).values_list("pk", flat=True)
                )
        elif row.scope == Outbox.Scope.TERM:
            mentions = SearchDocument.objects.filter(references__contains=f" {row.key} ")
            pages |= _ids(mentions.values_list("page_id", flat=True))
        else:
            pages |= _ids(SearchDocument.objects.values_list("page_id", flat=True))
            for source in registry.sources():
                pages |= _ids(source.model.objects.values_list("pk", flat=True))
    if any(row.scope in (Outbox.Scope.TERM, Outbox.Scope.EVERYTHING) for row in rows):
        state.vocabulary += 1
        state.save()
    Outbox.objects.bulk_create(
        [Outbox(scope=Outbox.Scope.PAGE, key=str(page)) for page in sorted(pages)], batch_size=500
    )


def _ids(values: Iterable[int]) -> set[int]:
    return set(values)


def _project(page_ids: set[int], documents: dict[int, Document], state: SearchState) -> int:
    stored = {row.page_id: row for row in SearchDocument.objects.filter(page_id__in=page_ids)}
    changed: list[SearchDocument] = []
    for page_id in sorted(page_ids):
        document, row = documents.get(page_id), stored.get(page_id)
        if document is None and row is not None and row.visible:
            changed.append(_tombstone(row))
        elif document is not None and (row is None or row.fingerprint != document.fingerprint()):
            changed.append(_filled(row or SearchDocument(page_id=page_id), document))
    if changed:
        _store(changed, state)
    return len(changed)


def _store(rows: list[SearchDocument], state: SearchState) -> None:
    known = dict(
        SearchDocument.objects.filter(translation_key__in={row.translation_key for row in rows})
        .order_by("-work")
        .values_list("translation_key", "work")
    )
    fresh = [row for row in rows if row.pk is None]
    highest = SearchDocument.objects.order_by("-work").values_list("work", flat=True).first() or 0
    for row in rows:
        state.version += 1
        row.version, row.written = state.version, timezone.now()
        if row.translation_key not in known:
            highest += 1
            known[row.translation_key] = highest
        row.work = known[row.translation_key]
    SearchDocument.objects.bulk_create(fresh, batch_size=200)
    names = [f.name for f in SearchDocument._meta.concrete_fields if not f.primary_key]
    SearchDocument.objects.bulk_update([r for r in rows if r not in fresh], names, batch_size=100)
    state.save()
    works: dict[int, list[SearchDocument]] = {row.work: [] for row in rows}
    for row in SearchDocument.objects.filter(Q(work__in=works), visible=True):
        works[row.work].append(row)
    ReadyWork.objects.filter(work__in=works).delete()
    get_embedded().write(works)


def _filled(row: SearchDocument, document: Document) -> SearchDocument:
    for name in ("translation_key", "language", "is_original", "kind", "code", "title", "summary"):
        setattr(row, name, getattr(document, name))
    row.body, row.url, row.dated = document.body, document.url, document.dated
    row.keywords = {language: list(names) for language, names in document.keywords.items()}
    row.cover, row.details = dict(document.cover), dict(document.details)
    row.facets = " ".join(f"{k}={v}" for k, values in document.facets.items() for v in values)
    row.references = f" {' '.join(document.references)} " if document.references else ""
    row.sort_title = sort_key(document.title, document.language)
    row.refresh_at = document.refresh_at
    row.fingerprint = document.fingerprint()
    row.visible = True
    return row


def _tombstone(row: SearchDocument) -> SearchDocument:
    """Nothing of what may not be seen any more stays behind but the fact that it was."""
    for name in ("code", "title", "summary", "body", "url", "sort_title", "facets", "references"):
        setattr(row, name, "")
    row.keywords, row.cover, row.details = {}, {}, {}
    row.refresh_at = None
    row.fingerprint = ""
    row.visible = False
    return row
