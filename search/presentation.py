"""What templates are given: chips, pages, addresses, counts of terms."""

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hub.models import Country, ReformTheme
from search import labels, services
from search.addresses import Address
from search.query import Results
from search.services import Section
from search.world import world_map

SORT_LABELS = {
    "relevance": gettext_lazy("Relevance"),
    "newest": gettext_lazy("Newest first"),
    "soonest": gettext_lazy("Soonest first"),
    "title": pgettext_lazy("order", "Title"),
}
AROUND = 2  # pages shown on each side of the current one


def search_context(results: Results, path: str) -> dict[str, Any]:
    """Context of the search page and of a library page."""
    address = Address(path, results)
    query = results.query
    return {
        "results": results,
        "form_action": path,
        "q": query.text,
        "sort": query.sort,
        "sort_choices": _sort_choices(results),
        "chips": _chips(results, address),
        "clear_url": address.cleared(),
        "elsewhere": address.elsewhere(),
        "preset_hidden": address.hidden(),
        "pagination": _pagination(results, address),
        "ignored": results.ignored,
        "corrected": results.corrected,
        "original_url": address.exactly() if results.corrected else "",
        "advice": _advice(results, address) if not results.count else [],
    }


def _sort_choices(results: Results) -> list[dict[str, Any]]:
    """The usual order has an empty value, so that it may change with what is asked."""
    usual, query = results.sorts[0], results.query
    return [
        {
            "value": "" if name == usual else name,
            "label": SORT_LABELS[name],
            "chosen": name == query.sort,
        }
        for name in dict.fromkeys([*results.sorts, query.sort])
    ]


def _query(**values: str) -> str:
    data = QueryDict(mutable=True)
    data.update(values)
    return data.urlencode()


def _chips(results: Results, address: Address) -> list[dict[str, str]]:
    return [
        {
            "facet_label": facet.label,
            "label": value.label,
            "lang": value.value if facet.key in ("language", "working_language") else "",
            "remove_url": address.without(facet.key, value.value),
        }
        for facet in results.facets
        for value in facet.selected
        if facet.listed or not results.query.view
    ]


def _pagination(results: Results, address: Address) -> dict[str, Any] | None:
    if results.pages == 1:
        return None
    current, last = results.page, results.pages
    shown = sorted({1, last, *range(max(1, current - AROUND), min(last, current + AROUND) + 1)})
    pages: list[dict[str, Any] | None] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number - before > 1:
            pages.append(None)
        pages.append({"number": number, "url": address.page(number), "current": number == current})
    return {
        "previous": address.page(current - 1) if current > 1 else None,
        "next": address.page(current + 1) if current < last else None,
        "pages": pages,
    }


def _advice(results: Results, address: Address) -> list[dict[str, str]]:
    """What to try when nothing was found: which choice to drop, or all of them."""
    found = []
    for facet in results.facets:
        if facet.selected and (facet.listed or not results.query.view):
            names = ", ".join(value.label for value in facet.selected)
            found.append(
                {
                    "label": _("Without %(facet)s: %(names)s")
                    % {"facet": facet.label, "names": names},
                    "url": address.without(facet.key),
                    "text": "",
                }
            )
    return found


def _sections(
    sections: list[Section], facet: str, slug: str, language: str
) -> list[dict[str, Any]]:
    vocabulary = labels.vocabulary()
    base = reverse("search")
    return [
        {
            "kind": section.kind,
            "title": vocabulary.label("kind", section.kind, language),
            "hits": section.hits,
            "count": section.count,
            "more_url": f"{base}?{_query(**{facet: slug, 'kind': section.kind})}",
        }
        for section in sections
        if section.count
    ]


def country_context(term: Country, sections: list[Section], language: str) -> dict[str, Any]:
    return {
        "term": {
            "slug": term.slug,
            "name": term.name_in(language),
            "membership": term.get_membership_display() if term.membership != "none" else "",
            "national_body": term.national_body_in(language),
        },
        "crumb": {"title": _("Countries"), "url": reverse("countries")},
        "regions": [
            {
                "label": region.name_in(language),
                "url": f"{reverse('search')}?{_query(region=region.slug)}",
            }
            for region in term.regions.all()
        ],
        "sections": _sections(sections, "country", term.slug, language),
        "search_url": f"{reverse('search')}?{_query(country=term.slug)}",
    }


def theme_context(term: ReformTheme, sections: list[Section], language: str) -> dict[str, Any]:
    found = services.counts(theme=(term.slug,))
    everywhere = found.get("theme", {})
    vocabulary = labels.vocabulary()
    return {
        "theme": {
            "name": term.name_in(language),
            "description": term.description_in(language),
            "parent": term.parent
            and {
                "name": term.parent.name_in(language),
                "url": reverse("theme", args=[term.parent.slug]),
            },
            "children": [
                {
                    "name": child.name_in(language),
                    "url": reverse("theme", args=[child.slug]),
                    "count": everywhere.get(child.slug, 0),
                }
                for child in term.children.all()
            ],
        },
        "crumb": {"title": _("Themes"), "url": reverse("themes")},
        "regions": [
            {
                "label": label,
                "count": found["region"][slug],
                "url": f"{reverse('search')}?{_query(theme=term.slug, region=slug)}",
            }
            for slug, label in vocabulary.labels["region"][language].items()
            if found.get("region", {}).get(slug)
        ],
        "sections": _sections(sections, "theme", term.slug, language),
        "search_url": f"{reverse('search')}?{_query(theme=term.slug)}",
    }


def term_list(facet: str, language: str) -> list[dict[str, Any]]:
    """Terms under which something is published, with counts; themes as a tree."""
    vocabulary = labels.vocabulary()
    found = services.counts().get(facet, {})
    pages = {"country": "country", "theme": "theme"}
    rows: dict[str, dict[str, Any]] = {
        slug: {
            "label": label,
            "slug": slug,
            "count": found[slug],
            "url": reverse(pages[facet], args=[slug])
            if facet in pages
            else f"{reverse('search')}?{_query(**{facet: slug})}",
            "children": [],
        }
        for slug, label in vocabulary.labels[facet][language].items()
        if found.get(slug)
    }
    if facet != "theme":
        return list(rows.values())
    for slug, parent in vocabulary.parents.items():
        if slug in rows and parent in rows:
            rows[parent]["children"].append(rows[slug])
    return [row for slug, row in rows.items() if slug not in vocabulary.parents]


def terms_context(facet: str, language: str) -> dict[str, Any]:
    terms = term_list(facet, language)
    published = {term["slug"] for term in terms}
    return {
        "nested": facet == "theme",
        "title": str(_("Countries") if facet == "country" else _("Themes")),
        "terms": terms,
        "world": world_map(language, published) if facet == "country" else None,
    }
