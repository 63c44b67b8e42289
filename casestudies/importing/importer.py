"""The import of a file of cases: row by row, what is bad is named and the rest goes in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from wagtail.models import Page

from casestudies.importing import storing
from casestudies.importing.errors import ImportFailed, RowRefused, RowSkipped
from casestudies.importing.mapping import Mapping, recognise
from casestudies.importing.matching import as_name
from casestudies.importing.report import Line, Report, Result
from casestudies.importing.rows import Row, read_table
from casestudies.importing.values import Vocabulary, identity, read_case
from casestudies.models import CaseStudy
from hub.languages import DEFAULT_LANGUAGE, LANGUAGES
from hub.models import LibraryPage
from hub.vocabulary import Kind

CHUNK = 50  # rows in a transaction: a crash keeps what came before


@dataclass(slots=True)
class _Run:
    mapping: Mapping
    language: str
    vocabulary: Vocabulary
    shelf: storing.Shelf
    ids: dict[str, int] = field(default_factory=dict)  # identity to the row that had it first
    texts: dict[str, int] = field(default_factory=dict)  # likewise for descriptions


def import_cases(
    *,
    path: Path,
    mapping: Mapping | None = None,
    language: str = DEFAULT_LANGUAGE,
    dry_run: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Bring the cases in `path` into the library of `language`. A second time, nothing changes.

    Without a mapping, the file is recognised by its header. `progress` gets rows done and rows in
    all. Raises ImportFailed before anything is written.
    """
    table = read_table(path)
    mapping = mapping or recognise(table.columns)
    mapping.check_columns(table.columns)
    run = _start(mapping, language, dry_run)
    report = Report(str(path), mapping.name, language, dry_run)
    for rows in _chunks(table.rows):
        report.lines += _import_chunk(rows, run)
        if progress:
            progress(len(report.lines), len(table.rows))
    return report


def _start(mapping: Mapping, language: str, dry_run: bool) -> _Run:
    if language not in LANGUAGES:
        raise ImportFailed(f"“{language}” is none of {', '.join(LANGUAGES)}.")
    libraries = LibraryPage.objects.filter(kind=Kind.CASE_STUDY, alias_of__isnull=True)
    library = libraries.filter(locale__language_code=language).order_by("path").first()
    if library is None:
        raise ImportFailed(f"There is no library of case studies in “{language}”: run setup_hub.")
    vocabulary = Vocabulary()
    vocabulary.themes.check(mapping.theme_slugs())
    slugs = set(library.get_children().values_list("slug", flat=True))
    shelf = storing.Shelf(library, vocabulary.organisations, slugs, dry_run)
    return _Run(mapping, language, vocabulary, shelf)


def _chunks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


@transaction.atomic
def _import_chunk(rows: list[Row], run: _Run) -> list[Line]:
    # Two imports at once would give the same place in the tree to two pages.
    Page.objects.select_for_update().get(pk=run.shelf.library.pk)
    run.shelf.library.refresh_from_db()
    stored = _stored(rows, run)
    return [_import_row(row, stored, run) for row in rows]


def _stored(rows: list[Row], run: _Run) -> dict[str, CaseStudy]:
    """Pages of the rows, by identity. Of copies that an editor made, the first page counts. What an
    editor saves meanwhile waits until the chunk is in."""
    of_rows = CaseStudy.objects.filter(
        source_id__in=[identity(row, run.mapping) for row in rows],
        locale=run.shelf.library.locale,
        alias_of__isnull=True,
    )
    ids = list(of_rows.values_list("pk", flat=True))
    list(Page.objects.select_for_update(no_key=True).filter(pk__in=ids).values_list("pk"))
    pages = (
        of_rows.select_related("lead_organisation", "latest_revision", "locale")
        .prefetch_related("countries", "themes")
        .order_by("-pk")
    )
    return {page.source_id: page for page in pages}


def _import_row(row: Row, stored: dict[str, CaseStudy], run: _Run) -> Line:
    """What became of `row`. A refusal leaves nothing of the row behind."""
    source_id, name = identity(row, run.mapping), row.get(run.mapping.columns["title"])
    try:
        with transaction.atomic():
            result, remarks = _store(row, source_id, stored.get(source_id), run)
    except RowSkipped as reason:
        result, remarks = Result.SKIPPED, [str(reason)]
    except RowRefused as reason:
        result, remarks = Result.REFUSED, [str(reason)]
    except ValidationError as error:
        result, remarks = Result.REFUSED, _reasons(error)
    except (IntegrityError, DataError) as error:
        result, remarks = Result.REFUSED, [f"the database refused it: {error}"]
    if result is Result.REFUSED:
        run.shelf.library.refresh_from_db()
    return Line(row.number, " ".join(name.split()), source_id, result, tuple(remarks))


def _store(row: Row, source_id: str, page: CaseStudy | None, run: _Run) -> tuple[Result, list[str]]:
    if row.problem:
        raise RowRefused(row.problem)
    first = run.ids.setdefault(source_id, row.number)
    if first != row.number:
        raise RowRefused(f"the same case as row {first}")
    case, remarks = read_case(row, run.mapping, run.vocabulary, run.language)
    case.source_id = source_id
    if page is None:
        result, more = Result.CREATED, storing.make(case, run.shelf)
    else:
        result, more = storing.bring_up_to_date(page, case, run.shelf, run.mapping.filled())
    if case.lead_organisation is not None:
        run.vocabulary.organisations.keep(case.lead_organisation)
    if case.lead_organisation is None:
        remarks = [*remarks, "no lead organisation is named"]
    return result, [*remarks, *more, *_same_text(case, row, run)]


def _same_text(case: CaseStudy, row: Row, run: _Run) -> list[str]:
    first = run.texts.setdefault(as_name(case.solution or case.summary), row.number)
    return [] if first == row.number else [f"the same description as row {first}"]


def _reasons(error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    return [f"{name}: {' '.join(told)}" for name, told in error.message_dict.items()]
