"""The frame of every page: menus, languages, dates and numbers."""

from datetime import UTC, date, datetime
from functools import lru_cache
from mimetypes import guess_type
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal
from django import template
from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import OuterRef, Subquery, prefetch_related_objects
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse, translate_url
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.coreutils import cautious_slugify
from wagtail.models import Page

from hub import menus
from hub.access import countries_of
from hub.accounts.devices import device
from hub.accounts.middleware import has_admin_role, has_session
from hub.languages import DEFAULT_LANGUAGE, LANGUAGES, in_language
from hub.models import Collection, Publication, State, TranslationState

register = template.Library()
register.filter("device", device)


def _language() -> str:
    return get_language() or DEFAULT_LANGUAGE


@register.simple_tag
def site_name() -> str:
    """The name of the site in the reader's language; one that the catalogues know is translated."""
    return settings.HUB_NAMES.get(_language()) or _(settings.WAGTAIL_SITE_NAME)


@register.simple_tag
def site_mark() -> dict[str, str]:
    """The picture beside the name and in the browser's tab: its address and its kind."""
    path = settings.HUB_MARK.removeprefix("media:")
    url = static(path) if path == settings.HUB_MARK else default_storage.url(path)
    return {"url": url, "type": guess_type(path)[0] or ""}


@register.simple_tag
def theme_colours() -> dict[str, str]:
    """Of the browser's own frame, by scheme."""
    return settings.HUB_THEME_COLOURS


