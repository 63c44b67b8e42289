"""Questions that pages ask about adoptions: who took up what, from whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page

from casestudies.models import Adoption, CaseStudy
from casestudies.selectors import works_in_language
from hub.collation import by_name
from hub.models import Country, Term


def of_case(case: CaseStudy) -> QuerySet[Adoption]:
    """Who took the practice up, named at whichever language of the case."""
    rows = Adoption.objects.filter(case__translation_key=case.translation_key)
    return rows.select_related("country", "organisation", "through")


def lost_with(pages: Iterable[Page]) -> list[Adoption]:
    """Those of works of which no page would be left without the pages and what is under them, and
    those that stand at two languages of a work, which cannot stand at one."""
    under = reduce(or_, (Q(path__startswith=page.path) for page in pages))
    going = CaseStudy.objects.filter(under)
    left = CaseStudy.objects.filter(translation_key__in=going.values("translation_key"))
    rows = Adoption.objects.filter(case__in=going).select_related("case", "country")
    kept = left.exclude(under).values("translation_key")
    twice = Adoption.objects.filter(
        case__translation_key=OuterRef("case__translation_key"),
        country=OuterRef("country"),
        year=OuterRef("year"),
    ).exclude(pk=OuterRef("pk"))
    return list(rows.filter(~Q(case__translation_key__in=kept) | Exists(twice)))


@dataclass(frozen=True, slots=True)
class Exchange:
    """An adoption as a country's page tells it: the case as the reader may read it, and the
    countries on the other side."""

    adoption: Adoption
    case: CaseStudy
    countries: list[Country]


def exchanges(country: str, language: str) -> dict[str, list[Exchange]]:
    """What a country took up from others and others from it, of cases that everybody may read."""
    concerned = Q(country__slug=country) | Q(case__countries__slug=country)
    rows = Adoption.objects.filter(concerned).select_related("case", "country").distinct()
    keys = {row.case.translation_key for row in rows}
    named = CaseStudy.objects.filter(translation_key__in=keys).prefetch_related("countries")
    cases = {case.translation_key: case for case in works_in_language(named, language)}
    found: dict[str, list[Exchange]] = {"received": [], "given": []}
    for row in rows:
        case = cases.get(row.case.translation_key)
        if case is not None and row.country.slug == country:
            found["received"].append(Exchange(row, case, by_name(case.countries.all())))
        elif case is not None:
            found["given"].append(Exchange(row, case, [row.country]))
    return found


def adopters(cases: Iterable[CaseStudy]) -> dict[int, list[Term]]:
    """Countries and organisations that took up each of the cases, by page id."""
    pages: dict[UUID, list[int]] = {}
    for case in cases:
        pages.setdefault(case.translation_key, []).append(case.pk)
    rows = Adoption.objects.filter(case__translation_key__in=pages)
    found: dict[int, list[Term]] = {}
    for row in rows.select_related("case", "country", "organisation").order_by("pk"):
        for pk in pages[row.case.translation_key]:
            found.setdefault(pk, []).extend(filter(None, (row.country, row.organisation)))
    return found
