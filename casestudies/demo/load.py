"""Demonstration content of this application, from the TOML files beside this one."""

import tomllib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from anyascii import anyascii
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page

from casestudies.models import (
    Adoption,
    CasePartner,
    CaseStudy,
    Memorandum,
    MemorandumParty,
    ReviewAuthor,
    TrendReview,
)
from hub.covers import cover_for
from hub.languages import LANGUAGES
from hub.models import Country, LibraryPage, Organisation, Publication, ReformTheme, Region
from hub.plain_text import rich_text, text_stream
from hub.vocabulary import Kind

HERE = Path(__file__).parent
Row = dict[str, Any]


def load() -> int:
    """Load what is not there yet. Returns the number of works made."""
    load_organisations()
    made = _load_all("cases", Kind.CASE_STUDY, case_study)
    made += _load_all("reviews", Kind.TREND_REVIEW, trend_review)
    made += _load_all("memoranda", Kind.MEMORANDUM, memorandum)
    load_adoptions()
    return made


def read(path: Path) -> Row:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def organisation(name: str) -> Organisation:
    return Organisation.objects.get(slug=organisation_slug(name))


def organisation_slug(name: str) -> str:
    return slugify(anyascii(name))[:80].strip("-")


def publish(library: LibraryPage, page: Publication, published: int) -> None:
    """Put a page into its library as if it had been published so many days ago (negative)."""
    moment = timezone.now() + timedelta(days=published)
    page.live = True
    page.first_published_at = page.last_published_at = moment
    library.add_child(instance=page)
    page.save_revision(clean=False).publish(skip_permission_checks=True)


def terms(row: Row, key: str, model: type) -> list[Any]:
    found = {term.slug: term for term in model.objects.filter(slug__in=row.get(key, []))}
    return [found[slug] for slug in row.get(key, [])]


@transaction.atomic
def load_organisations() -> None:
    for path in sorted(HERE.glob("organisations-*.toml")):
        for row in read(path)["organisation"]:
            country = Country.objects.filter(slug=row["country"]).first()
            Organisation.objects.get_or_create(
                slug=organisation_slug(row["name"]),
                defaults={
                    "name_en": row["name"],
                    "name_ru": row["name_ru"],
                    "name_kk": row["name_kk"],
                    "acronym": row["acronym"],
                    "kind": row["kind"],
                    "country": country,
                    "site": row["site"],
                },
            )


def _load_all(folder: str, kind: Kind, build: Callable[[Row, str], Publication]) -> int:
    library = LibraryPage.objects.get(kind=kind, locale__language_code="en")
    rows = {path.stem: read(path) for path in (HERE / folder).glob("*.toml")}
    made = 0
    for slug, row in sorted(rows.items(), key=lambda item: (item[1].get("reference", ""), item[0])):
        if Page.objects.child_of(library).filter(slug=slug).exists():
            continue
        with transaction.atomic():
            publish(library, build(row, slug), row["published"])
        made += 1
    return made


def cover(row: Row, countries: list[Country]) -> Any:
    themes = row.get("themes") or row.get("areas") or ["strategic-planning"]
    return cover_for(theme_slug=themes[0], country_slug=countries[0].slug if countries else "")


def references(row: Row) -> list[Row]:
    return [
        {
            "type": "reference",
            "value": {"text": r["text"], "doi": r.get("doi", ""), "url": r.get("url", "")},
        }
        for r in row.get("references", [])
    ]


def blocks(row: Row, key: str, kind: str) -> list[Row]:
    return [{"type": kind, "value": value} for value in row.get(key, [])]


