"""Page model -> builder of its document. Content applications register themselves."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page, PageViewRestriction

from hub.models import Publication, Term
from search.document import Document

COVER_SPEC = "fill-640x360|format-webp"
Mentions = Callable[[list[Any]], Mapping[int, list[Term]]]


@dataclass(frozen=True, slots=True)
class Parts:
    """What only the application knows of its page: searchable text and what lists show. `keywords`
    are searched beside the names of terms, by language, and are in no excerpt."""

    body: str
    details: dict[str, Any]
    keywords: Mapping[str, Iterable[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    model: type[Publication]
    parts: Callable[[Any], Parts]
    related: tuple[str, ...]
    prefetch: tuple[str, ...]
    mentions: Mentions


_sources: dict[type[Publication], Source] = {}


def register(
    model: type[Publication],
    parts: Callable[[Any], Parts],
    *,
    related: Iterable[str] = (),
    prefetch: Iterable[str] = (),
    mentions: Mentions = lambda pages: {},
) -> None:
    """Make pages of `model` searchable. `related` and `prefetch` spare a query for each page;
    `mentions` gives, by page id, the terms that rows beside the pages add to their own."""
    _sources[model] = Source(model, parts, tuple(related), tuple(prefetch), mentions)


def sources() -> list[Source]:
    return list(_sources.values())


def is_registered(model: type) -> bool:
    return model in _sources


def documents(page_ids: Iterable[int]) -> dict[int, Document]:
    """Current documents of those of the pages that everybody may see now, by page id.

    A constant number of queries for each registered model, whatever the number of pages.
    """
    private = _private_paths()
    found: dict[int, Document] = {}
    for source, ids in _by_source(page_ids):
        pages = list(_pages(source, ids))
        mentions = source.mentions(pages)
        for page in pages:
            if not any(page.path.startswith(path) for path in private) and page.is_public():
                terms = [*page.terms(), *mentions.get(page.pk, ())]
                found[page.pk] = _document(page, source.parts(page), terms)
    return found


def _by_source(page_ids: Iterable[int]) -> list[tuple[Source, list[int]]]:
    """The pages of each registered model, so that no other model is asked for them."""
    rows = Page.objects.filter(pk__in=list(page_ids), live=True).values_list("pk", "content_type")
    ids: dict[int, list[int]] = {}
    for page_id, content_type in rows:
        ids.setdefault(content_type, []).append(page_id)
    types = ContentType.objects.get_for_models(*_sources)
    return [
        (source, ids[types[source.model].pk])
        for source in _sources.values()
        if types[source.model].pk in ids
    ]


def _pages(source: Source, ids: list[int]) -> QuerySet:
    return (
        source.model.objects.filter(pk__in=ids, live=True, alias_of__isnull=True)
        .select_related("locale", "cover", *source.related)
        .prefetch_related(
            "countries__regions", "themes__parent", "cover__renditions", *source.prefetch
        )
    )


def _private_paths() -> list[str]:
    rows = PageViewRestriction.objects.values_list("page__path", flat=True)
    return list(rows)


def _document(page: Publication, parts: Parts, mentioned: Iterable[Term]) -> Document:
    terms = {term.reference: term for term in mentioned}
    keywords = {language: [*words] for language, words in parts.keywords.items()}
    for term in terms.values():
        for language, name in term.names().items():
            keywords.setdefault(language, []).append(name)
        for synonym in term.synonym_list() if term.term_key == "organisation" else ():
            keywords.setdefault("en", []).append(synonym)
    return Document(
        page_id=page.pk,
        translation_key=page.translation_key,
        language=page.locale.language_code,
        is_original=_is_original(page),
        kind=page.kind,
        code=page.code,
        title=page.title,
        summary=page.summary_text,
        body=parts.body,
        url=page.url or "",
        dated=page.dated,
        facets=page.facet_values(),
        keywords={language: tuple(names) for language, names in keywords.items()},
        references=tuple(sorted(terms)),
        cover=_cover(page),
        details=parts.details,
        refresh_at=page.changes_at(),
    )


def _is_original(page: Publication) -> bool:
    original = getattr(page, "original_language", "")
    return not original or original == page.locale.language_code


def _cover(page: Publication) -> dict[str, Any]:
    if page.cover is None:
        return {}
    rendition = page.cover.get_rendition(COVER_SPEC)
    return {
        "id": page.cover_id,
        "url": rendition.url,
        "width": rendition.width,
        "height": rendition.height,
        "alt": page.cover.description,
    }
