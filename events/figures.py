"""What events add to the figures page."""

from collections import Counter

from django.utils.translation import gettext as _

from events.selectors import people_trained
from hub.charts import Figure, Row, by_year
from hub.collation import by_name
from hub.models import Country
from hub.vocabulary import Kind
from search.figures import search_address

YEARS = 24


def trained(language: str) -> list[Figure]:
    """People trained, by year, by country and by both."""
    years: Counter[int] = Counter()
    countries: Counter[str] = Counter()
    both: Counter[tuple[int, str]] = Counter()
    for year, country, people in people_trained():
        years[year] += people
        countries[country] += people
        both[year, country] += people
    found = by_name(Country.objects.filter(slug__in=countries))
    names = {country.slug: country.name_in(language) for country in found} | {"": _("Online")}
    return [_by_year(years), _by_country(countries, names), _by_both(both, names)]


def _by_year(years: Counter[int]) -> Figure:
    rows = by_year(years, YEARS, lambda years: _address(year=years))
    heads = (_("Year"), _("People trained"))
    return Figure("people-trained-by-year", _("People trained by year"), heads, rows, upright=True)


def _by_country(countries: Counter[str], names: dict[str, str]) -> Figure:
    rows = [
        Row(name, countries[slug], _address(**_place(slug)))
        for slug, name in names.items()
        if slug in countries
    ]
    rows.sort(key=lambda row: -row.value)
    heads = (_("Country"), _("People trained"))
    title = _("People trained by country of the event")
    return Figure("people-trained-by-country", title, heads, rows)


def _by_both(both: Counter[tuple[int, str]], names: dict[str, str]) -> Figure:
    places = list(names)
    ordered = sorted(both.items(), key=lambda row: (row[0][0], -row[1], places.index(row[0][1])))
    rows = [
        Row(str(year), people, _address(year=str(year), **_place(slug)), beside=names[slug])
        for (year, slug), people in ordered
    ]
    heads = (_("Year"), _("Country"), _("People trained"))
    title = _("People trained by year and country")
    return Figure("people-trained-by-year-and-country", title, heads, rows)


def _place(slug: str) -> dict[str, str]:
    return {"country": slug} if slug else {"event_format": "online"}


def _address(**choices: str | list[str]) -> str:
    return search_address(kind=Kind.EVENT, **choices)
