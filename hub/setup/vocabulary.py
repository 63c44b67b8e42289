"""Regions, countries and themes of a new site."""

from typing import Any

from django.db import transaction

from hub.languages import LANGUAGES, cldr_names
from hub.models import Country, ReformTheme, Region
from hub.setup.data import read
from hub.signals import terms_changed


@transaction.atomic
def load_vocabulary() -> None:
    """Regions, all countries of ISO 3166-1 with their CLDR names, members, and the theme tree."""
    regions = read("regions.toml")
    for order, row in enumerate(regions["region"]):
        names = {f"name_{code}": row[f"name_{code}"] for code in LANGUAGES}
        Region.objects.get_or_create(slug=row["code"], defaults={**names, "order": order})
    _load_countries(regions)
    _load_themes(read("themes.toml")["theme"])
    terms_changed.send(sender=None, references=["vocabulary"])


def _load_countries(regions: dict[str, Any]) -> None:
    codes = {code for row in regions["region"] for code in row["countries"]}
    codes |= set(regions.get("unplaced", []))
    members = {row["country"]: row for row in read("members.toml")["member"]}
    official = read("countries.toml")
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
