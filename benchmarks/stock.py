"""Stock Wagtail search over the same texts: real pages, and one `facet()` call for each facet.

It has no multi-select, and counts only columns of the page's own tables: seven of them stand for
the seven facets. Their FilterFields are declared while this runs; the site itself uses Wagtail's
search in the admin only.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from unittest.mock import patch

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail.search import index
from wagtail.search.backends import get_search_backend

from benchmarks.lexicon import MARKERS, markers
from benchmarks.report import Report, Target
from benchmarks.search_bench import embedded, forget_matches
from benchmarks.terms import CHOSEN
from benchmarks.timing import Contender, interleave
from casestudies.models import CaseStudy
from hub.models import LibraryPage
from hub.vocabulary import Kind
from search import services
from search.document import facet_values
from search.models import SearchDocument
from search.query import PAGE_SIZE, SearchQuery

MOST = 10_000  # documents: beyond, a single answer takes minutes
FACETS = ("outcome", "stage", "started", "case_depth", "verification", "source", "locale_id")
YEARS = ("2019", "2020", "2021")
CASES = {"outcome": CHOSEN["outcome"], "stage": CHOSEN["stage"]}
OURS = {**CASES, "year": YEARS}
THEIRS = {**{f"{key}__in": values for key, values in CASES.items()}, "started__in": YEARS}
LIMIT = 1 / 20
ROUNDS = 3  # at most: an answer may take seconds
CHUNK = 500
Filters = Mapping[str, tuple[str, ...]]


def run(report: Report, documents: int, rounds: int) -> None:
    make_pages()
    with _declared():
        _index()
        rows = [
            _row(report, documents, kind, chosen, min(rounds, ROUNDS))
            for kind in MARKERS
            for chosen in (False, True)
        ]
    report.table(
        f"Stock Wagtail search, {documents:,} case studies, one facet() for each of 7 columns: "
        "median in ms, answers not remembered",
        ("words", "facets", "stock", "engine", "ratio", "service", "ratio"),
        rows,
    )


def _row(report: Report, documents: int, kind: str, chosen: bool, rounds: int) -> list[object]:
    words = markers(kind)
    ours: Filters = OURS if chosen else {}
    theirs: Filters = THEIRS if chosen else {}
    queries = [SearchQuery(text=word, filters=ours) for word in words]
    engine = embedded()
    found = interleave(
        {
            "stock": Contender(lambda n: answer(words[n], theirs)),
            "engine": Contender(lambda n: engine.search(queries[n]), forget_matches),
            "service": Contender(lambda n: services.search(queries[n]), forget_matches),
        },
        rounds,
    )
    stock, own, service = (found[name] for name in ("stock", "engine", "service"))
    ratio, whole = own.over(stock), service.over(stock)
    case = f"{kind}, {'3' if chosen else 'no'} facets"
    where = f"{documents:,} documents"
    report.targets += [
        Target("engine / stock Wagtail search", where, case, ratio, LIMIT),
        Target("service call / stock Wagtail search", where, case, whole, None),
    ]
    times = (stock.p50, own.p50, ratio, service.p50, whole)
    return [kind, 3 if chosen else "–", *times]


def answer(word: str, filters: Filters) -> tuple[list[CaseStudy], int, dict[str, object]]:
    """What a results page needs: the first hits, their number, and the counts of each facet."""
    results = CaseStudy.objects.live().filter(**filters).search(word)
    hits = list(results[:PAGE_SIZE])
    return hits, results.count(), {field: results.facet(field) for field in FACETS}


@contextmanager
def _declared() -> Iterator[None]:
    fields = [
        *CaseStudy.search_fields,
        *(index.SearchField(name) for name in ("summary", "challenge")),
        *(index.FilterField(name) for name in FACETS if name != "locale_id"),
    ]
    with patch.object(CaseStudy, "search_fields", fields):
        yield


def _index() -> None:
    """Wagtail's own index of the pages, as update_index makes it."""
    backend = get_search_backend().get_index_for_model(CaseStudy)
    pages = CaseStudy.objects.order_by("pk").iterator(chunk_size=CHUNK)
    while chunk := list(islice(pages, CHUNK)):
        backend.add_items(CaseStudy, chunk)
    if connection.vendor == "sqlite":
        backend._refresh_title_norms(full=True)


def make_pages() -> None:
    """A live case study for each document, written in bulk: no signal, no history, no revision."""
    library = LibraryPage.objects.get(kind=Kind.CASE_STUDY, locale__language_code="en")
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    documents = SearchDocument.objects.filter(visible=True, code__startswith="BM-")
    rows = documents.order_by("pk").iterator(chunk_size=CHUNK)
    step = library.numchild
    while chunk := list(islice(rows, CHUNK)):
        pages = [_page(row, library, step + n, locales) for n, row in enumerate(chunk, 1)]
        step += len(chunk)
        Page.objects.bulk_create(pages)
        cases = [_case(page, row) for page, row in zip(pages, chunk, strict=True)]
        CaseStudy._base_manager._insert(cases, fields=CaseStudy._meta.local_concrete_fields)
    Page.objects.filter(pk=library.pk).update(numchild=step)


def _page(row: SearchDocument, parent: Page, step: int, locales: dict[str, Locale]) -> Page:
    slug, now = f"bench-{row.pk}", timezone.now()
    return Page(
        title=row.title,
        draft_title=row.title,
        slug=slug,
        path=Page._get_path(parent.path, parent.depth + 1, step),
        depth=parent.depth + 1,
        url_path=f"{parent.url_path}{slug}/",
        content_type=ContentType.objects.get_for_model(CaseStudy),
        locale=locales[row.language],
        translation_key=row.translation_key,
        live=True,
        first_published_at=now,
        last_published_at=now,
    )


def _case(page: Page, row: SearchDocument) -> CaseStudy:
    facets = facet_values(row.facets)
    return CaseStudy(
        page_ptr_id=page.pk,
        code=row.code,
        summary=row.summary,
        challenge=row.body,
        outcome=facets.get("outcome", [""])[0],
        stage=facets.get("stage", [""])[0],
        started=int(facets["year"][0]),
        original_language=row.language,
    )
