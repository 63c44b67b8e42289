"""Questions that pages of this application ask the database."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page

from casestudies.models import Adoption, CaseStudy, Memorandum, TrendReview
from casestudies.models.memorandum import MemorandumCase, MemorandumEvent


def adoptions(case: CaseStudy) -> QuerySet[Adoption]:
    """Who took the practice up, named at whichever language of the case."""
    rows = Adoption.objects.filter(case__translation_key=case.translation_key)
    return rows.select_related("country", "organisation", "through")


def related_pages(memorandum: Memorandum) -> list[Page]:
    """Events and cases of a memorandum that everybody may read."""
    events = MemorandumEvent.objects.filter(memorandum=memorandum)
    cases = MemorandumCase.objects.filter(memorandum=memorandum)
    ids = [row.page_id for rows in (events, cases) for row in rows]
    pages = Page.objects.live().public().select_related("locale").in_bulk(ids)
    return [pages[pk] for pk in ids if pk in pages]


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


def cited_cases(ids: Iterable[int]) -> dict[int, CaseStudy]:
    """Those of the cases that everybody may read, by page id."""
    return {case.pk: case for case in CaseStudy.objects.live().public().filter(pk__in=ids)}


def published(code: str) -> CaseStudy | TrendReview | Memorandum | None:
    """The work with this code that everybody may read, in its first language."""
    for model in (CaseStudy, TrendReview, Memorandum):
        pages = model.objects.live().public().filter(code=code.upper()).order_by("pk")
        page = next((found for found in pages if found.is_public()), None)
        if page is not None:
            return page
    return None
