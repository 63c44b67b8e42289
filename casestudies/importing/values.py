"""What one row says of a case: an unsaved CaseStudy, and remarks on what it could not say."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from casestudies.importing.cleaning import (
    addresses,
    as_rich_text,
    as_year,
    first_sentences,
    one_line,
    paragraphs,
    shorten,
)
from casestudies.importing.errors import RowRefused
from casestudies.importing.fields import CHOICE_LISTS, CHOICES, FIXED, LINES, LISTED, STORY, YEARS
from casestudies.importing.mapping import Mapping
from casestudies.importing.matching import (
    SEPARATORS,
    Countries,
    Organisations,
    Places,
    Themes,
    as_name,
)
from casestudies.importing.rows import Row
from casestudies.models import CaseStudy
from hub.models import Organisation, ReformTheme
from hub.vocabulary import Level, Stage

MOST_THEMES = 3
LONGEST_ID = 100
SUMMARY = 600


@dataclass(slots=True)
class Vocabulary:
    """What names in the file are matched with, read once for a whole import."""

    countries: Countries = field(default_factory=Countries)
    themes: Themes = field(default_factory=Themes)
    organisations: Organisations = field(default_factory=Organisations)


def identity(row: Row, mapping: Mapping) -> str:
    """The lasting name of a case: prefix and number, or a hash of name and country."""
    number = _cell(row, mapping, "id")
    if number and len(number) <= LONGEST_ID:
        return f"{mapping.prefix}:{re.sub(r'(?<=[0-9])[.]0$', '', number)}"
    country = _cell(row, mapping, "country_code") or _cell(row, mapping, "country")
    told = number or f"{as_name(_cell(row, mapping, 'title'))}|{as_name(country)}"
    return f"{mapping.prefix}:{hashlib.sha256(told.encode()).hexdigest()[:20]}"


def read_case(
    row: Row, mapping: Mapping, vocabulary: Vocabulary, language: str
) -> tuple[CaseStudy, list[str]]:
    """The case in `row`, unsaved, its organisation perhaps too. Raises RowRefused."""
    remarks: list[str] = []
    case = CaseStudy(original_language=language, **FIXED)
    _read_texts(case, row, mapping, remarks)
    for name in YEARS:
        setattr(case, name, as_year(_cell(row, mapping, name), name))
    for name in CHOICES:
        setattr(case, name, next(iter(_listed(row, mapping, name, remarks)), ""))
    for name, choices in CHOICE_LISTS.items():
        found = _listed(row, mapping, name, remarks)
        setattr(case, name, [value for value in choices.values if value in found])
    _read_countries(case, row, mapping, vocabulary, remarks)
    case.themes = _themes(row, mapping, vocabulary, remarks)
    case.lead_organisation = _organisation(case, row, mapping, vocabulary, language, remarks)
    _read_addresses(case, row, mapping, remarks)
    if case.ended and case.stage == Stage.PLANNED:
        remarks.append(f"ended: {case.ended} is left out, the case is not in use yet")
        case.ended = None
    return case, remarks


def _cell(row: Row, mapping: Mapping, name: str) -> str:
    return row.get(mapping.columns.get(name, ""))


def _read_texts(case: CaseStudy, row: Row, mapping: Mapping, remarks: list[str]) -> None:
    for name in LINES:
        default = next(iter(mapping.defaults.get(name, ())), "")
        text = one_line(_cell(row, mapping, name)) or default
        longest: int = getattr(CaseStudy, name).field.max_length
        if len(text) > longest:
            remarks.append(f"{name}: cut to {longest} characters")
        setattr(case, name, shorten(text, longest))
    if not case.title:
        raise RowRefused("the case has no name")
    case.awards = "\n".join(paragraphs(_cell(row, mapping, "awards")))
    for name in STORY:
        setattr(case, name, as_rich_text(_cell(row, mapping, name)))
    told = [_cell(row, mapping, name) for name in ("summary", "solution", "results", "challenge")]
    case.summary = first_sentences(next(filter(None, told), ""), SUMMARY)
    if not case.summary:
        raise RowRefused("there is neither a summary nor a description")


def _listed(row: Row, mapping: Mapping, name: str, remarks: list[str]) -> list[str]:
    """The hub's values for a closed list, from all columns that tell of it, else the default."""
    found: dict[str, None] = {}
    for column in mapping.values.get(name, {}):
        for part in _parts(row.get(column)):
            ours = mapping.translate(field=name, column=column, value=part)
            if ours is None:
                remarks.append(f"{name}: “{part}” in “{column}” is not in the mapping")
            found |= dict.fromkeys(ours or ())
    choices = LISTED[name]
    for part in _parts(_cell(row, mapping, name)):
        if choices is None or part in choices.values:
            found[part] = None
        else:
            remarks.append(f"{name}: “{part}” is none of {', '.join(choices.values)}")
    return list(found) or list(mapping.defaults.get(name, ()))


