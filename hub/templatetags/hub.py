"""Tags of every page; what dates, numbers, languages and links say is in modules of hub."""

from functools import lru_cache
from typing import Any

from django import template
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Page

from hub import menus
from hub.access import countries_of
from hub.accounts.devices import device, this_first
from hub.accounts.middleware import has_admin_role, has_session
from hub.blocks import anchored
from hub.collation import by_name
from hub.dates import hub_date, hub_date_range, hub_moment, hub_month, hub_weekday
from hub.identity import site_mark, site_name, theme_colours
from hub.languages import DEFAULT_LANGUAGE, LANGUAGES, active_language
from hub.numbers import hub_change, hub_number
from hub.page_languages import alternates, canonical, language_note, languages, translations
from hub.page_links import address, permanent_url, shared_url
from hub.typography import joined

register = template.Library()
register.filter("device", device)
register.filter("this_first", this_first)
register.filter("by_name", by_name)

for tag in (site_name, site_mark, theme_colours, permanent_url, shared_url, anchored):
    register.simple_tag(tag)
for tag in (languages, alternates, canonical, language_note, translations):
    register.simple_tag(tag, takes_context=True)
for tag in (hub_month, hub_date, hub_moment, hub_weekday, hub_date_range):
    register.filter(tag)
for tag in (hub_number, hub_change, address, joined):
    register.filter(tag)


@register.simple_tag(takes_context=True)
def site_menu(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Libraries of the reader's language, then themes and countries; `current` as `aria-current`
    has it: the page itself, or one below it."""
    path = context["request"].path if "request" in context else ""
    language = active_language()
    items = [
        *menus.of_page(context.get("request"), language).head,
        {"title": _("Themes"), "url": f"/{language}/themes/"},
        {"title": _("Countries"), "url": f"/{language}/countries/"},
    ]
    return [{**item, "current": _current(item["url"], path)} for item in items]


def _current(url: str, path: str) -> str:
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""


@register.simple_tag(takes_context=True)
def footer_menu(context: dict[str, Any]) -> list[dict[str, str]]:
    """The standard pages of the reader's language."""
    return menus.of_page(context.get("request"), active_language()).foot


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
def endonym(code: str) -> str:
    """What a language calls itself; its code when the site does not have it."""
    return LANGUAGES[code].endonym if code in LANGUAGES else code


@register.filter
def territorial(code: str) -> str:
    """A language as other sites name it, "kk_KZ"; its code when the site does not have it."""
    return LANGUAGES[code].locale if code in LANGUAGES else code


@register.simple_block_tag
def repeated(content: str) -> str:
    """What a page says once and its head needs twice."""
    return content


@register.filter
def hub_name(names: dict[str, str]) -> str:
    """The name in the reader's language, of a term's names by language."""
    return names.get(active_language()) or names.get(DEFAULT_LANGUAGE, "")


MARKS = {  # word of a status -> its colour and its shape, which says the same
    **dict.fromkeys(("succeeded", "in_force", "open", "endorsed", "reviewed"), ("good", "full")),
    **dict.fromkeys(("adopted", "published", "confirmed", "attended"), ("good", "full")),
    "scaled": ("plain", "full"),
    **dict.fromkeys(("mixed", "expiring", "piloting", "sent", "waiting"), ("mid", "half")),
    "full": ("mid", "full"),
    "pilot": ("mid", "ring"),
    "checked": ("plain", "half"),
    **dict.fromkeys(("failed", "cancelled", "declined"), ("bad", "cross")),
    **dict.fromkeys(("abandoned", "discontinued"), ("bad", "cross")),
    **dict.fromkeys(("past", "expired", "ended", "closed", "absent"), ("plain", "bar")),
    "running": ("plain", "play"),
    "not_assessed": ("plain", "dashed"),
    "unverified": ("plain", "dashed"),
}


@register.filter
def lang(code: str) -> SafeString:
    """The attribute of a text in the language `code`; nothing if it is the reader's."""
    return SafeString("" if code == active_language() else format_html(' lang="{}"', code))


@register.filter
def first_words(text: str, number: int) -> str:
    """The beginning of a text, with dots that stay on the line of its last word."""
    return Truncator(text).words(number, truncate="\u00a0…")


@register.simple_tag
@lru_cache(maxsize=64)
def icon(name: str) -> SafeString:
    """A drawing beside a word that says the same."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>',
        static("hub/img/icons.svg"),
        name,
    )


@register.simple_tag
def status(value: str, label: str) -> str:
    """A word with a mark. `value` is a choice of a status, or a word of the desk."""
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
