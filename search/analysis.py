"""By which rules of search.text the embedded index was written, and writing it by today's."""

from collections.abc import Callable

from django.db import transaction

from search import text
from search.engine import get_embedded
from search.models import SearchDocument, SearchState

BATCH = 200


def is_outdated() -> bool:
    """Whether a rebuild is due; never before anything was written."""
    state = SearchState.objects.filter(pk=1).first()
    return state is not None and state.analysis != text.ANALYSIS_VERSION


def rewrite(progress: Callable[[int, int], object] = lambda done, total: None) -> int:
    """Write every work of the embedded index anew from the projection; no page is read.

    In short transactions, as each is written a search finds it by the old words or the new. Broken
    off, it is still outdated and begins again. Returns the number of works.
    """
    visible = SearchDocument.objects.filter(visible=True)
    works = list(visible.order_by("work").values_list("work", flat=True).distinct())
    for start in range(0, len(works), BATCH):
        batch = works[start : start + BATCH]
        with transaction.atomic():
            SearchState.locked()
            documents: dict[int, list[SearchDocument]] = {work: [] for work in batch}
            for row in visible.filter(work__in=batch):
                documents[row.work].append(row)
            get_embedded().write(documents)
        progress(start + len(batch), len(works))
    settle()
    get_embedded().optimise()
    return len(works)


@transaction.atomic
def settle() -> None:
    """All is written by today's rules. What processes remember of answers is old."""
    state = SearchState.locked()
    state.analysis = text.ANALYSIS_VERSION
    state.vocabulary += 1
    state.save()