@register.simple_tag(takes_context=True)
def site_menu(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Libraries of the reader's language, then themes and countries."""
    path = context["request"].path if "request" in context else ""
    language = _language()
    items = [
        *menus.of_page(context.get("request"), language).head,
        {"title": _("Themes"), "url": f"/{language}/themes/"},
        {"title": _("Countries"), "url": f"/{language}/countries/"},
    ]
    return [{**item, "active": path.startswith(item["url"])} for item in items]


@register.simple_tag(takes_context=True)
def footer_menu(context: dict[str, Any]) -> list[dict[str, str]]:
    """The standard pages of the reader's language."""
    return menus.of_page(context.get("request"), _language()).foot


@register.simple_tag(takes_context=True)
def person(context: dict[str, Any]) -> dict[str, Any]:
    """Who has signed in and what they can open; nothing for others. A page that was asked for
    without a session cookie never looks at the session, so that it does not vary with cookies."""
    request: HttpRequest | None = context.get("request")
    if request is None or not has_session(request) or not hasattr(request, "user"):
        return {}
    if not request.user.is_authenticated:
        return {}
    links = [(_("Your account"), reverse("account"))]
    if countries_of(request.user).exists():
        links.insert(0, (_("Country desk"), reverse("desks")))
    if has_admin_role(request.user):
        links.append((_("To the editor"), reverse("wagtailadmin_home")))
    links.append((_("Sign out"), reverse("account_logout")))
    return {
        "name": request.user.get_full_name() or request.user.get_username(),
        "links": [{"title": title, "url": url} for title, url in links],
    }


@register.simple_tag(takes_context=True)
def languages(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Every language, with the address of the `same` page and search in it; of a work that is not
    translated, that under which it is shown as it is; else that of the home page. Asked once for a
    page, which shows them in its head and its header."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return []
    if not hasattr(request, "languages"):
        request.languages = _languages(request, context.get("page"))
    return request.languages


@register.simple_tag(takes_context=True)
def alternates(context: dict[str, Any]) -> list[dict[str, str]]:
    """The page in each language that has it, itself too, for search engines: full addresses."""
    rows = [row for row in languages(context) if row["same"]]
    base = settings.HUB_BASE_URL.rstrip("/")
    found = [{"code": row["code"], "url": base + row["url"]} for row in rows]
    default = [row["url"] for row in found if row["code"] == DEFAULT_LANGUAGE]
    return [*found, *({"code": "x-default", "url": url} for url in default)]


def _languages(request: HttpRequest, page: Page | None) -> list[dict[str, Any]]:
    rows = _published(page) if page is not None and page.pk else {}
    found = {code: row.url for code, row in rows.items()}
    return [
        {
            "code": code,
            "endonym": language.endonym,
            "active": code == _language(),
            "url": _address(request, page, code, found),
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


NOTES = {
    State.DRAFT: gettext_lazy("Translation, not checked yet."),
    State.REVIEWED: gettext_lazy("Translation, checked."),
    State.STALE: gettext_lazy("Translation; the original has changed since."),
}


@register.simple_tag(takes_context=True)
def language_note(context: dict[str, Any]) -> dict[str, str]:
    """What to know of the language of a work, and where the original is."""
    rows = {row["code"]: row for row in languages(context)}
    if code := context.get("text_language"):
        note, original = _("Not translated yet: this is the original."), rows.get(code)
    else:
        own = rows.get(_language(), {})
        note, original = NOTES.get(own.get("state"), ""), rows.get(own.get("original"))
    if not note or not original or not original["same"]:
        return {"text": note}
    return {"text": note, "url": original["url"], "code": original["code"]}


def _address(request: HttpRequest, page: Page | None, code: str, found: dict[str, str]) -> str:
    if code == _language():
        return request.get_full_path()
    if page is not None:
        other = in_language(page.url or "", code) if isinstance(page, Publication) else ""
        address = found.get(code) or other or f"/{code}/"
        query = request.META.get("QUERY_STRING", "") if address != f"/{code}/" else ""
        return f"{address}{'?' * bool(query)}{query}"
    translated = translate_url(request.get_full_path(), code)
    return translated if translated.startswith(f"/{code}/") else f"/{code}/"


@register.simple_tag
def permanent_url(page: Publication) -> str:
    """The full permanent address of a work; empty before it has a code."""
    return f"{settings.HUB_BASE_URL.rstrip('/')}/id/{page.code}" if page.code else ""


@register.simple_tag
def shared_url(collection: Collection) -> str:
    """The full address of a list, for whom its owner gives it to."""
    return settings.HUB_BASE_URL.rstrip("/") + reverse("shared_list", args=[collection.token])


@register.simple_tag(takes_context=True)
def translations(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Other languages in which the page is published, beside that which is shown."""
    shown = {_language(), context.get("text_language")}
    return [row for row in languages(context) if row["same"] and row["code"] not in shown]


@register.simple_tag
def with_related(rows: Any, *names: str) -> list[Any]:
    """Children of a page with what they point to, in one query a name instead of one a row."""
    found = list(rows)
    prefetch_related_objects(found, *names)
    return found


@register.simple_tag(takes_context=True)
def crumb(context: dict[str, Any], page: Page) -> dict[str, str]:
    """The library to which a work belongs, in the reader's language."""
    parent = context.get("library") or (page.get_parent() if page.pk else None)
    return {"title": parent.title, "url": parent.url} if parent else {}


@register.filter
def address(page: Page) -> str:
    """Where a reader of the active language finds a work."""
    return in_language(page.url or "", _language())


def foreign(page: Page) -> str:
    """The language of the page's words where it is not the reader's; else nothing."""
    code = page.locale.language_code
    return code if code != _language() else ""


def link_to(page: Page) -> dict[str, str]:
    return {"title": page.title, "url": address(page), "lang": foreign(page)}


@register.filter
def endonym(code: str) -> str:
    """What a language calls itself; its code when the site does not have it."""
    return LANGUAGES[code].endonym if code in LANGUAGES else code


@register.filter
def hub_name(names: dict[str, str]) -> str:
    """The name in the reader's language, of a term's names by language."""
    return names.get(_language()) or names.get(DEFAULT_LANGUAGE, "")


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
def hub_moment(value: str) -> str:
    """A moment in ISO form, such as "22 November 2026, 14:30 UTC"."""
    moment = datetime.fromisoformat(value).astimezone(UTC)
    return f"{hub_date(moment)}, {moment:%H:%M} UTC"


@register.filter
def hub_weekday(value: date) -> str:
    """A day with its weekday, such as "Sunday, 22 November 2026"."""
    language = _language()
    if language == "kk":
        return f"{hub_date(value)}, {format_date(value, 'EEEE', locale=language)}"
    return f"{format_date(value, 'EEEE', locale=language)}, {hub_date(value)}"


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
    return "" if value in (None, "") else _decimal(value, _language())


@register.filter
def hub_change(percent: float) -> str:
    """A change in percent with its sign, such as "+12.5 %" or "−70 %"."""
    number = format_decimal(
        percent, format="+#,##0.#;-#,##0.#" if percent else "0", locale=_language()
    )
    return f"{number.replace('-', '−')}\N{NO-BREAK SPACE}%"


@lru_cache(maxsize=4096)
def _decimal(value: float | int | str, language: str) -> str:
    return format_decimal(value, locale=language)


@register.simple_tag
def anchored(stream: Any, prefix: str = "part") -> list[dict[str, Any]]:
    """The blocks of a stream, its headings with anchors. They are numbered: two headings of the
    same words are two places, and none is called like a chapter of the page."""
    found, number = [], 0
    for block in stream:
        anchor = ""
        if block.block_type == "heading":
            number += 1
            anchor = f"{prefix}-{number}-{cautious_slugify(str(block.value))[:60]}".rstrip("-")
        found.append({"block": block, "anchor": anchor})
    return found


MARKS = {  # word of a status -> its colour and its shape, which says the same
    **dict.fromkeys(("succeeded", "in_force", "open", "endorsed", "reviewed"), ("good", "full")),
    "adopted": ("good", "full"),
    "scaled": ("plain", "full"),
    "mixed": ("mid", "half"),
    "expiring": ("mid", "half"),
    "full": ("mid", "full"),
    "piloting": ("mid", "half"),
    "pilot": ("mid", "ring"),
    "checked": ("plain", "half"),
    **dict.fromkeys(("failed", "cancelled", "ended"), ("bad", "cross")),
    "abandoned": ("bad", "cross"),
    "discontinued": ("bad", "cross"),
    **dict.fromkeys(("past", "expired", "closed"), ("plain", "bar")),
    "running": ("plain", "play"),
    "not_assessed": ("plain", "dashed"),
    "unverified": ("plain", "dashed"),
}


@register.filter
def lang(code: str) -> SafeString:
    """The attribute of a text in the language `code`; nothing if it is the reader's."""
    return SafeString("" if code == _language() else format_html(' lang="{}"', code))


@register.simple_tag
def eyebrow(kind: str, *more: list[str] | None) -> SafeString:
    """The line above a title: what it is, then where and when. In Python, as the values of a
    facet: on a page of results a template takes a fifth of its time for this line."""
    parts = (escape(part) for parts in more for part in parts or ())
    return SafeString(
        "".join([escape(kind), *(f'<span class="eyebrow-part">{part}</span>' for part in parts)])
    )


@register.simple_tag
def standing(hit: dict[str, Any]) -> str:
    """The status of a work in a list: its outcome, or that of a memorandum or an event."""
    for key in ("outcome", "memorandum_status", "event_status"):
        if hit.facets.get(key):
            return status(hit.facets[key][0], hit.labels[key][0])
    return ""


@register.simple_tag
def status(value: str, label: str) -> str:
    """A word with a mark. `value` is a choice of hub.vocabulary or an adoption's status."""
    return _status(value, str(label)) if value and label else ""


@lru_cache(maxsize=1024)  # a list of results draws it twenty times
def _status(value: str, label: str) -> str:
    colour, shape = MARKS.get(value, ("plain", "ring"))
    return format_html(
        '<span class="status status-{}"><svg class="status-mark" aria-hidden="true">'
        '<use href="{}#{}"></use></svg>{}</span>',
        colour,
        static("hub/img/icons.svg"),
        shape,
        label,
    )
