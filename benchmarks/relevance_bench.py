"""The golden queries of the tests, asked of the engines of this process and scored."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management import call_command

from benchmarks.remote import with_elasticsearch
from benchmarks.report import Report
from hub.languages import LANGUAGES
from search import indexes, projector
from search.engine import Engine, get_embedded, need_remote
from search.models import EngineIndex
from tests.search.relevance import KINDS, Outcome, Score, ask, golden, names

CASES = Path(__file__).parents[2] / "shared" / "data" / "ips-cases.csv"


def run(version: str, *, remote: bool, misses: bool) -> None:
    """`remote`: Elasticsearch too, if ELASTICSEARCH_URL names one."""
    report = Report()
    call_command("load_demo", verbosity=0, stdout=StringIO())
    projector.run()
    own: dict[str, Engine] = {version: get_embedded()}
    asked = remote and settings.ELASTICSEARCH["hosts"]
    with _elasticsearch() if asked else nullcontext(({}, projector.run)) as (others, ship):
        engines = own | others
        _ask(report, "demo", engines, misses=misses)
        if CASES.exists():
            with TemporaryDirectory() as folder:
                told = Path(folder) / "report.csv"
                call_command("import_cases", CASES, report=told, verbosity=0, stdout=StringIO())
            projector.run()
            ship()
            _ask(report, "imported", engines, misses=misses)


@contextmanager
def _elasticsearch() -> Iterator[tuple[dict[str, Engine], Callable[[], object]]]:
    """The engine by its name, and what brings its index up to date with the projection."""

    def ship() -> None:
        indexes.ship_all()
        for index in EngineIndex.objects.all():
            engine.refresh(index.name)

    with with_elasticsearch("relevance"):
        engine = need_remote()
        indexes.rebuild()
        try:
            yield {engine.name: engine}, ship
        finally:
            for index in EngineIndex.objects.all():
                engine.drop(index.name)


def _ask(report: Report, part: str, engines: dict[str, Engine], *, misses: bool) -> None:
    queries, called = golden(part), names()
    found = {name: ask(queries, engine, called) for name, engine in engines.items()}
    report.table(
        f"{part}: {len(queries)} queries over {len(called)} works; "
        "share with a right work among the first three / mean reciprocal rank",
        ("engine", "all", *LANGUAGES, *KINDS),
        [(name, *_cells(outcomes)) for name, outcomes in found.items()],
    )
    for name, outcomes in found.items() if misses else ():
        for outcome in outcomes:
            if not outcome.hit:
                query = outcome.golden
                place = outcome.place or "–"
                report.say(f"{name}: {query.language} {query.kind} “{query.text}” {place}")


def _cells(outcomes: list[Outcome]) -> list[str]:
    parts = [
        outcomes,
        *([o for o in outcomes if o.golden.language == code] for code in LANGUAGES),
        *([o for o in outcomes if o.golden.kind == kind] for kind in KINDS),
    ]
    return [_cell(Score.of(part)) if part else "–" for part in parts]


def _cell(score: Score) -> str:
    return f"{score.hits:.2f}/{score.reciprocal:.2f}"
