"""python -m tests.screenshots [OUT_DIR]: every kind of page as a person sees it.

Starts the demonstration site itself, on a free port and with a database and uploads of its own.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import urlopen

from playwright.sync_api import Browser, Route

from tests.browser import CHROMIUM, chromium

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 120
VIEWS = {
    "wide": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
}
PAGES = {
    "home": "en/",
    "search": "en/search/",
    "search-words": "en/search/?q=digital+services&outcome=succeeded&outcome=mixed",
    "search-corrected": "en/search/?q=particpatory",
    "search-nothing": "en/search/?q=zeppelin&country=ee",
    "cases": "en/cases/",
    "reviews": "en/reviews/",
    "memoranda": "en/memoranda/",
    "events": "en/events/",
    "case-full": "en/cases/estonia-x-road/",
    "case-snapshot": "en/cases/armenia-asset-declarations/",
    "case-failed": "en/cases/australia-robodebt/",
    "review": "en/reviews/civil-service-development-trends/",
    "memorandum": "en/memoranda/canada-citizen-satisfaction-measurement/",
    "event-upcoming": "en/events/study-tour-digital-services-tallinn/",
    "event-past": "en/events/study-tour-community-centres-georgia/",
    "event-cancelled": "en/events/round-table-effective-service-delivery-baku/",
    "country": "en/countries/kz/",
    "country-empty": "en/countries/is/",
    "theme": "en/themes/digital-government/",
    "countries": "en/countries/",
    "themes": "en/themes/",
    "figures": "en/figures/",
    "gaps": "en/gaps/",
    "standard": "en/how-to-contribute/",
    "not-found": "en/cases/there-is-none/",
    "ru-home": "ru/",
    "ru-search": "ru/search/?q=услуги",
    "ru-cases": "ru/cases/",
    "kk-home": "kk/",
    "kk-search": "kk/search/?q=қызмет",
    "kk-cases": "kk/cases/",
    "ru-case": "ru/cases/estonia-x-road/",
    "ru-case-stale": "ru/cases/armenia-asset-declarations/",
    "kk-case": "kk/cases/estonia-x-road/",
    "kk-case-original": "kk/cases/korea-gov24/",
    "kk-review": "kk/reviews/one-stop-shops-and-service-integration/",
    "kk-event": "kk/events/forum-heads-of-civil-service-tashkent/",
    "kk-figures": "kk/figures/",
    "kk-gaps": "kk/gaps/",
}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def site(folder: Path) -> Iterator[str]:
    """The address of a demonstration site that lives as long as the block."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "hub.settings.dev",
        "DATABASE_URL": f"sqlite:///{folder}/hub.sqlite3",
        "MEDIA_ROOT": f"{folder}/media",
    }
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "demo", "--prepare-only"], cwd=ROOT, env=environment, check=True)
    environment["DEBUG"] = "False"  # the real page for an address that does not exist
    address = f"127.0.0.1:{free_port()}"
    command = [*manage, "runserver", address, "--noreload", "--skip-checks"]
    log = folder / "log"
    with log.open("w") as out:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
        try:
            _wait(server, f"http://{address}/healthz/ready", log)
            yield f"http://{address}/"
        finally:
            server.terminate()
            server.wait()


def _wait(server: subprocess.Popen, address: str, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit(f"The site did not start:\n{log.read_text()}")


def take(browser: Browser, base: str, media: Path, out: Path) -> int:
    """Full pictures of all pages, named after page and view. Returns how many."""

    def upload(route: Route) -> None:  # a server without DEBUG leaves uploads to others
        path = unquote(urlsplit(route.request.url).path).removeprefix("/media/")
        route.fulfill(path=media / path)

    for view, options in VIEWS.items():
        context = browser.new_context(locale="en-GB", reduced_motion="reduce", **options)
        context.route("**/media/**", upload)
        tab = context.new_page()
        for name, path in PAGES.items():
            tab.goto(base + path)
            tab.eval_on_selector_all("img", "all => all.forEach(one => { one.loading = 'eager' })")
            tab.wait_for_load_state("networkidle")
            tab.screenshot(path=out / f"{name}-{view}.png", full_page=True)
        context.close()
    return len(VIEWS) * len(PAGES)


def main() -> None:
    if CHROMIUM is None:
        raise SystemExit("Chromium is not here: apt-get install chromium")
    out = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "var" / "screenshots")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="hub-screenshots-") as name:
        folder = Path(name)
        with site(folder) as base, chromium() as browser:
            number = take(browser, base, folder / "media", out)
    print(f"{number} pictures in {out}")  # noqa: T201


if __name__ == "__main__":
    main()
