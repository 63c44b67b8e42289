"""What `setup_hub` makes, and that it makes it once."""

from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import translation
from wagtail.models import Page, Site

from hub.languages import LANGUAGES
from hub.models import (
    Country,
    HomePage,
    LibraryPage,
    Organisation,
    ReformTheme,
    Region,
    StandardPage,
)
from hub.vocabulary import Kind

pytestmark = pytest.mark.django_db

# Rows that say when setup ran, not what it made.
TIMES = {"search.Outbox", "search.SearchState"}


def setup() -> None:
    call_command("setup_hub", verbosity=0, stdout=StringIO())


def everything() -> dict[str, list[dict[str, object]]]:
    """All rows of all tables, many-to-many ones included."""
    return {
        model._meta.label: list(model.objects.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in TIMES
    }


def theme(slug: str) -> ReformTheme:
    return ReformTheme.objects.get(slug=slug)


def test_setup_run_again_changes_no_row():
    before = everything()
    setup()
    after = everything()
    assert {label for label in after if after[label] != before[label]} == set()


def test_setup_run_again_leaves_alone_what_editors_changed():
    Country.objects.filter(slug="ge").update(name_en="Sakartvelo", membership="observer")
    Region.objects.filter(slug="cis").update(name_en="Commonwealth", order=99)
    ReformTheme.objects.filter(slug="one-stop-shops").update(synonyms="window", order=99)
    HomePage.objects.filter(slug="hub-en").update(title="Our hub", introduction="Hello.")
    Site.objects.update(hostname="hub.example.org", port=443, site_name="Our hub")
    before = everything()
    setup()
    assert everything() == before


def test_setup_run_again_adds_what_is_missing():
    Country.objects.filter(slug="ge").delete()
    ReformTheme.objects.filter(slug="one-stop-shops").delete()
    LibraryPage.objects.get(kind="event", locale__language_code="kk").delete()
    setup()
    georgia = Country.objects.get(slug="ge")
    assert georgia.name_ru == "Грузия"
    assert [region.slug for region in georgia.regions.all()] == ["caucasus"]
    assert theme("one-stop-shops").parent == theme("digital-government")
    copies = LibraryPage.objects.filter(kind="event")
    assert sorted(copies.values_list("locale__language_code", flat=True)) == ["en", "kk", "ru"]
    assert copies.values("translation_key").distinct().count() == 1


def test_vocabulary_has_every_country_of_iso_3166():
    codes = set(Country.objects.values_list("slug", flat=True))
    assert len(codes) == 249
    assert {"kz", "az", "ax", "bq", "ss", "um", "aq"} <= codes
    assert codes & {"eu", "xk", "uk", "zz", "qo"} == set()  # CLDR has some, ISO 3166-1 none


def test_countries_are_named_in_every_language():
    nameless = [
        (country.slug, code)
        for country in Country.objects.all()
        for code in LANGUAGES
        if country.names().get(code, country.slug.upper()) == country.slug.upper()
    ]
    assert nameless == []


@pytest.mark.parametrize(
    ("slug", "names"),
    [
        ("kz", {"en": "Kazakhstan", "ru": "Казахстан", "kk": "Қазақстан"}),
        ("az", {"en": "Azerbaijan", "ru": "Азербайджан", "kk": "Әзербайжан"}),
        ("kg", {"en": "Kyrgyzstan", "ru": "Кыргызстан", "kk": "Қырғызстан"}),
        ("de", {"en": "Germany", "ru": "Германия", "kk": "Германия"}),
    ],
)
def test_country_has_its_name_in_each_language(slug, names):
    assert Country.objects.get(slug=slug).names() == names


def test_country_is_found_by_the_name_of_cldr_too():
    country = Country.objects.get(slug="kg")
    assert country.synonym_list() == ["Киргизия"]
    assert Country.objects.get(slug="de").synonym_list() == []


def test_country_name_follows_the_active_language():
    country = Country.objects.get(slug="kz")
    with translation.override("kk"):
        assert str(country) == "Қазақстан"
    with translation.override("ru"):
        assert str(country) == "Казахстан"


def test_term_name_is_english_where_the_language_has_none():
    body = Organisation.objects.create(slug="body", name_en="Body", name_ru="Орган")
    assert [body.name_in(code) for code in ("en", "ru", "kk")] == ["Body", "Орган", "Body"]
    assert body.names() == {"en": "Body", "ru": "Орган"}


@pytest.mark.parametrize(
    ("slug", "regions"),
    [
        ("az", ["caucasus", "cis"]),
        ("am", ["caucasus", "cis"]),
        ("ge", ["caucasus"]),  # left the CIS in 2009
        ("kz", ["central-asia", "cis"]),
        ("ca", ["north-america"]),
        ("aq", []),
    ],
)
def test_country_is_in_its_regions(slug, regions):
    found = Country.objects.get(slug=slug).regions.values_list("slug", flat=True)
    assert sorted(found) == regions


def test_every_region_has_countries_and_three_names():
    assert Region.objects.count() == 13
    assert list(Region.objects.filter(countries__isnull=True)) == []
    assert [set(region.names()) for region in Region.objects.all()] == [set(LANGUAGES)] * 13


def test_theme_tree_has_two_levels_and_three_names():
    assert ReformTheme.objects.filter(parent__parent__isnull=False).count() == 0
    assert ReformTheme.objects.filter(parent=None).count() == 10
    assert [set(row.names()) for row in ReformTheme.objects.all()] == [set(LANGUAGES)] * 30
    children = theme("integrity").children.values_list("slug", flat=True)
    assert sorted(children) == ["anti-corruption", "conflict-of-interest", "whistle-blowing"]


def test_theme_under_a_top_theme_is_valid():
    row = ReformTheme(slug="open-data", name_en="Open data", parent=theme("openness"))
    row.full_clean()
    row.save()
    assert theme("openness").children.get(slug="open-data") == row


def test_theme_under_a_second_level_theme_is_refused():
    row = ReformTheme(slug="kiosks", name_en="Kiosks", parent=theme("one-stop-shops"))
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert "Themes have two levels: choose a top theme." in refused.value.message_dict["parent"]


def test_theme_with_themes_of_its_own_cannot_become_a_child():
    row = theme("integrity")
    row.parent = theme("openness")
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert refused.value.message_dict == {
        "parent": ["This theme has themes of its own, so it stays on the top level."]
    }


def test_theme_under_itself_is_refused():
    row = theme("ethics")  # on the top level, so that nothing else speaks against it
    row.parent = row
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert refused.value.message_dict == {"parent": ["A theme cannot belong to itself."]}


def test_synonyms_are_lines_without_blanks():
    row = ReformTheme(synonyms=" single window \n\n  ЦОН\n")
    assert row.synonym_list() == ["single window", "ЦОН"]
    assert "ЦОН" in theme("one-stop-shops").synonym_list()


def test_term_code_is_unique():
    with pytest.raises(ValidationError) as refused:
        Country(slug="kz", name_en="Another Kazakhstan").full_clean()
    assert refused.value.message_dict == {"slug": ["Country with this Code already exists."]}


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_each_language_has_a_home_with_libraries_and_pages(language):
    home = HomePage.objects.get(locale__language_code=language)
    libraries = LibraryPage.objects.child_of(home)
    assert [page.kind for page in libraries.order_by("path")] == list(Kind)
    assert [page.slug for page in libraries.order_by("path")] == [
        "cases",
        "reviews",
        "memoranda",
        "events",
    ]
    pages = StandardPage.objects.child_of(home).order_by("path")
    assert [page.slug for page in pages] == [
        "about",
        "how-to-contribute",
        "accessibility",
        "privacy",
    ]
    assert {page.locale for page in [*libraries, *pages]} == {home.locale}


def test_trees_translate_each_other_page_by_page():
    trees = {
        code: list(
            HomePage.objects.get(locale__language_code=code)
            .get_descendants(inclusive=True)
            .order_by("path")
            .values_list("translation_key", flat=True)
        )
        for code in LANGUAGES
    }
    assert len(set(trees["en"])) == 9
    assert trees["ru"] == trees["en"]
    assert trees["kk"] == trees["en"]


def test_setup_leaves_one_site_and_no_welcome_page():
    site = Site.objects.get()
    assert (site.is_default_site, site.root_page.slug) == (True, "hub-en")
    assert sorted(Page.objects.filter(depth=2).values_list("slug", flat=True)) == [
        "hub-en",
        "hub-kk",
        "hub-ru",
    ]


def test_setup_makes_the_two_groups():
    groups = set(Group.objects.values_list("name", flat=True))
    assert {"Country editors", "Secretariat"} <= groups
