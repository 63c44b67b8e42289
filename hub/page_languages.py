"""In which languages a page is there, in what state, and where: for its head, its choice of
languages and its notes. `context` is that of its template."""

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.urls import is_valid_path
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from hub.languages import DEFAULT_LANGUAGE, LANGUAGES, active_language, in_language
from hub.models import HomePage, Publication, StandardPage, State, TranslationState

# Of an address, where it says to which language one goes on after it.
_NEXT = re.compile(rf"(?<=[?&]next=)(/|%2F)(?:{'|'.join(LANGUAGES)})(?=/|%2F)", re.IGNORECASE)
ASKED_NOTHING = (HomePage, Publication, StandardPage)  # a query in their address changes nothing
NOTES = {
    State.DRAFT: gettext_lazy("Translation, not checked yet."),
    State.REVIEWED: gettext_lazy("Translation, checked."),
    State.STALE: gettext_lazy("Translation; the original has changed since."),
}
ALONE = gettext_lazy("Translation; the original is not public any more.")
NOT_TRANSLATED = gettext_lazy("Not translated yet: this is the original.")
NOT_THIS_ONE = gettext_lazy("Not translated yet: this is a translation into another language.")


def languages(context: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every language, with the address of the `same` page and search in it; of a work that is not
    translated, that under which it is shown as it is; else that of the home page. A page that is
    answered under another address than its own gives this as `own_address`. Asked once for a
    page, which shows them in its head and its header."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return []
    if not hasattr(request, "languages"):
        address = context.get("own_address") or request.get_full_path()
        request.languages = _languages(address, request, context.get("page"))
    return request.languages


def alternates(context: Mapping[str, Any]) -> list[dict[str, str]]:
    """The page in each language that has it, itself too, for search engines: full addresses, with
    the query where it tells what is shown."""
    rows = [row for row in languages(context) if row["same"]]
    plain = isinstance(context.get("page"), ASKED_NOTHING)
    found = [{"code": r["code"], "url": _full(r["plain"] if plain else r["url"])} for r in rows]
    default = [row["url"] for row in found if row["code"] == DEFAULT_LANGUAGE]
    return [*found, *({"code": "x-default", "url": url} for url in default)]


def canonical(context: Mapping[str, Any]) -> str:
    """The one full address of the page, in the language of its words and without what a link added;
    nothing where the query tells what is shown."""
    page = context.get("page")
    if not isinstance(page, ASKED_NOTHING):
        return ""
    return next((_full(row["plain"]) for row in languages(context) if row["pk"] == page.pk), "")


def language_note(context: Mapping[str, Any]) -> dict[str, Any]:
    """What to know of the language of a work, and where the original is."""
    rows = {row["code"]: row for row in languages(context)}
    elsewhere = context.get("text_language")
    shown = rows.get(elsewhere or active_language(), {})
    state = shown.get("state")
    original = (rows.get(shown.get("original")) if state else shown) or {}
    note: Any = ""
    if elsewhere:
        note = NOT_THIS_ONE if state else NOT_TRANSLATED
    elif state:
        note = NOTES[state] if original.get("same") else ALONE
    if not note or not original.get("same"):
        return {"text": note}
    return {"text": note, "url": original["url"], "code": original["code"]}


def translations(context: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Other languages in which the page is published, beside that which is shown."""
    shown = {active_language(), context.get("text_language")}
    return [row for row in languages(context) if row["same"] and row["code"] not in shown]


def _full(address: str) -> str:
    return settings.HUB_BASE_URL.rstrip("/") + address


def _languages(here: str, request: HttpRequest, page: Page | None) -> list[dict[str, Any]]:
    rows = _published(page) if page is not None and page.pk else {}
    found = {code: row.url for code, row in rows.items() if row.url}
    return [
        {
            "code": code,
            "endonym": language.endonym,
            "active": code == active_language(),
            "url": _address(here, request, page, code, found),
            "plain": found.get(code, ""),
            "pk": getattr(rows.get(code), "pk", None),
            "same": page is None or code in found,
            "state": getattr(rows.get(code), "state", None),
            "original": getattr(rows.get(code), "original", None),
        }
        for code, language in LANGUAGES.items()
    ]


def _published(page: Page) -> dict[str, Page]:
    """Language -> the page in it; of a work with the state of the translation and the language of
    what it was translated from."""
    rows = page.get_translations(inclusive=True).live().select_related("locale")
    if isinstance(page, Publication):
        state = TranslationState.objects.filter(page=OuterRef("pk"))
        original = state.values("original__locale__language_code")
        rows = rows.public().annotate(
            state=Subquery(state.values("state")), original=Subquery(original)
        )
    return {row.locale.language_code: row for row in rows}


def _address(
    here: str, request: HttpRequest, page: Page | None, code: str, found: dict[str, str]
) -> str:
    if code == active_language():
        return here
    if page is not None:
        other = in_language(page.url or "", code) if isinstance(page, Publication) else ""
        address = found.get(code) or other or f"/{code}/"
        query = request.META.get("QUERY_STRING", "") if address != f"/{code}/" else ""
        return f"{address}{'?' * bool(query)}{query}"
    if request.resolver_match is None and not is_valid_path(request.path_info):
        return f"/{code}/"
    translated = _NEXT.sub(rf"\g<1>{code}", in_language(here, code))
    return translated if translated.startswith(f"/{code}/") else f"/{code}/"
