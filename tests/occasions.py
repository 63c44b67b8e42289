"""Pictures of what tests.gathering prepared: results at the entrance, letters, pages of organisers
in the languages of the admin, and what the site says when it cannot answer."""

from collections.abc import Callable, Iterator
from typing import Any

from playwright.sync_api import Page, Route

from tests.acts import EDITOR, sign_in

SUBMIT = "form => HTMLFormElement.prototype.submit.call(form)"
ADMIN_LANGUAGES = ("en", "ru")
Shown = Iterator[tuple[str, str]]  # name and language of a page that the tab shows


def entrance(tab: Page, base: str, told: dict[str, Any], wants: Callable[[str], bool]) -> Shown:
    """Each result of showing a ticket. Whoever is welcome is so once."""
    sign_in(tab, base, EDITOR)
    for language in told["letters"]:
        for name, (event, entries) in told["entrance"].items():
            if wants(name):
                tab.goto(f"{base}{language}/events/{event}/check-in/")
                tab.fill("main [name=entry]", entries.pop() if len(entries) > 1 else entries[0])
                with tab.expect_navigation():
                    tab.locator("[data-entry-form]").first.evaluate(SUBMIT)
                if not name.endswith(tab.get_attribute("[data-result]", "data-state")):
                    raise SystemExit(f"{name}: {tab.inner_text('[data-result]')}")
                yield name, language


def letters(tab: Page, base: str, told: dict[str, Any], wants: Callable[[str], bool]) -> Shown:
    sign_in(tab, base, EDITOR)
    for language, found in told["letters"].items():
        yield from _each(tab, base, found, language, wants)


def office(tab: Page, base: str, told: dict[str, Any], wants: Callable[[str], bool]) -> Shown:
    for language in ADMIN_LANGUAGES:
        tab.context.clear_cookies()
        sign_in(tab, base, f"{EDITOR}-{language}")
        yield from _each(tab, base, told["office"], language, wants)


def answers(tab: Page, base: str, told: dict[str, Any], wants: Callable[[str], bool]) -> Shown:
    def fulfil(route: Route) -> None:
        language, name = route.request.url.split("/")[-3:-1]
        route.fulfill(content_type="text/html", body=told["answers"][language][name])

    tab.route("**/answers/**", fulfil)
    for language, found in told["answers"].items():
        paths = {name: f"/answers/{language}/{name}/" for name in found}
        yield from _each(tab, base, paths, language, wants)


def _each(
    tab: Page, base: str, paths: dict[str, str], language: str, wants: Callable[[str], bool]
) -> Shown:
    for name, path in paths.items():
        if wants(name):
            answer = tab.goto(base.rstrip("/") + path)
            if not answer.ok:
                raise SystemExit(f"{name}: {answer.status} from {answer.url}")
            tab.wait_for_load_state("networkidle")
            yield name, language
