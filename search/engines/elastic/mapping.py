"""The index: its mapping, and a work as it stands in it. Derived from the document and FACETS.

Words are analysed in Python, as for the embedded engine, so that both find the same works:
Elasticsearch has no stemmer for Kazakh, and the fields hold words and stems with blanks between.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from elasticsearch_dsl import Date, Keyword, Long, Mapping, Object, Text

from hub.languages import LANGUAGES
from hub.vocabulary import FACETS
from search.document import facet_values, original_first
from search.models import SearchDocument
from search.streams import streams
from search.text import ANALYSIS_VERSION, starts

SETTINGS = {
    "number_of_shards": 1,  # one shard keeps counts exact and holds millions of works
    "auto_expand_replicas": "0-1",
    "refresh_interval": "1s",
    "gc_deletes": "1h",  # how long a deleted version is remembered against a stale worker
}

FILLING = {  # instead, until the index is opened for readers
    "auto_expand_replicas": "false",
    "number_of_replicas": 0,
    "refresh_interval": "-1",
}


def mapping() -> Mapping:
    found = Mapping()
    found.meta("dynamic", "strict")
    found.meta("_source", excludes=["title_stems", "body", "body_stems"])
    for name in ("title", "title_stems", "body", "body_stems"):
        found.field(name, Text(analyzer="whitespace"))
    found.field("facets", Object(properties={f.key: _facet() for f in FACETS}))
    found.field("sort_title", Object(properties={x: Keyword() for x in [*LANGUAGES, "original"]}))
    found.field("original_language", Keyword())
    found.field("starts", Keyword())
    found.field("code", Keyword())
    found.field("dated", Date())
    found.field("work", Long())
    found.field("version", Long())
    return found


def _facet() -> Keyword:
    return Keyword(eager_global_ordinals=True)


def body() -> dict[str, Any]:
    return {"settings": SETTINGS, "mappings": mapping().to_dict()}


def body_hash() -> str:
    """Changes when the mapping, the settings or the analysis of words do."""
    content = json.dumps([body(), ANALYSIS_VERSION], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def recipe() -> str:
    """Changes when `source` does. A new facet changes the works that have it, so they are new."""
    fields = sorted(path for path in paths(mapping().to_dict()) if not path.startswith("facets."))
    return hashlib.sha256(json.dumps([fields, ANALYSIS_VERSION]).encode()).hexdigest()


def paths(mappings: dict[str, Any]) -> set[str]:
    """Names of all fields, as in "code" and "facets.country"."""
    found = set()
    for name, field in mappings["properties"].items():
        found |= {f"{name}.{inner}" for inner in paths(field)} if "properties" in field else {name}
    return found


def without(source: str, unknown: set[str]) -> str:
    """A work for an index that was made before there were these fields."""
    if not unknown:
        return source
    content = json.loads(source)
    for path in unknown:
        name, _, inner = path.partition(".")
        if inner:
            content.get(name, {}).pop(inner, None)
        else:
            content.pop(name, None)
    return json.dumps(content, ensure_ascii=False)


def source(work: int, version: int, documents: Sequence[SearchDocument]) -> dict[str, Any]:
    """A work, in all languages in which it is visible, as one document of the index, in JSON's
    own types."""
    found = streams(documents)
    dates = [document.dated for document in documents if document.dated]
    facets: dict[str, dict[str, None]] = {}
    for document in documents:
        for key, values in facet_values(document.facets).items():
            facets.setdefault(key, {}).update(dict.fromkeys(values))
    original = original_first(documents)[0]
    return {
        "title": " ".join(found.title),
        "title_stems": " ".join(found.title_stems),
        "body": " ".join(found.body),
        "body_stems": " ".join(found.body_stems),
        "facets": {key: list(values) for key, values in facets.items()},
        "sort_title": {
            "original": original.sort_title,
            **{document.language: document.sort_title for document in documents},
        },
        "original_language": original.language,
        "starts": list(dict.fromkeys(s for document in documents for s in starts(document.title))),
        "code": documents[0].code,
        "dated": max(dates).isoformat() if dates else None,
        "work": work,
        "version": version,
    }
