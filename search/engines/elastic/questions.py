"""A SearchQuery in Elasticsearch's language: words, facets under each other's choices, order."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from elasticsearch_dsl import A, Q, Search
from elasticsearch_dsl.query import Query

from hub.languages import LANGUAGES
from hub.vocabulary import FACETS, EventStatus
from search.query import OWN_LANGUAGE, Likeness, SearchQuery
from search.text import Phrase, Unit, loosened, stem

# As in the embedded engine: a title counts more than a body, a form more than a stem.
EXACT = {"title": 4.0, "body": 1.0}
STEMMED = {"title_stems": 3.0, "body_stems": 1.0}
TIER = 10_000.0
MOST_VALUES = 10_000  # of one facet: all there are


def words_query(units: tuple[Unit, ...]) -> Query:
    """Works that have one alternative of every unit."""
    return Q("bool", must=[_unit(unit) for unit in units]) if units else Q("match_all")


def _ranked(units: tuple[Unit, ...], least: int, language: str) -> Query:
    """The same, or works with `least` of the units that may be lacking, in the order of relevance:
    a unit more outweighs any score."""
    if not units:
        return Q("match_all")
    if not least:
        return _own_first(words_query(units), language)
    must, may = loosened(units)
    scored = Q(
        "bool",
        must=[_unit(unit) for unit in must],
        should=[_unit(unit) for unit in may],
        minimum_should_match=least,
    )
    tiers = [Q("constant_score", filter=_unit(unit), boost=TIER) for unit in may]
    return Q("bool", must=[_own_first(scored, language)], should=tiers)


def _own_first(scored: Query, language: str) -> Query:
    own = {"filter": Q("term", **{"facets.language": language}), "weight": OWN_LANGUAGE}
    return Q("function_score", query=scored, functions=[own], boost_mode="multiply")


def tiers(units: tuple[Unit, ...]) -> dict[str, Any]:
    """Asks how many works have at least so many of the units that may be lacking."""
    must, may = loosened(units)
    each = [_unit(unit) for unit in may]
    counted = {
        str(least): Q("bool", should=each, minimum_should_match=least).to_dict()
        for least in range(1, len(may) + 1)
    }
    return {
        "size": 0,
        "query": words_query(must).to_dict(),
        "aggs": {"tiers": {"filters": {"filters": counted}}},
    }


def having(texts: Sequence[tuple[Unit, ...]]) -> dict[str, Any]:
    """Asks how many works have all the units of each text."""
    counted = [words_query(units).to_dict() for units in texts]
    return {"size": 0, "aggs": {"having": {"filters": {"filters": counted}}}}


def _unit(unit: Unit) -> Query:
    should = [query for phrase in unit for query in _phrase(phrase)]
    return Q("bool", should=should, minimum_should_match=1)


def _phrase(phrase: Phrase) -> list[Query]:
    found = [_stands(field, boost, phrase.words) for field, boost in EXACT.items()]
    if not phrase.exact:
        forms = {tuple(stem(word, language) for word in phrase.words) for language in LANGUAGES}
        found += [
            _stands(field, boost, form)
            for form in sorted(forms)
            for field, boost in STEMMED.items()
        ]
    return found


def _stands(field: str, boost: float, words: tuple[str, ...]) -> Query:
    if len(words) == 1:
        return Q("term", **{field: {"value": words[0], "boost": boost}})
    return Q("match_phrase", **{field: {"query": " ".join(words), "boost": boost}})


def request(search: Search, query: SearchQuery, units: tuple[Unit, ...], least: int = 0) -> Search:
    """The whole question: hits of one page, and counts of every value of every facet."""
    start = (query.page - 1) * query.page_size
    asked = _ranked(units, least, query.language)
    if query.sort == "soonest":
        asked = _soon(asked)
    search = search.query(asked)[start : start + query.page_size]
    search = search.extra(track_total_hits=True).source(False)
    chosen = _chosen(query.filters)
    if chosen:
        search = search.post_filter(Q("bool", filter=list(chosen.values())))
    for facet in FACETS:
        others = [choice for key, choice in chosen.items() if key != facet.key]
        counted = _values(facet.key)
        if others:
            search.aggs.bucket(facet.key, "filter", filter=Q("bool", filter=others)).bucket(
                "values", counted
            )
        else:
            search.aggs.bucket(facet.key, counted)
    return search.sort(*_order(query, bool(units)))


def _chosen(filters: Mapping[str, tuple[str, ...]]) -> dict[str, Query]:
    return {
        key: Q("terms", **{f"facets.{key}": list(values)})
        for key, values in filters.items()
        if values
    }


def _values(facet: str) -> Any:
    return A("terms", field=f"facets.{facet}", size=MOST_VALUES)


def _soon(asked: Query) -> Query:
    """The same works: of what is to come the score falls with the days until then, what takes
    place now has more than any of it, and the past has none."""
    today = timezone.localdate().isoformat()
    running = Q("term", **{"facets.event_status": EventStatus.RUNNING})
    past = Q("term", **{"facets.event_status": EventStatus.PAST})
    coming = Q(
        "bool",
        must=[Q("distance_feature", field="dated", origin=today, pivot="365d")],
        filter=[Q("range", dated={"gte": today})],
        must_not=[running, past],
    )
    now = Q("constant_score", filter=running, boost=2.0)
    return Q("bool", filter=[asked], should=[now, coming])


def _order(query: SearchQuery, has_words: bool) -> list[Any]:
    newest: list[Any] = [{"dated": {"order": "desc", "missing": "_last"}}, {"work": "desc"}]
    if query.sort == "soonest" or (query.sort == "relevance" and has_words):
        return ["_score", *newest]
    if query.sort == "title":
        # Without a title in the reader's language by that of the original, each language by itself.
        # An index from before the field has them all together until it is rebuilt.
        return [
            {f"sort_title.{query.language}": {"order": "asc", "missing": "_last"}},
            {"original_language": {"order": "asc", "unmapped_type": "keyword"}},
            {"sort_title.original": "asc"},
            {"work": "asc"},
        ]
    return newest


def beginning_with(beginnings: Sequence[str]) -> Query:
    return Q("bool", should=[Q("prefix", starts=beginning) for beginning in beginnings])


def _shared(likeness: Likeness, words: Sequence[str]) -> list[Query]:
    """Of each value and word: having it."""
    values = [Q("term", **{f"facets.{key}": value}) for key, value in likeness.values()]
    return [*values, *(_unit((Phrase((word,)),)) for word in words)]


def sharing(likeness: Likeness) -> dict[str, Any]:
    """Asks how many works have each value and each word of a work."""
    filters = [query.to_dict() for query in _shared(likeness, likeness.words)]
    counted = {"having": {"filters": {"filters": filters}}} if filters else {}
    return {"size": 0, "track_total_hits": True, "aggs": counted}


def alike(likeness: Likeness, words: Sequence[str], weights: Sequence[float]) -> dict[str, Any]:
    """Asks for works of the kind that share values or words, by the sum of their weights."""
    pairs = zip(_shared(likeness, words), weights, strict=True)
    found = Q(
        "bool",
        filter=[Q("term", **{"facets.kind": likeness.kind})],
        must_not=[Q("term", work=likeness.work)],
        should=[Q("constant_score", filter=shared, boost=weight) for shared, weight in pairs],
        minimum_should_match=1,
    )
    return {
        "query": found.to_dict(),
        "sort": ["_score", {"dated": "desc"}, {"work": "desc"}],
        "size": likeness.most,
        "_source": False,
    }


def crossed(first: str, second: str, filters: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """Asks how many works have a value of the one facet and a value of the other."""
    search = Search().query("bool", filter=list(_chosen(filters).values()))[:0]
    search.aggs.bucket("first", _values(first)).bucket("second", _values(second))
    return search.to_dict()


def counts(answer: Any) -> dict[str, dict[str, int]]:
    found = {}
    for facet in FACETS:
        bucket = answer["aggregations"].get(facet.key, {})
        rows = bucket.get("values", bucket).get("buckets", [])
        found[facet.key] = {row["key"]: row["doc_count"] for row in rows}
    return found
