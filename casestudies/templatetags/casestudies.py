"""What templates of cases, reviews and memoranda show beside the page's own fields."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from casestudies import adoptions, citations, contents, indicators, selectors
from casestudies.models import Adoption, CaseStudy, Memorandum, TrendReview
from hub.collation import by_name
from hub.dates import hub_date
from hub.languages import active_language
from hub.models import Publication, Region
from hub.numbers import hub_number
from hub.page_languages import language_note
from hub.page_links import foreign, link_to
from hub.vocabulary import Evidence, Funding, Level

register = template.Library()
Fact = dict[str, Any]


def _country_facts(page: Publication) -> list[Fact]:
    countries = by_name(page.countries.all())
    label = _("Country") if len(countries) == 1 else _("Countries")
    links = [{"text": c.name, "url": reverse("country", args=[c.slug])} for c in countries]
    return [{"key": "countries", "label": label, "links": links}] if links else []


def _theme_facts(page: Publication, label: str) -> list[Fact]:
    links = [{"text": t.name, "url": reverse("theme", args=[t.slug])} for t in page.themes.all()]
    return [{"key": "themes", "label": label, "links": links}] if links else []


def _plain(label: str, value: object, key: str = "", lang: str = "") -> list[Fact]:
    """`key` is the same in every language and for one and many."""
    return [{"key": key, "label": label, "value": value, "lang": lang}] if value else []


def _labels(values: list[str], choices: Any) -> str:
    """In a row, so that only the first begins with a capital."""
    first, *others = [str(choices(x).label) for x in values if x in choices.values] or [""]
    return ", ".join([first, *(label[:1].lower() + label[1:] for label in others)])


def _years(page: CaseStudy) -> str:
    if page.started and page.ended:
        return f"{page.started}–{page.ended}"
    return _("since %s") % page.started if page.started else str(page.ended or "")


@register.simple_tag
def case_facts(page: CaseStudy) -> list[Fact]:
    """The summary box of a case: (label, value, url) in the order in which one asks."""
    outcome = page.get_outcome_display() if page.outcome else ""
    return [
        *_country_facts(page),
        *_plain(_("Place"), page.place, "place", foreign(page)),
        *_plain(_("Led by"), page.lead_organisation and page.lead_organisation.name, "lead"),
        *_plain(_("Years"), _years(page), "years"),
        {"key": "outcome", "label": _("Outcome"), "value": outcome, "status": page.outcome},
        *_plain(_("Stage"), page.get_stage_display() if page.stage else "", "stage"),
        *_plain(_("Level of government"), _labels(page.level, Level), "level"),
        *_cost_facts(page),
        *_plain(_("Staff"), page.staff, "staff", foreign(page)),
        *_plain(_("Funding"), _labels(page.funding, Funding), "funding"),
        *_plain(_("Evidence"), _labels(page.evidence, Evidence), "evidence"),
        *_plain(_("Verification"), page.get_verification_display(), "verification"),
        *_plain(_("Last verified"), hub_date(page.last_verified), "verified"),
        *_plain(_("Published"), page.first_published_at and hub_date(page.dated), "published"),
        *_theme_facts(page, _("Themes")),
    ]


def _cost_facts(page: CaseStudy) -> list[Fact]:
    """One cost is told at once; several are a table further down."""
    if len(page.costs) > 1:
        number = len(page.costs)
        text = ngettext("%(n)s item, see below", "%(n)s items, see below", number) % {"n": number}
        return [{"key": "cost", "label": _("Cost"), "links": [{"text": text, "url": "#means"}]}]
    return [
        fact
        for cost in page.costs
        for fact in _plain(
            _("Cost"),
            f"{cost.value['item']}: {hub_number(cost.value['amount'])} {cost.value['currency']}"
            + (f" ({cost.value['year']})" if cost.value.get("year") else ""),
            "cost",
            foreign(page),
        )
    ]


@register.simple_tag
def case_indicators(page: CaseStudy) -> list[indicators.Measured]:
    """Before and after, drawn and in percent."""
    return indicators.measured(page)


@register.simple_tag
def case_adoptions(page: CaseStudy) -> list[Adoption]:
    return list(adoptions.of_case(page)) if page.pk else []


@register.simple_tag
def country_exchanges(slug: str) -> dict[str, list[adoptions.Exchange]]:
    return adoptions.exchanges(slug, active_language())


@register.simple_tag
def citation(page: Publication) -> str:
    return citations.as_text([citations.of_page(page)]) if page.code else ""


@register.simple_tag
def citation_formats(page: Publication) -> list[Fact]:
    """Files with the title in the reader's language."""
    language = f"?lang={active_language()}"
    return [
        {"label": label, "url": reverse("cite", args=[page.code, form]) + language}
        for form, label in citations.LABELS.items()
        if page.code
    ]


