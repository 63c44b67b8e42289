"""python -m tests.screenshots [OUT_DIR [PAGE …]]: every kind of page as a person sees it.

Starts the demonstration site itself, on a free port and with a database and uploads of its own.
With names of pages (those of the tables below, of tests.acts and tests.gathering), only these.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, Route

from tests import occasions
from tests.acts import EDITOR, FOCAL_POINT, act, sign_in
from tests.browser import CHROMIUM, chromium

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
    "search-facets": "search/?outcome=succeeded&outcome=mixed&region=central-asia&region=caucasus"
    "&theme=digital-government&language={language}",
    "search-filters": "search/?q={word}",
    "not-found": "cases/there-is-none/",
    "not-read": "search/?q=%00",
    "ticket-unknown": "registrations/x/",
    "certificate-unknown": "certificates/x/",
    "sign-in": "account/login/",
    "sign-in-errors": "account/login/",
    "sign-up-errors": "account/signup/",
    "register": "events/",
    "register-errors": "events/",
}
SIGNED_IN = {
    "desk": "desk/kz/",
    "proposal-begun": "desk/kz/cases/new/",
    "proposal-event": "desk/kz/events/new/",
    "account": "account/",
    "addresses": "account/email/",
    "password": "account/password/change/",
    "second-step": "account/second-step/",
    "devices": "account/sessions/",
    "signing-out": "account/logout/",
}
AT_THE_ENTRANCE = ("check-in", "check-in-kept")  # for the editor alone
UNKNOWN = ("not-found", "not-read", "ticket-unknown", "certificate-unknown")
FIRST_WORK = ("case study", "trend review", "memorandum", "event")  # of its library
WORDS = {"en": "digital services", "ru": "услуги", "kk": "қызмет"}
HEIGHT = """Math.max(...[...document.querySelectorAll("html, main, .content-wrapper")]
  .map(one => one.scrollHeight))"""  # in the admin the page scrolls within its frame
OCCASIONS = {
    "wide": (occasions.entrance, occasions.office, occasions.answers),
    "dark": (occasions.entrance, occasions.answers),
    "phone": (occasions.entrance, occasions.office, occasions.answers, occasions.letters),
}
SUBMIT = "form => HTMLFormElement.prototype.submit.call(form)"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def site(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The address of a demonstration site that lives as long as the block, and what
    tests.gathering tells of it."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "hub.settings.dev",
        "DATABASE_URL": f"sqlite:///{folder}/hub.sqlite3",
        "MEDIA_ROOT": f"{folder}/media",
    }
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "demo", "--prepare-only"], cwd=ROOT, env=environment, check=True)
    gathering = [sys.executable, "-m", "tests.gathering"]
    told = subprocess.run(gathering, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    environment["DEBUG"] = "False"  # the real page for an address that does not exist
    address = f"127.0.0.1:{free_port()}"
    command = [*manage, "runserver", address, "--noreload", "--skip-checks"]
    log = folder / "log"
    with log.open("w") as out:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
        try:
            _wait(server, f"http://{address}/healthz/ready", log)
            yield f"http://{address}/", json.loads(told.stdout)
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


def take(
    browser: Browser, base: str, told: dict[str, Any], media: Path, out: Path, wanted: list[str]
) -> int:
    """Full pictures of pages, named after page, language and view. Returns how many."""
    own = SIGNED_IN | act(browser, base)
    entrance = {name: own.pop(name) for name in AT_THE_ENTRANCE}
    visitors = {"": PAGES | told["visitor"], FOCAL_POINT: own, EDITOR: entrance}
    taken = 0

    def wants(name: str) -> bool:
        return not wanted or name in wanted

    for view, options in VIEWS.items():
        for visitor, pages in visitors.items():
            with _tab(browser, media, options) as tab:
                if visitor:
                    sign_in(tab, base, visitor)
                for language, name in product(LANGUAGES, _some(pages, wanted)):
                    address = f"{base}{language}/{pages[name]}"
                    taken += _picture(tab, address, name, language, view, out)
        for occasion in OCCASIONS[view]:
            with _tab(browser, media, options) as tab:
                for name, language in occasion(tab, base, told, wants):
                    _whole(tab, out / f"{name}-{language}-{view}.png")
                    taken += 1
    for view, options in MORE_VIEWS.items():
        with _tab(browser, media, options) as tab:
            if view == "print":
                tab.emulate_media(media="print")
            for name in _some(MAIN, wanted):
                taken += _picture(tab, f"{base}en/{PAGES[name]}", name, "en", view, out)
    return taken


def _some(names: Iterable[str], wanted: list[str]) -> list[str]:
    return [name for name in names if name in wanted or not wanted]


@contextmanager
def _tab(browser: Browser, media: Path, options: dict[str, Any]) -> Iterator[Page]:
    def upload(route: Route) -> None:  # a server without DEBUG leaves uploads to others
        path = unquote(urlsplit(route.request.url).path).removeprefix("/media/")
        route.fulfill(path=media / path)

    context = browser.new_context(locale="en-GB", reduced_motion="reduce", **options)
    context.route("**/media/**", upload)
    yield context.new_page()
    context.close()


def _picture(tab: Page, address: str, name: str, language: str, view: str, out: Path) -> int:
    """None, 0, of a work or an open event when that language has no such page."""
    answer = tab.goto(address.format(word=WORDS[language], language=language))
    if not answer.ok and name not in UNKNOWN:
        raise SystemExit(f"{name}: {answer.status} from {answer.url}")
    path = urlsplit(tab.url).path
    if name in FIRST_WORK and not _follow(tab, f"main :is(h2, h3, th) a[href^='{path}']"):
        return 0
    if name.startswith("register") and not _open_registration(tab, language):
        return 0
    if name.endswith("-errors"):
        with tab.expect_navigation():
            tab.locator("main form").last.evaluate(SUBMIT)
    if name == "search-filters" and tab.locator(".filters-toggle").is_visible():
        tab.locator(".filters-toggle").click()
    if name == "check-in-kept":
        tab.wait_for_selector("[data-kept]:visible")
        tab.context.set_offline(True)
        tab.reload()
    tab.eval_on_selector_all("img", "all => all.forEach(one => { one.loading = 'eager' })")
    tab.wait_for_load_state("networkidle")
    _whole(tab, out / f"{name}-{language}-{view}.png")
    tab.context.set_offline(False)
    return 1


def _whole(tab: Page, file: Path) -> None:
    """In a window as high as the page, so that what sticks to its edge lies over nothing."""
    window = tab.viewport_size
    height = tab.evaluate(HEIGHT)
    tab.set_viewport_size({**window, "height": height})
    tab.screenshot(path=file, full_page=True)
    tab.set_viewport_size(window)


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
    target, *wanted = sys.argv[1:] or [ROOT / "var" / "screenshots"]
    out = Path(target)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="hub-screenshots-") as name:
        folder = Path(name)
        with site(folder) as (base, told), chromium() as browser:
            number = take(browser, base, told, folder / "media", out, wanted)
    print(f"{number} pictures in {out}")  # noqa: T201


if __name__ == "__main__":
    main()
