"""Names in a file, matched with the countries, themes and organisations that the hub has."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from anyascii import anyascii
from django.utils.text import slugify

from casestudies.importing.errors import ImportFailed
from hub.models import Country, Organisation, ReformTheme
from hub.models.organisation import OrganisationKind

ALIASES = Path(__file__).parent / "countries.toml"
SEPARATORS = re.compile(r"[;|\n]")


def as_name(text: str) -> str:
    """What the spellings of a name have in common: no case, accents, punctuation or "the"."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w]+", " ", bare).split()).removeprefix("the ")


@dataclass(slots=True)
class Places:
    """What a cell names: countries, a union of them, or something that is not recognised."""

    countries: list[Country] = field(default_factory=list)
    supranational: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.countries or self.supranational or self.unknown)


class Countries:
    """Finds countries by ISO code, by name in any language, and by what files call them."""

    def __init__(self) -> None:
        with ALIASES.open("rb") as file:
            data = tomllib.load(file)
        self._by_slug = {country.slug: country for country in Country.objects.all()}
        self._by_name = {as_name(slug): slug for slug in self._by_slug}
        for slug, country in self._by_slug.items():
            aliases = data["aliases"].get(slug, ())
            for name in (*aliases, *country.names().values(), *country.synonym_list()):
                self._by_name.setdefault(as_name(name), slug)
        self._unions = {as_name(name) for name in data["supranational"]}

    def read(self, text: str) -> Places:
        """The places in `text`, separated by semicolons, bars or lines, else by commas."""
        found = Places()
        for part in SEPARATORS.split(text):
            if part.strip() and not self._take(part, found):
                for piece in part.split(","):
                    if piece.strip() and not self._take(piece, found):
                        found.unknown.append(piece.strip())
        return found

    def _take(self, text: str, found: Places) -> bool:
        name = as_name(text)
        if name in self._unions:
            found.supranational.append(text.strip())
            return True
        slug = self._by_name.get(name)
        if slug and self._by_slug[slug] not in found.countries:
            found.countries.append(self._by_slug[slug])
        return slug is not None


class Themes:
    """Finds reform themes by slug or by name in any language."""

    def __init__(self) -> None:
        self._by_name: dict[str, ReformTheme] = {}
        themes = list(ReformTheme.objects.all())
        for theme in themes:
            for name in theme.names().values():
                self._by_name.setdefault(as_name(name), theme)
        self._by_name |= {as_name(theme.slug): theme for theme in themes}

    def find(self, name: str) -> ReformTheme | None:
        return self._by_name.get(as_name(name))

    def check(self, slugs: Iterable[str]) -> None:
        unknown = sorted(slug for slug in slugs if not self.find(slug))
        if unknown:
            raise ImportFailed(
                f"The mapping names themes that the hub does not have: {', '.join(unknown)}."
            )


class Organisations:
    """Finds organisations by name or acronym within a country; makes those that are missing.

    There is a ministry of finance in many countries: the same name in another country is another
    organisation. One without a country is taken for all of them. The oldest of a name wins, so
    that a second import finds what the first one found.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[str, int | None], Organisation] = {}
        self._slugs: set[str] = set()
        for organisation in Organisation.objects.order_by("pk"):
            self.keep(organisation)

    def find(
        self, *, name: str, acronym: str, kind: str, country: Country | None, language: str
    ) -> Organisation:
        """The organisation, unsaved if it is new: the caller saves it and calls `keep`."""
        code = country.pk if country else None
        for key in filter(None, (as_name(name), as_name(acronym))):
            for place in (code, None):
                if (key, place) in self._found:
                    return self._found[key, place]
        made = Organisation(
            slug=free_slug(name, self._slugs),
            name_en=name,
            acronym=acronym,
            kind=kind or OrganisationKind.OTHER,
            country=country,
        )
        if language != "en":
            setattr(made, f"name_{language}", name)
        return made

    def keep(self, organisation: Organisation) -> None:
        self._slugs.add(organisation.slug)
        for name in (organisation.acronym, *organisation.names().values()):
            if name:
                self._found.setdefault((as_name(name), organisation.country_id), organisation)


def free_slug(text: str, taken: set[str]) -> str:
    """A slug of at most 80 Latin letters, digits and hyphens that is not in `taken`."""
    base = slugify(anyascii(text))
    if len(base) > 72:
        base = base[:72].rsplit("-", 1)[0]
    base = base or "untitled"
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