@register.simple_tag
def case_contents(page: CaseStudy, partners: list[Any]) -> list[contents.Chapter]:
    return contents.of_case(page, partners)


@register.simple_tag
def review_contents(page: TrendReview) -> list[contents.Chapter]:
    return contents.of_review(page)


@register.simple_tag
def review_trends(page: TrendReview) -> list[Fact]:
    trends = selectors.trends(page)
    names = {region.slug: region.name for region in Region.objects.all()}
    cited = {pk for trend in trends for pk in trend["cases"]}
    cases = selectors.cited_cases(cited, active_language())
    return [
        {
            "title": trend["title"],
            "text": expand_db_html(trend["text"]),
            "regions": [names[slug] for slug in trend["regions"] if slug in names],
            "cases": [link_to(cases[pk]) for pk in trend["cases"] if pk in cases],
        }
        for trend in trends
    ]


@register.simple_tag
def review_abstract(page: TrendReview) -> dict[str, str]:
    text, code = page.in_languages("abstract")
    return {"text": text, "lang": code if code != active_language() else ""}


@register.simple_tag(takes_context=True)
def review_language_note(context: dict[str, Any]) -> dict[str, Any]:
    """As of any work; but an abstract may be there in a language into which the text is not."""
    note = language_note(context)
    own = getattr(context["page"], f"abstract_{active_language()}", "")
    if context.get("text_language") and own:
        note["text"] = _("So far only the abstract is translated; the rest is in another language.")
    return note


@register.simple_tag
def review_keywords(page: TrendReview) -> dict[str, str]:
    text, code = page.in_languages("keywords")
    words = [word.strip() for word in text.split(",") if word.strip()]
    return {"text": "\u00a0· ".join(words), "lang": code if code != active_language() else ""}


@register.simple_tag
def review_facts(page: TrendReview) -> list[Fact]:
    regions = ", ".join(region.name for region in page.regions.all())
    years = (page.period_from, page.period_to)
    period = f"{page.period_from}–{page.period_to}" if all(years) else ""
    return [
        *_plain(_("Published"), hub_date(page.published_on)),
        *_plain(_("Covers"), period),
        *_plain(_("Regions"), regions),
        *_plain(_("Edition"), page.edition, lang=foreign(page)),
        *_plain("ISBN / ISSN", page.isbn),
        *_plain("DOI", page.doi),
        *_theme_facts(page, _("Themes")),
    ]


@register.simple_tag
def review_editions(page: TrendReview) -> dict[str, list[dict[str, str]]]:
    found = selectors.other_editions(page, active_language()) if page.pk else ([], [])
    older, newer = ([link_to(review) for review in reviews] for reviews in found)
    return {"older": older, "newer": newer}


def _days(number: int) -> str:
    return ngettext("%(days)s day", "%(days)s days", number) % {"days": hub_number(number)}


@register.simple_tag
def memorandum_facts(page: Memorandum) -> list[Fact]:
    return [
        *_plain(_("Reference"), page.reference),
        *_plain(_("Kind"), page.get_memorandum_kind_display()),
        {"label": _("Status"), "value": page.status.label, "status": page.status},
        *_plain(_("Signed on"), hub_date(page.signed_on)),
        *_plain(_("Signed at"), page.signed_at, lang=foreign(page)),
        *_plain(_("In force from"), hub_date(page.in_force_from)),
        *_plain(_("Expires on"), hub_date(page.expires_on)),
        *_plain(_("Renewal"), _("Renews automatically") if page.renews else ""),
        *_plain(_("Notice"), _days(page.notice_days) if page.notice_days else ""),
        *_plain(_("Ended on"), hub_date(page.ended_on)),
        *_theme_facts(page, _("Areas")),
    ]


@register.simple_tag
def works_of_event(page: Page) -> list[dict[str, Any]]:
    """What the page of an event, whose application knows nothing of these, links to."""
    works = selectors.works_of_event(page, active_language()) if page.pk else []
    return [{**link_to(work), "kind_label": work.kind.label} for work in works]


@register.simple_tag
def event_of_case(page: CaseStudy) -> dict[str, str]:
    event = selectors.event_of(page, active_language())
    return link_to(event) if event else {}


@register.simple_tag
def memorandum_related(page: Memorandum) -> list[dict[str, str]]:
    language = active_language()
    return [link_to(found) for found in selectors.related_pages(page, language)] if page.pk else []