def _parts(text: str) -> Iterator[str]:
    return (part.strip() for part in SEPARATORS.split(text) if part.strip())


def _read_countries(
    case: CaseStudy, row: Row, mapping: Mapping, vocabulary: Vocabulary, remarks: list[str]
) -> None:
    named = (_cell(row, mapping, name) for name in ("country_code", "country"))
    read = [places for text in named if (places := vocabulary.countries.read(text))]
    places = next((places for places in read if not places.unknown), *read[-1:] or [Places()])
    if places.unknown:
        raise RowRefused(f"country: {', '.join(places.unknown)} is not recognised")
    other = next((p for p in read if not p.unknown and p.countries != places.countries), None)
    if other and other.countries and places.countries:
        names = ", ".join(country.name_en for country in other.countries)
        remarks.append(f"country: the code was taken, the name says {names}")
    case.countries = places.countries
    if places.supranational:
        told = ", ".join(places.supranational)
        remarks.append(f"country: “{told}” is not a country; level supranational")
        levels = {*case.level, Level.SUPRANATIONAL.value}
        case.level = [value for value in Level.values if value in levels]


def _themes(
    row: Row, mapping: Mapping, vocabulary: Vocabulary, remarks: list[str]
) -> list[ReformTheme]:
    found: dict[str, ReformTheme] = {}
    for name in _listed(row, mapping, "themes", remarks):
        if theme := vocabulary.themes.find(name):
            found[theme.slug] = theme
        else:
            remarks.append(f"themes: the hub has no theme “{name}”")
    if len(found) > MOST_THEMES:
        remarks.append(f"themes: only {MOST_THEMES} of {len(found)} were taken")
    return list(found.values())[:MOST_THEMES]


def _organisation(
    case: CaseStudy,
    row: Row,
    mapping: Mapping,
    vocabulary: Vocabulary,
    language: str,
    remarks: list[str],
) -> Organisation | None:
    told = one_line(_cell(row, mapping, "organisation")).strip(" :,;")
    if not told:
        return None
    name = shorten(told, 200)
    if name != told:
        remarks.append("organisation: the name was cut to 200 characters")
    starts = mapping.organisation_prefixes.items()
    by_name = next((kind for start, kind in starts if name.casefold().startswith(start)), "")
    countries = list(case.countries.all())
    return vocabulary.organisations.find(
        name=name,
        acronym=one_line(_cell(row, mapping, "organisation_acronym"))[:40],
        kind=by_name or next(iter(_listed(row, mapping, "organisation_kind", remarks)), ""),
        country=countries[0] if len(countries) == 1 else None,
        language=language,
    )


def _read_addresses(case: CaseStudy, row: Row, mapping: Mapping, remarks: list[str]) -> None:
    """The first address is the source; the others become references."""
    good, bad = addresses(_cell(row, mapping, "url"))
    usable = [address for address in good if len(address) <= 500]
    for text in (*bad, *(address for address in good if len(address) > 500)):
        remarks.append(f"url: “{shorten(text, 80)}” is not a web address")
    case.source_url = next(iter(usable), "")
    case.references = [("reference", {"text": x, "doi": "", "url": x}) for x in usable[1:]]
