"""The frame of every page: menus, languages, dates and numbers."""

from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal
from django import template
from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.coreutils import cautious_slugify
from wagtail.models import Page

from hub.languages import DEFAULT_LANGUAGE, LANGUAGES
from hub.models import LibraryPage, Publication, StandardPage

register = template.Library()


def _language() -> str:
    return get_language() or DEFAULT_LANGUAGE


@register.simple_tag
def site_name() -> str:
    return settings.WAGTAIL_SITE_NAME


@register.simple_tag(takes_context=True)
def site_menu(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Libraries of the reader's language, then themes and countries."""
    path = context["request"].path if "request" in context else ""
    language = _language()
    pages = LibraryPage.objects.live().in_menu().filter(locale__language_code=language)
    items = [(page.title, page.url) for page in pages.order_by("path")]
    items += [
        (_("Themes"), f"/{language}/themes/"),
        (_("Countries"), f"/{language}/countries/"),
    ]
    return [
        {"title": title, "url": url, "active": bool(url) and path.startswith(url)}
        for title, url in items
    ]


@register.simple_tag
def footer_menu() -> list[dict[str, str]]:
    pages = StandardPage.objects.live().filter(locale__language_code=_language(), depth=3)
    return [{"title": page.title, "url": page.url} for page in pages.order_by("path")]


@register.simple_tag(takes_context=True)
def languages(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Every language, with the address of the same page in it: a page's translation where there is
    one, else the home page of that language; other views keep their address and query."""
    request: HttpRequest | None = context.get("request")
    page: Page | None = context.get("page")
    if request is None:
        return []
    found = {}
    if page is not None and page.pk:
        rows = page.get_translations().live().select_related("locale")
        found = {row.locale.language_code: row.url for row in rows}
    return [
        {
            "code": code,
            "endonym": language.endonym,
            "active": code == _language(),
            "url": _address(request, page, code, found),
        }
        for code, language in LANGUAGES.items()
    ]


def _address(request: HttpRequest, page: Page | None, code: str, found: dict[str, str]) -> str:
    if code == _language():
        return request.get_full_path()
    if page is not None:
        return found.get(code) or f"/{code}/"
    translated = translate_url(request.get_full_path(), code)
    return translated if translated.startswith(f"/{code}/") else f"/{code}/"


@register.simple_tag
def permanent_url(page: Publication) -> str:
    """The full permanent address of a work; empty before it has a code."""
    return f"{settings.HUB_BASE_URL.rstrip('/')}/id/{page.code}" if page.code else ""


@register.simple_tag
def translations(page: Page) -> list[dict[str, str]]:
    """Other languages in which the page is published."""
    rows = page.get_translations().live().public().select_related("locale") if page.pk else []
    return [
        {
            "code": row.locale.language_code,
            "endonym": LANGUAGES[row.locale.language_code].endonym,
            "url": row.url,
        }
        for row in rows
    ]


@register.simple_tag
def with_related(rows: Any, *names: str) -> list[Any]:
    """Children of a page with what they point to, in one query a name instead of one a row."""
    found = list(rows)
    prefetch_related_objects(found, *names)
    return found


@register.simple_tag
def crumb(page: Page) -> dict[str, str]:
    """The library to which a work belongs."""
    parent = page.get_parent() if page.pk else None
    return {"title": parent.title, "url": parent.url} if parent else {}


@register.filter
def hub_month(value: date | None) -> str:
    """Month and year on their own, such as "Nov 2026"."""
    return format_date(value, "LLL y", locale=_language()) if value else ""


@register.filter
def hub_date(value: date | datetime | str | None) -> str:
    """A day in the reader's language, such as "22 November 2026"."""
    if not value:
        return ""
    day = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    language = _language()
    pattern = {"en": "d MMMM y", "ru": "d MMMM y 'г.'", "kk": "y 'ж'. d MMMM"}[language]
    return format_date(day, pattern, locale=language)


@register.filter
def hub_date_range(start: date | datetime | str, end: date | datetime | str | None) -> str:
    """Two days in as few words as are clear, such as "22–24 November 2026"."""
    first = date.fromisoformat(start[:10]) if isinstance(start, str) else start
    last = date.fromisoformat(end[:10]) if isinstance(end, str) else (end or first)
    if (first.year, first.month, first.day) == (last.year, last.month, last.day):
        return hub_date(first)
    if (first.year, first.month) != (last.year, last.month):
        return f"{hub_date(first)} – {hub_date(last)}"
    language = _language()
    days = f"{first.day}–{last.day}"
    if language == "kk":
        return f"{first.year} ж. {days} {format_date(first, 'MMMM', locale=language)}"
    pattern = "MMMM y 'г.'" if language == "ru" else "MMMM y"
    return f"{days} {_genitive(first, pattern, language)}"


def _genitive(day: date, pattern: str, language: str) -> str:
    """Month and year in the form that follows a number of a day."""
    return format_date(day, f"d {pattern}", locale=language).split(" ", 1)[1]


@register.filter
def hub_number(value: float | int | str | None) -> str:
    return "" if value in (None, "") else format_decimal(value, locale=_language())


@register.filter
def slugify_heading(value: str) -> str:
    """The anchor of a heading, in any script."""
    return cautious_slugify(str(value))[:60] or "section"
