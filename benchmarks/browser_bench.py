"""First visits in Chromium against gunicorn: requests, bytes on the wire, first paint, shift.

The line is throttled to 1.6 Mbit/s and 150 ms, the processor to a quarter; nothing is in the
browser's cache. The page cache of the site is warm, as it is for most visitors.
"""

import os
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import sleep
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, Page

from benchmarks.report import Report, Target
from tests.browser import chromium

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("en", "ru", "kk")
PAGES = {
    "home": "",
    "search": "search/",
    "cases": "cases/",
    "case study": "cases/",
    "trend review": "reviews/",
    "memorandum": "memoranda/",
    "event": "events/",
    "map of countries": "countries/",
    "figures": "figures/",
}
WORKS = ("case study", "trend review", "memorandum", "event")  # the first one of its library
LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
SLOWER = 4
BUDGET = {"Stylesheet": 40.0, "Script": 30.0}  # kB
PAGE_BUDGET = 150.0  # kB, of a search page with all that it loads
SHIFT = 0.1
WATCH = """
window.shift = 0;
new PerformanceObserver(list => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shift += one.value;
}).observe({ type: "layout-shift", buffered: true });
"""
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def run(report: Report, rounds: int) -> None:
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as name, _site(Path(name)) as base:
        with chromium() as browser:
            paths = _paths(browser, base)
            rows = [
                [
                    f"{kind}, {language}",
                    *_measure(report, browser, base, kind, language, path, rounds),
                ]
                for (kind, language), path in paths.items()
            ]
        head = ("page", "requests", "HTML", "CSS", "JS", "fonts", "images", "all", "paint", "shift")
        report.table(
            f"First visit, median of {rounds}: kB on the wire, first paint in s", head, rows
        )
        _unchanged(report, base)


def _paths(browser: Browser, base: str) -> dict[tuple[str, str], str]:
    """Of works, the first of the library in that language, if it has one."""
    found = {}
    page = browser.new_page()
    for language in LANGUAGES:
        for kind, path in PAGES.items():
            address = f"/{language}/{path}"
            if kind in WORKS:
                page.goto(base + address)
                links = page.locator(f"main :is(h2, h3, th) a[href^='{address}']")
                if not links.count():
                    continue
                address = links.first.get_attribute("href")
            found[kind, language] = address
    page.close()
    return found


def _measure(
    report: Report, browser: Browser, base: str, kind: str, language: str, path: str, rounds: int
) -> list[object]:
    urlopen(base + path).close()
    visits = [_visit(browser, base + path) for _round in range(rounds)]
    sizes, requests, hosts = visits[0][2:]
    assert hosts == {base.split("//")[1]}, f"{path} asks {hosts}"
    paint, shift = (median(visit[n] for visit in visits) for n in (0, 1))
    whole = sum(sizes.values())
    case = f"{kind}, {language}"
    for sort, limit in BUDGET.items():
        report.targets.append(
            Target(f"page: {sort}", "demonstration", case, sizes[sort], limit, "kB")
        )
    limit = PAGE_BUDGET if kind == "search" else None
    report.targets.append(Target(f"{kind}: all", "demonstration", case, whole, limit, "kB"))
    report.targets.append(Target("page: shift", "demonstration", case, shift, SHIFT, ""))
    kinds = ("Document", "Stylesheet", "Script", "Font", "Image")
    return [requests, *(sizes[sort] for sort in kinds), whole, paint / 1000, shift]


def _visit(browser: Browser, url: str) -> tuple[float, float, Counter, int, set[str]]:
    """First paint in ms, layout shift, kB by type, number of requests, hosts."""
    context = browser.new_context(viewport={"width": 412, "height": 823}, reduced_motion="reduce")
    page = context.new_page()
    page.add_init_script(WATCH)
    wire = context.new_cdp_session(page)
    types: dict[str, str] = {}
    sizes: Counter = Counter()
    hosts: set[str] = set()

    def asked(event: dict) -> None:
        if event["request"]["url"].startswith("http"):
            types[event["requestId"]] = event["type"]
            hosts.add(event["request"]["url"].split("/")[2])

    def ended(event: dict) -> None:
        sizes[types.get(event["requestId"], "data")] += event["encodedDataLength"] / 1000

    wire.on("Network.requestWillBeSent", asked)
    wire.on("Network.loadingFinished", ended)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", LINE)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(url, wait_until="networkidle")
    paint = _painted(page)
    shift = page.evaluate("window.shift")
    context.close()
    return paint, shift, sizes, len(types), hosts


def _painted(page: Page) -> float:
    """The entry comes with the next frame, which a busy machine may draw late."""
    for _try in range(100):
        if paint := page.evaluate(PAINT):
            return paint
        page.wait_for_timeout(100)
    raise TimeoutError(f"{page.url} was not painted")


def _unchanged(report: Report, base: str) -> None:
    """What a second visit is told when nothing changed."""
    rows = []
    for name, path in {"search page": "/en/search/", "case library": "/kk/cases/"}.items():
        with urlopen(base + path) as first:
            mark = first.headers["ETag"]
        try:
            urlopen(Request(base + path, headers={"If-None-Match": mark})).close()
            rows.append([name, 200])
        except HTTPError as answer:
            rows.append([name, answer.code])
    report.table("A second visit with If-None-Match", ("", "answer"), rows)


@contextmanager
def _site(folder: Path) -> Iterator[str]:
    """Gunicorn with the demonstration in a database and folders of its own."""
    environment = {
        **os.environ,
        "ELASTICSEARCH_URL": "",  # its index would have to be filled first
        "DATABASE_URL": f"sqlite:///{folder}/hub.sqlite3",
        "MEDIA_ROOT": f"{folder}/media",
        "BENCH_STATIC_ROOT": f"{folder}/static",
    }
    setup = {**environment, "DJANGO_SETTINGS_MODULE": "hub.settings.dev"}
    environment["DJANGO_SETTINGS_MODULE"] = "benchmarks.browser_site"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def manage(words: str, env: dict[str, str]) -> None:
        command = [sys.executable, "manage.py", *words.split()]
        subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)

    manage("demo --prepare-only", setup)
    manage("collectstatic --noinput", environment)
    command = [sys.executable, "-m", "gunicorn", "hub.wsgi:application", "--log-level=error"]
    command += ["--threads=4", f"--bind=127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as server:
        try:
            base = f"http://127.0.0.1:{port}"
            _wait(f"{base}/healthz/ready")
            yield base
        finally:
            server.terminate()


def _wait(address: str) -> None:
    for _try in range(300):
        try:
            urlopen(address, timeout=5).close()
        except OSError:
            sleep(0.2)
        else:
            return
    raise TimeoutError("gunicorn does not listen")
