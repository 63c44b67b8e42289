"""Questions that pages of this application ask the database."""

from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from wagtail.models import Page

from casestudies.models import Adoption, CaseStudy, Memorandum, TrendReview
from casestudies.models.memorandum import Confidentiality
from casestudies.models.memorandum_rows import MemorandumCase, MemorandumEvent
from hub.collation import sort_key
from hub.desk.selectors import with_workflow, without_proposals
from hub.models import Country, Publication


def related_pages(memorandum: Memorandum, language: str) -> list[Page]:
    """Events and cases of a memorandum that everybody may read, in the reader's language if they
    are published there."""
    events = MemorandumEvent.objects.filter(memorandum=memorandum)
    cases = MemorandumCase.objects.filter(memorandum=memorandum)
    ids = [row.page_id for rows in (events, cases) for row in rows]
    pages = _readable(Page.objects.all(), ids, language)
    return [pages[pk] for pk in ids if pk in pages]


def _readable(pages: QuerySet, ids: Iterable[int], language: str) -> dict[int, Any]:
    """Page number -> the work in the reader's language, else as it was named; one query."""
    named = Page.objects.filter(pk__in=ids).values("translation_key")
    rows = list(pages.live().public().filter(translation_key__in=named).select_related("locale"))
    own = {row.translation_key: row for row in rows if row.locale.language_code == language}
    return {row.pk: own.get(row.translation_key, row) for row in rows}


def works_of_event(event: Page, language: str) -> list[Publication]:
    """Memoranda and cases that name an event, or an adoption through it, each once: in the
    reader's language if it is published there."""
    key = event.translation_key
    named = MemorandumEvent.objects.filter(page__translation_key=key)
    memoranda = Memorandum.objects.exclude(confidentiality=Confidentiality.INTERNAL).filter(
        translation_key__in=named.values("memorandum__translation_key")
    )
    adopted = Adoption.objects.filter(through__translation_key=key)
    cases = CaseStudy.objects.filter(
        Q(
            translation_key__in=CaseStudy.objects.filter(told_at__translation_key=key).values(
                "translation_key"
            )
        )
        | Q(translation_key__in=adopted.values("case__translation_key"))
    )
    return [*works_in_language(memoranda, language), *works_in_language(cases, language)]


def event_of(case: CaseStudy, language: str) -> Page | None:
    """The event at which a case was told, if everybody may read about it."""
    if case.told_at_id is None:
        return None
    return _readable(Page.objects.all(), [case.told_at_id], language).get(case.told_at_id)


def works_in_language(works: QuerySet, language: str) -> Iterable[Publication]:
    """Each work once, in the alphabetical order of the language."""
    found: dict[Any, Publication] = {}
    for work in works.live().public().select_related("locale").order_by("pk"):
        if work.translation_key not in found or work.locale.language_code == language:
            found[work.translation_key] = work
    return sorted(found.values(), key=lambda work: sort_key(work.title, language))


def cases_of_sessions(event: Page) -> dict[str, list[CaseStudy]]:
    """Cases made from sessions of an event, drafts too, by the key of the session."""
    found: dict[str, list[CaseStudy]] = {}
    rows = CaseStudy.objects.filter(told_at__translation_key=event.translation_key)
    for case in rows.exclude(told_session="").order_by("pk"):
        found.setdefault(case.told_session, []).append(case)
    return found


def cases_by_code(codes: Iterable[str], language: str) -> list[CaseStudy]:
    """Those that everybody may read, in the order of the codes; each in the reader's language if
    it is published there, else in its original."""
    wanted = [code.upper() for code in codes]
    rows = CaseStudy.objects.live().public().filter(code__in=wanted)
    rows = rows.select_related("locale", "lead_organisation")
    found: dict[str, list[CaseStudy]] = {}
    for case in rows.prefetch_related("countries", "themes"):
        found.setdefault(case.code, []).append(case)
    return [
        min(found[code], key=lambda case: _strangeness(case, language))
        for code in wanted
        if code in found
    ]


def _strangeness(case: CaseStudy, language: str) -> tuple[bool, bool, int]:
    own = case.locale.language_code
    return own != language, own != case.original_language, case.pk


def trends(review: TrendReview) -> list[dict[str, Any]]:
    """Title, text, regions (slugs) and case numbers of each trend, without loading what they name.

    The raw form is read: a block's value asks the database for every region and page on its own.
    """
    found = []
    for block in review.trends.raw_data:
        value = block["value"]
        cases = [item["value"] if isinstance(item, dict) else item for item in value["cases"]]
        regions = value["regions"] or []
        found.append({**value, "cases": [pk for pk in cases if pk], "regions": regions})
    return found


def other_editions(review: TrendReview, language: str) -> tuple[list[Any], list[Any]]:
    """Reviews that this one replaces, and that replace it, of those that everybody may read."""
    reviews = TrendReview.objects.all()
    older = Q(translation_key__in=reviews.filter(pk=review.supersedes_id).values("translation_key"))
    named = reviews.filter(supersedes__translation_key=review.translation_key)
    newer = Q(translation_key__in=named.values("translation_key"))
    rows = reviews.filter(older | newer).annotate(
        newer=ExpressionWrapper(newer, output_field=BooleanField())
    )
    found: tuple[list[Any], list[Any]] = ([], [])
    for row in works_in_language(rows, language):
        found[row.newer].append(row)
    return found


def cited_cases(ids: Iterable[int], language: str) -> dict[int, CaseStudy]:
    """Those of the cases that everybody may read, by page id."""
    return _readable(CaseStudy.objects.all(), ids, language)


def cases_of(country: Country) -> QuerySet[CaseStudy]:
    """For its desk: in every language, drafts too, the latest change first."""
    cases = CaseStudy.objects.filter(countries=country, alias_of__isnull=True)
    cases = with_workflow(without_proposals(cases)).select_related("locale")
    return cases.order_by("-latest_revision_created_at", "-pk")
