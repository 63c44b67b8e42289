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
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, Route

from tests.browser import CHROMIUM, chromium

FOCAL_POINT, PASSWORD = "focalpoint", "demonstration"  # of manage.py demo
ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 120
WIDE = {"viewport": {"width": 1280, "height": 800}}
VIEWS = {
    "wide": {**WIDE, "color_scheme": "light"},
    "dark": {**WIDE, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
}
MORE_VIEWS = {  # of the main pages, in English
    "contrast": {**WIDE, "contrast": "more"},
    "forced": {**WIDE, "forced_colors": "active"},
    "print": {"viewport": {"width": 720, "height": 1000}},
}
MAIN = ("home", "search", "case study", "trend review", "memorandum", "event", "figures")
LANGUAGES = ("en", "ru", "kk")
PAGES = {
    "home": "",
    "search": "search/",
    "search-words": "search/?q={word}&outcome=succeeded&outcome=mixed",
    "search-nothing": "search/?q=zeppelin&country=ee",
    "cases": "cases/",
    "reviews": "reviews/",
    "memoranda": "memoranda/",
    "events": "events/",
    "month": "events/?view=month",
    "case study": "cases/",
    "trend review": "reviews/",
    "memorandum": "memoranda/",
    "event": "events/",
    "country": "countries/kz/",
    "country-empty": "countries/is/",
    "theme": "themes/digital-government/",
    "countries": "countries/",
    "themes": "themes/",
    "figures": "figures/",
    "gaps": "gaps/",
    "compare": "compare/?id=CS-0001&id=CS-0003&id=CS-0007",
    "compare-none": "compare/",
    "case-untranslated": "cases/australia-robodebt/",
    "reading-list": "list/",
    "standard": "about/",
    "not-found": "cases/there-is-none/",
    "ticket-unknown": "registrations/x/",
    "sign-in": "account/login/",
    "sign-in-errors": "account/login/",
    "sign-up-errors": "account/signup/",
    "register": "events/",
    "register-errors": "events/",
}
SIGNED_IN = {
    "desk": "desk/kz/",
    "proposal": "desk/kz/cases/new/",
    "proposal-event": "desk/kz/events/new/",
    "account": "account/",
    "second-step": "account/second-step/",
}
FIRST_WORK = ("case study", "trend review", "memorandum", "event")  # of its library
WORDS = {"en": "digital services", "ru": "услуги", "kk": "қызмет"}
SUBMIT = "form => HTMLFormElement.prototype.submit.call(form)"


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
    """Full pictures of all pages, named after page, language and view. Returns how many."""
    taken = 0
    for view, options in VIEWS.items():
        tab = _tab(browser, media, options)
        for language in LANGUAGES:
            for name in PAGES:
                taken += _picture(tab, base, name, language, out / f"{name}-{language}-{view}.png")
        _sign_in(tab, base)
        for language in LANGUAGES:
            for name in SIGNED_IN:
                taken += _picture(tab, base, name, language, out / f"{name}-{language}-{view}.png")
        tab.context.close()
    for view, options in MORE_VIEWS.items():
        tab = _tab(browser, media, options)
        if view == "print":
            tab.emulate_media(media="print")
        for name in MAIN:
            taken += _picture(tab, base, name, "en", out / f"{name}-en-{view}.png")
        tab.context.close()
    return taken


def _tab(browser: Browser, media: Path, options: dict[str, Any]) -> Page:
    def upload(route: Route) -> None:  # a server without DEBUG leaves uploads to others
        path = unquote(urlsplit(route.request.url).path).removeprefix("/media/")
        route.fulfill(path=media / path)

    context = browser.new_context(locale="en-GB", reduced_motion="reduce", **options)
    context.route("**/media/**", upload)
    return context.new_page()


def _sign_in(tab: Page, base: str) -> None:
    tab.goto(f"{base}en/account/login/")
    tab.locator("main [name=login]").fill(FOCAL_POINT)
    tab.locator("main [name=password]").fill(PASSWORD)
    tab.locator("main form button[type=submit]").click()
    tab.wait_for_url("**/en/**")


def _picture(tab: Page, base: str, name: str, language: str, file: Path) -> int:
    """None, 0, of a work or an open event when that language has no such page."""
    path = (PAGES | SIGNED_IN)[name].format(word=WORDS[language])
    tab.goto(f"{base}{language}/{path}")
    if name in FIRST_WORK and not _follow(
        tab, f"main :is(h2, h3, th) a[href^='/{language}/{path}']"
    ):
        return 0
    if name.startswith("register") and not _open_registration(tab, language):
        return 0
    if name.endswith("-errors"):
        with tab.expect_navigation():
            tab.locator("main form").last.evaluate(SUBMIT)
    tab.eval_on_selector_all("img", "all => all.forEach(one => { one.loading = 'eager' })")
    tab.wait_for_load_state("networkidle")
    tab.screenshot(path=file, full_page=True)
    return 1


def _open_registration(tab: Page, language: str) -> bool:
    found = tab.locator(f"main :is(h2, h3) a[href^='/{language}/events/']").evaluate_all(
        "all => all.map(one => one.href)"
    )
    for address in found:
        tab.goto(address)
        if _follow(tab, "main a[href*='/register/']"):
            return True
    return False


def _follow(tab: Page, link: str) -> bool:
    if not tab.locator(link).count():
        return False
    tab.goto(urljoin(tab.url, tab.locator(link).first.get_attribute("href")))
    return True


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