def case_study(row: Row, slug: str) -> CaseStudy:
    countries = terms(row, "countries", Country)
    story = ("challenge", "solution", "results", "did_not_work", "lessons", "conditions", "advice")
    page = CaseStudy(
        title=row["title"],
        slug=slug,
        case_depth=row["depth"],
        summary=row["summary"],
        **{name: rich_text(row.get(name, "")) for name in story},
        steps=blocks(row, "steps", "step"),
        indicators=blocks(row, "indicators", "indicator"),
        costs=blocks(row, "costs", "cost"),
        quotes=blocks(row, "quotes", "quote"),
        references=references(row),
        evidence=row["evidence"],
        level=row["level"],
        funding=row["funding"],
        place=row["place"],
        lead_organisation=organisation(row["lead_organisation"]),
        outcome=row["outcome"],
        stage=row["stage"],
        started=row["started"],
        ended=row["ended"] or None,
        staff=row["staff"],
        awards=row["awards"],
        verification=row["verification"],
        last_verified=in_days(row["last_verified"])
        if row["verification"] != "unverified"
        else None,
        next_review=in_days(row["last_verified"] + 730),
        source=row["source"],
        contact="cases@hub.example",
        contact_shown=True,
        cover=cover(row, countries),
    )
    page.countries = countries
    page.themes = terms(row, "themes", ReformTheme)
    page.partners = [
        CasePartner(organisation=organisation(p["organisation"]), role=p["role"])
        for p in row.get("partners", [])
    ]
    return page


def trend_review(row: Row, slug: str) -> TrendReview:
    countries = terms(row, "countries", Country)
    page = TrendReview(
        title=row["title"],
        slug=slug,
        **{f"abstract_{x}": row[f"abstract_{x}"] for x in ("en", "ru", "kk")},
        **{f"keywords_{x}": ", ".join(row[f"keywords_{x}"]) for x in ("en", "ru", "kk")},
        body=text_stream(row["body"]),
        key_messages="\n".join(row["key_messages"]),
        trends=[{"type": "trend", "value": _trend(trend)} for trend in row["trends"]],
        references=references(row),
        period_from=row["period_from"],
        period_to=row["period_to"],
        published_on=in_days(row["published"]),
        edition=row["edition"],
        cover=cover(row, countries),
    )
    page.countries = countries
    page.themes = terms(row, "themes", ReformTheme)
    page.regions = terms(row, "regions", Region)
    page.authors = [
        ReviewAuthor(name=a["name"], affiliation=a["affiliation"], orcid=a["orcid"])
        for a in row["authors"]
    ]
    return page


def _trend(trend: Row) -> Row:
    cited = CaseStudy.objects.filter(slug__in=trend["cited"], locale__language_code="en")
    return {
        "title": trend["title"],
        "text": rich_text(trend["text"]),
        "regions": trend["regions"],
        "cases": list(cited.values_list("pk", flat=True)),
    }


def memorandum(row: Row, slug: str) -> Memorandum:
    themes = terms(row, "areas", ReformTheme)
    parties = [
        MemorandumParty(
            organisation=organisation(p["organisation"]),
            country=Country.objects.filter(slug=p["country"]).first(),
            signatory=p["signatory"],
            post=p["post"],
        )
        for p in row["parties"]
    ]
    countries = [p.country for p in parties if p.country]
    page = Memorandum(
        title=row["title"],
        slug=slug,
        reference=row["reference"],
        memorandum_kind=row["kind"],
        summary=row["summary"],
        **_term(row),
        signed_at=row["signed_at"],
        commitments=[
            {"type": "commitment", "value": {**c, "due": c["due"] or None}}
            for c in row["commitments"]
        ],
        confidentiality=row["confidentiality"],
        cover=cover(row, countries[-1:]),
    )
    page.themes = themes
    page.parties = parties
    return page


def _term(row: Row) -> Row:
    def day(value: str) -> date | None:
        return datetime.fromisoformat(value).date() if value else None

    return {
        "signed_on": day(row["signed_on"]),
        "in_force_from": day(row["in_force_from"]),
        "expires_on": in_days(row["expires"]) if row["expires"] else None,
        "renews": row["renews"] and bool(row["expires"]),
        "notice_days": row["notice_days"] or None,
        "ended_on": in_days(row["ended"]) if row["ended"] else None,
    }


ADOPTION_TEXTS = [f"{name}_{code}" for name in ("changes", "outcome") for code in LANGUAGES]


def load_adoptions() -> None:
    for row in read(HERE / "adoptions.toml")["adoption"]:
        case = CaseStudy.objects.filter(slug=row["case"], locale__language_code="en").first()
        country = Country.objects.get(slug=row["country"])
        if case and not Adoption.objects.filter(case=case, country=country).exists():
            Adoption.objects.create(
                case=case,
                country=country,
                year=row["year"],
                status=row["status"],
                **{name: row[name] for name in ADOPTION_TEXTS},
            )
