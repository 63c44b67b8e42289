"""Page trees of a new site: in every language a home page, its libraries and standard pages."""

from django.conf import settings
from django.db import transaction
from django.utils import translation
from wagtail.models import Locale, Page, Site

from hub.languages import DEFAULT_LANGUAGE, LANGUAGES
from hub.models import HomePage, LibraryPage, StandardPage
from hub.plain_text import text_stream
from hub.setup.data import read


@transaction.atomic
def load_pages() -> None:
    """A home page with its libraries and standard pages in every language, and the site."""
    Locale.objects.get_or_create(language_code=DEFAULT_LANGUAGE)
    root = Page.objects.get(depth=1)
    homes: dict[str, HomePage] = {}
    for code in LANGUAGES:
        locale, _made = Locale.objects.get_or_create(language_code=code)
        with translation.override(code):
            homes[code] = _home(root, locale, homes.get(DEFAULT_LANGUAGE))
    Page.objects.filter(depth=2, slug="home", content_type__model="page").delete()
    Site.objects.get_or_create(
        is_default_site=True,
        defaults={
            "hostname": "localhost",
            "root_page": homes[DEFAULT_LANGUAGE],
            "site_name": settings.WAGTAIL_SITE_NAME,
        },
    )


def _home(root: Page, locale: Locale, original: HomePage | None) -> HomePage:
    code = locale.language_code
    texts = read("libraries.toml")
    home = HomePage.objects.filter(locale=locale).first()
    if home is None:
        home = HomePage(
            title=texts["home"][f"title_{code}"],
            introduction=texts["home"][f"intro_{code}"],
            slug=f"hub-{code}",
            locale=locale,
        )
        if original:
            home.translation_key = original.translation_key
        root.add_child(instance=home)
    for row in texts["library"]:
        _library(home, original, row)
    for row in read("pages.toml")["page"]:
        _standard(home, original, row)
    return home


def _library(home: HomePage, original: HomePage | None, row: dict[str, str]) -> None:
    code, kind = home.locale.language_code, row["kind"]
    if LibraryPage.objects.child_of(home).filter(kind=kind).exists():
        return
    page = LibraryPage(
        title=row[f"title_{code}"],
        introduction=row[f"intro_{code}"],
        slug=row["slug"],
        kind=kind,
        locale=home.locale,
        show_in_menus=True,
    )
    if original:
        page.translation_key = LibraryPage.objects.child_of(original).get(kind=kind).translation_key
    home.add_child(instance=page)


def _standard(home: HomePage, original: HomePage | None, row: dict[str, str]) -> None:
    code = home.locale.language_code
    if StandardPage.objects.child_of(home).filter(slug=row["slug"]).exists():
        return
    page = StandardPage(
        title=row[f"title_{code}"],
        introduction=row[f"intro_{code}"],
        body=text_stream(row[f"body_{code}"]),
        slug=row["slug"],
        locale=home.locale,
    )
    if original:
        page.translation_key = (
            StandardPage.objects.child_of(original).get(slug=row["slug"]).translation_key
        )
    home.add_child(instance=page)
