"""What a new site needs before anybody writes: vocabulary, page trees, groups and workflow.

Every step may run again: it adds what is missing and leaves alone what editors have changed.
"""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import translation
from django.utils.html import escape
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from hub.languages import DEFAULT_LANGUAGE, LANGUAGES, cldr_names
from hub.models import (
    Country,
    FocalPoint,
    HomePage,
    LibraryPage,
    Organisation,
    ReformTheme,
    Region,
    StandardPage,
)
from hub.signals import terms_changed
from hub.vocabulary import Kind

DATA = Path(__file__).parent / "vocabulary_data"
HOME_TEXTS = {
    "en": ("Hub", "What governments tried, what came of it, and what others made of it."),
    "ru": ("Хаб", "Что пробовали государства, что из этого вышло и что переняли другие."),
    "kk": ("Хаб", "Мемлекеттер нені сынап көрді, одан не шықты және басқалары нені үйренді."),
}
LIBRARY_SLUGS = {
    Kind.CASE_STUDY: "cases",
    Kind.TREND_REVIEW: "reviews",
    Kind.MEMORANDUM: "memoranda",
    Kind.EVENT: "events",
}
LIBRARY_TITLES = {
    Kind.CASE_STUDY: ("Case studies", "Практики", "Тәжірибелер"),
    Kind.TREND_REVIEW: ("Trend reviews", "Обзоры тенденций", "Үрдістерге шолулар"),
    Kind.MEMORANDUM: ("Memoranda", "Меморандумы", "Меморандумдар"),
    Kind.EVENT: ("Events", "Мероприятия", "Іс-шаралар"),
}
LIBRARY_INTRODUCTIONS = {
    Kind.CASE_STUDY: (
        "Reforms told by those who made them: the result, the cost and what did not work.",
        "Реформы в изложении тех, кто их проводил: результат, цена и то, что не получилось.",
        "Реформаларды жүргізгендердің өз баяны: нәтижесі, құны және не іске аспағаны.",
    ),
    Kind.TREND_REVIEW: (
        "Where public administration is heading, region by region.",
        "Куда движется государственное управление: по регионам.",
        "Мемлекеттік басқару қайда бара жатыр: өңірлер бойынша.",
    ),
    Kind.MEMORANDUM: (
        "A register of what countries and organisations have agreed, with its term and promises.",
        "Реестр договорённостей стран и организаций: сроки и обязательства.",
        "Елдер мен ұйымдардың уағдаластықтарының тізілімі: мерзімі мен міндеттемелері.",
    ),
    Kind.EVENT: (
        "Forums, study tours and training: what is coming and what came of those that are over.",
        "Форумы, учебные поездки и обучение: что предстоит и чем завершились прошедшие.",
        "Форумдар, оқу сапарлары мен тренингтер: алда не бар және өткендері немен аяқталды.",
    ),
}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


@transaction.atomic
def load_vocabulary() -> None:
    """Regions, all countries of ISO 3166-1 with their CLDR names, members, and the theme tree."""
    regions = _read("regions.toml")
    for order, row in enumerate(regions["region"]):
        names = {f"name_{code}": row[f"name_{code}"] for code in LANGUAGES}
        Region.objects.get_or_create(slug=row["code"], defaults={**names, "order": order})
    _load_countries(regions)
    _load_themes(_read("themes.toml")["theme"])
    terms_changed.send(sender=None, references=["vocabulary"])


def _load_countries(regions: dict[str, Any]) -> None:
    codes = {code for row in regions["region"] for code in row["countries"]}
    codes |= set(regions.get("unplaced", []))
    members = {row["country"]: row for row in _read("members.toml")["member"]}
    official = _read("countries.toml")
    missing = codes - set(Country.objects.values_list("slug", flat=True))
    Country.objects.bulk_create(
        Country(
            slug=code,
            **{f"name_{language}": name for language, name in cldr_names(code).items()}
            | official.get(code, {}),
            membership=members.get(code, {}).get("membership", "none"),
            **_national_body(members.get(code, {})),
        )
        for code in sorted(missing)
    )
    countries = dict(Country.objects.filter(slug__in=missing).values_list("slug", "pk"))
    keys = dict(Region.objects.values_list("slug", "pk"))
    through = Country.regions.through
    through.objects.bulk_create(
        through(country_id=countries[code], region_id=keys[row["code"]])
        for row in regions["region"]
        for code in row["countries"]
        if code in countries
    )


def _national_body(member: dict[str, Any]) -> dict[str, str]:
    return {field: name for field, name in member.items() if field.startswith("national_body_")}


