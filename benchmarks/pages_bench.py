"""Pages as a visitor gets them: how many a second, with how many queries, of how many bytes."""

import gzip
import re
from collections.abc import Mapping, Sequence
from functools import partial
from io import StringIO
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.lexicon import MARKERS, markers
from benchmarks.report import Report, Target
from benchmarks.terms import CHOSEN
from benchmarks.timing import Contender, Samples, interleave
from hub.page_cache import changes
from hub.vocabulary import Kind
from search import projector, services
from search.engine import get_embedded
from search.forms import read_query
from search.models import SearchDocument

LIMIT = 10.0  # ms
STATIC = re.compile(r"(?:href|src)=\"/static/([^\"]+\.(?:css|js|svg))[\"#]")
FONT = re.compile(r"url\([\"']?(?:\.\./)*(fonts/[^\"')]+)[\"']?\)")
FOLDER = "hub/"  # of the site's own static files
FACETS = "outcome=succeeded&outcome=mixed&stage=running&region=cis"
ADDRESSES = {
    "home": "/en/",
    "search": "/en/search/",
    "search, words": "/en/search/?q=public+services",
    "search, three facets": f"/en/search/?{FACETS}",
    "library": "/en/cases/",
    "country": "/en/countries/kz/",
    "theme": "/en/themes/one-stop-shops/",
}


def run(report: Report, rounds: int) -> None:
    """The demonstration content, page by page, and the search page against its service call."""
    call_command("load_demo", verbosity=0, stdout=StringIO())
    projector.run()
    client = Client()
    addresses = ADDRESSES | _works()
    pages = {name: _read(client, address) for name, address in addresses.items()}
    found = interleave(
        {name: Contender(partial(_visit, client, address)) for name, address in addresses.items()},
        rounds,
    )
    report.table(
        f"Pages of the demonstration content, {SearchDocument.objects.count()} works: ms of "
        f"{rounds} rounds, kB",
        ("page", "a second", "median", "p95", "queries", "HTML", "gzip"),
        [_row(client, name, addresses[name], pages[name], found[name]) for name in addresses],
    )
    _kept(report, client, addresses, found, rounds)
    _assets(report, pages)
    words = [f"q={word}" for word in ("services", "training", "reform", "citizens")]
    queries = {"no words": [""], "words": words, "three facets": [FACETS]}
    overhead(report, "demonstration", queries, rounds)


def _kept(
    report: Report,
    client: Client,
    addresses: Mapping[str, str],
    drawn: Mapping[str, Samples],
    rounds: int,
) -> None:
    """The same pages from the page cache."""
    settings.HUB_PAGE_SECONDS = 3600
    changes.watch(connection)
    try:
        found = interleave(
            {name: Contender(partial(_visit, client, url)) for name, url in addresses.items()},
            rounds,
        )
        rows = []
        for name, address in addresses.items():
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            ratio = drawn[name].p50 / found[name].p50
            rows.append(
                [name, round(1000 / found[name].p50), found[name].p50, len(captured), ratio]
            )
    finally:
        settings.HUB_PAGE_SECONDS = 0
        connection.execute_wrappers.clear()
    head = ("page", "a second", "median", "queries", "times as fast as drawn")
    report.table(f"The same pages, kept for anonymous readers: ms of {rounds} rounds", head, rows)


def _works() -> dict[str, str]:
    """Of each kind the page with the longest text: the slowest one."""
    found = {}
    for kind in Kind:
        rows = SearchDocument.objects.filter(kind=kind, visible=True)
        longest = max(rows, key=lambda row: len(row.body))
        found[str(kind.label).lower()] = longest.url
    return found


def _visit(client: Client, address: str, number: int) -> None:
    client.get(address)


def _read(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    return response.content


def _row(client: Client, name: str, address: str, content: bytes, times: Samples) -> list[object]:
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    rate = round(1000 / times.p50)
    spent = (times.p50, times.p95)
    return [name, rate, *spent, len(captured), *_sizes(content)]


def _sizes(content: bytes) -> tuple[float, float]:
    return len(content) / 1000, len(gzip.compress(content, 6)) / 1000


def _assets(report: Report, pages: Mapping[str, bytes]) -> None:
    """What a first visit loads beside the page; a browser takes only the alphabets it needs."""
    names = sorted({name for page in pages.values() for name in STATIC.findall(page.decode())})
    files = {name: _static(name) for name in names}
    kinds = {kind: [files[n] for n in names if n.endswith(kind)] for kind in ("css", "js", "svg")}
    fonts = {name for css in kinds["css"] for name in FONT.findall(css.decode())}
    loaded = [_static(FOLDER + name) for name in sorted(fonts)]
    english = [_static(FOLDER + name) for name in sorted(fonts) if name.endswith("-latin.woff2")]
    rows = [[kind.upper(), len(found), *_together(found)] for kind, found in kinds.items()]
    rows.append(["fonts, English page", len(english), *_together(english)])
    rows.append(["fonts, all alphabets", len(loaded), *_together(loaded)])
    report.table("Files that these pages load, kB", ("", "files", "raw", "gzip"), rows)


def _static(name: str) -> bytes:
    path = finders.find(name)
    assert path, f"{name} is not among the static files"
    return Path(path).read_bytes()


def _together(files: Sequence[bytes]) -> tuple[float, float]:
    sizes = [_sizes(content) for content in files]
    return sum(raw for raw, _small in sizes), sum(small for _raw, small in sizes)


def overhead(report: Report, where: str, queries: Mapping[str, Sequence[str]], rounds: int) -> None:
    """The search page less the service call that it makes: reading the query and rendering."""
    rows = []
    for name, strings in queries.items():
        found = interleave(_page_and_service(strings), rounds)
        page, service = found["page"], found["service"]
        added = page.beyond(service)
        rows.append([name, service.p50, service.p95, page.p50, page.p95, added])
        target = Target("search page − service call", where, name, added, LIMIT, "ms")
        report.targets.append(target)
    title = f"The search page and its service call, {where}: {rounds} rounds, ms"
    head = ("query", "service", "p95", "page", "p95", "difference")
    report.table(title, head, rows)


def _page_and_service(strings: Sequence[str]) -> dict[str, Contender]:
    """Both after the match of the words is remembered, so that it is on neither side."""
    client, size = Client(), len(strings)
    asked = [read_query(QueryDict(string), "en")[0] for string in strings]
    return {
        "match": Contender(lambda n: get_embedded().search(asked[n % size])),
        "service": Contender(lambda n: services.search(asked[n % size])),
        "page": Contender(lambda n: client.get(f"/en/search/?{strings[n % size]}")),
    }


def corpus_overhead(report: Report, documents: int, rounds: int) -> None:
    """The same over the generated corpus, whose facets have far more values."""
    words = {kind: [f"q={word}" for word in markers(kind)] for kind in MARKERS}
    queries = {"no words": [""], "three facets": [urlencode(CHOSEN, doseq=True)], **words}
    overhead(report, f"{documents:,} documents", queries, rounds)
