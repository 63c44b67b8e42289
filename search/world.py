"""The map of countries: where cases come from, and who belongs to the hub."""

import re
from collections.abc import Container
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import hub
from hub.charts import shade, shades
from hub.models import Country
from hub.models.geography import Membership
from hub.vocabulary import Kind
from search import labels, services

SHAPES = Path(hub.__file__).parent / "static" / "hub" / "map" / "world.svg"


@dataclass(frozen=True, slots=True)
class Place:
    code: str
    words: str
    url: str
    shade: int
    membership: str


@dataclass(frozen=True, slots=True)
class WorldMap:
    """`silent`: (name, address) of those that belong to the hub and have no work yet."""

    box: str
    places: list[Place]
    scale: list[tuple[int, int]]
    silent: list[tuple[str, str]]


@cache
def _shapes() -> tuple[str, frozenset[str]]:
    """The measures of the map, and the countries that it has a shape of."""
    text = SHAPES.read_text()
    box = re.search(r'viewBox="([^"]+)"', text)
    return (box[1] if box else "", frozenset(re.findall(r' id="([a-z]{2})"', text)))


def world_map(language: str, published: Container[str]) -> WorldMap:
    """Countries with cases and those that belong to the hub; the others are ground. `published`:
    codes of those that the list of countries has."""
    vocabulary = labels.vocabulary()
    box, drawn = _shapes()
    counts = services.counts(kind=(Kind.CASE_STUDY,)).get("country", {})
    members = dict(
        Country.objects.exclude(membership=Membership.NONE).values_list("slug", "membership")
    )
    scale = shades(max(counts.values(), default=0))
    countries = vocabulary.labels["country"][language].items()
    places = [
        Place(
            slug,
            _words(name, counts.get(slug, 0), members.get(slug, "")),
            reverse("country", args=[slug]),
            shade(counts.get(slug, 0), scale),
            members.get(slug, ""),
        )
        for slug, name in countries
        if slug in drawn and (slug in counts or slug in members)
    ]
    silent = [
        (name, reverse("country", args=[slug]))
        for slug, name in countries
        if slug in members and slug not in published
    ]
    return WorldMap(box, places, scale, silent)


def table(language: str) -> list[list[str]]:
    """The map for other programs: every country with a case or of the hub."""
    counts = services.counts(kind=(Kind.CASE_STUDY,)).get("country", {})
    members = dict(
        Country.objects.exclude(membership=Membership.NONE).values_list("slug", "membership")
    )
    heads = [_("Country"), "ISO 3166-1", _("Number of cases"), _("In the Hub")]
    names = labels.vocabulary().labels["country"][language].items()
    rows = (
        [
            name,
            slug.upper(),
            str(counts.get(slug, 0)),
            str(Membership(members[slug]).label) if slug in members else "",
        ]
        for slug, name in names
        if slug in counts or slug in members
    )
    return [heads, *rows]


def _words(name: str, cases: int, membership: str) -> str:
    told = ngettext("%(n)s case", "%(n)s cases", cases) % {"n": cases}
    about = [told, str(Membership(membership).label)] if membership else [told]
    return f"{name}: {', '.join(about)}"
