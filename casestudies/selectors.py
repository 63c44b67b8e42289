"""Questions that pages of this application ask the database."""

from django.db.models import QuerySet

from casestudies.models import Adoption, CaseStudy, Memorandum, TrendReview
from casestudies.models.memorandum import MemorandumCase, MemorandumEvent


def adoptions(case: CaseStudy) -> QuerySet[Adoption]:
    """Who took the practice up, named at whichever language of the case."""
    rows = Adoption.objects.filter(case__translation_key=case.translation_key)
    return rows.select_related("country", "organisation", "through")


def related_pages(memorandum: Memorandum) -> list:
    """Published events and cases of a memorandum."""
    events = MemorandumEvent.objects.filter(memorandum=memorandum, page__live=True)
    cases = MemorandumCase.objects.filter(memorandum=memorandum, page__live=True)
    pages = [row.page for row in events.select_related("page")]
    pages += [row.page for row in cases.select_related("page")]
    return [page for page in pages if not page.get_view_restrictions().exists()]


def cited_cases(review: TrendReview) -> dict[int, CaseStudy]:
    """Cases that the trends of a review cite and everybody may read, by page id; one query."""
    ids = {case.pk for trend in review.trends for case in trend.value["cases"] if case}
    found = CaseStudy.objects.live().public().filter(pk__in=ids)
    return {case.pk: case for case in found}


def published(code: str) -> CaseStudy | TrendReview | Memorandum | None:
    """The work with this code that everybody may read, in its first language."""
    for model in (CaseStudy, TrendReview, Memorandum):
        pages = model.objects.live().public().filter(code=code.upper()).order_by("pk")
        page = next((found for found in pages if found.is_public()), None)
        if page is not None:
            return page
    return None