def _load_themes(rows: list[dict[str, Any]]) -> None:
    for order, row in enumerate(rows):
        parent = ReformTheme.objects.filter(slug=row["parent"]).first() if row["parent"] else None
        texts = {
            f"{field}_{code}": row[f"{field}_{code}"]
            for field in ("name", "description")
            for code in LANGUAGES
        }
        ReformTheme.objects.get_or_create(
            slug=row["slug"],
            defaults={
                **texts,
                "parent": parent,
                "order": order,
                "synonyms": "\n".join(row["synonyms"]),
            },
        )


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
    home = HomePage.objects.filter(locale=locale).first()
    if home is None:
        title, introduction = HOME_TEXTS[code]
        home = HomePage(title=title, introduction=introduction, slug=f"hub-{code}", locale=locale)
        if original:
            home.translation_key = original.translation_key
        root.add_child(instance=home)
    number = list(LANGUAGES).index(code)
    for kind, slug in LIBRARY_SLUGS.items():
        _library(home, original, kind, slug, number)
    for row in _read("pages.toml")["page"]:
        _standard(home, original, row)
    return home


def _library(home: HomePage, original: HomePage | None, kind: Kind, slug: str, number: int) -> None:
    if LibraryPage.objects.child_of(home).filter(kind=kind).exists():
        return
    page = LibraryPage(
        title=LIBRARY_TITLES[kind][number],
        introduction=LIBRARY_INTRODUCTIONS[kind][number],
        slug=slug,
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


def text_stream(text: str) -> list[dict[str, str]]:
    """Blocks of text from plain paragraphs, with "## " before a heading."""
    blocks: list[dict[str, str]] = []
    paragraphs: list[str] = []
    for part in [*text.strip().split("\n\n"), "## "]:
        if part.startswith("## "):
            if paragraphs:
                blocks.append({"type": "text", "value": rich_text("\n\n".join(paragraphs))})
            if part.strip() != "##":
                blocks.append({"type": "heading", "value": part[3:].strip()})
            paragraphs = []
        else:
            paragraphs.append(part)
    return blocks


def rich_text(text: str) -> str:
    """HTML of plain paragraphs with blank lines between; empty for none."""
    paragraphs = [" ".join(part.split()) for part in text.strip().split("\n\n")]
    return "".join(f"<p>{escape(part)}</p>" for part in paragraphs if part)


@transaction.atomic
def load_groups() -> None:
    """Country editors write and submit; the secretariat approves and publishes."""
    editors, _made = Group.objects.get_or_create(name="Country editors")
    secretariat, _made = Group.objects.get_or_create(name="Secretariat")
    admin_access = Permission.objects.get(
        content_type__app_label="wagtailadmin", codename="access_admin"
    )
    editors.permissions.add(admin_access)
    secretariat.permissions.add(admin_access)
    terms = ContentType.objects.get_for_models(
        Region, Country, ReformTheme, Organisation, FocalPoint
    ).values()
    secretariat.permissions.add(*Permission.objects.filter(content_type__in=terms))
    secretariat.permissions.add(
        *Permission.objects.filter(
            content_type__app_label="casestudies", content_type__model="adoption"
        )
    )
    translating = ["submit_translation", "review_translation"]
    secretariat.permissions.add(*Permission.objects.filter(codename__in=translating))
    mail = ["view_outgoingmail", "change_outgoingmail"]
    secretariat.permissions.add(*Permission.objects.filter(codename__in=mail))
    root = Collection.get_first_root_node()
    for group, names in (
        (editors, ["add_image", "choose_image", "add_document", "choose_document"]),
        (
            secretariat,
            [
                "add_image",
                "change_image",
                "choose_image",
                "add_document",
                "change_document",
                "choose_document",
            ],
        ),
    ):
        for permission in Permission.objects.filter(codename__in=names):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )
    workflow = _workflow(secretariat)
    for home in HomePage.objects.all():
        _allow(secretariat, home, "add", "change", "publish", "bulk_delete", "lock", "unlock")
        WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})
    for library in LibraryPage.objects.all():
        _allow(editors, library, "add")


def _allow(group: Group, page: Page, *names: str) -> None:
    for name in names:
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=f"{name}_page"
        )
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _workflow(secretariat: Group) -> Workflow:
    workflow, _made = Workflow.objects.get_or_create(name="Country editor to secretariat")
    task = GroupApprovalTask.objects.filter(name="Check by the secretariat").first()
    if task is None:
        task = GroupApprovalTask.objects.create(name="Check by the secretariat")
        task.groups.add(secretariat)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    return workflow
