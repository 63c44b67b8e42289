"""ElasticEngine: questions of visitors."""

from typing import Any

from elasticsearch_dsl import Search

from search import labels
from search.engine import CannotAnswer
from search.engines.elastic import questions
from search.engines.elastic.client import reader, told_plainly
from search.engines.elastic.spelling import correct
from search.engines.elastic.writing import Writing
from search.query import ENOUGH, EngineAnswer, Likeness, SearchQuery
from search.text import Unit, loosened, parse, words

WINDOW = 10_000  # index.max_result_window: results past it are the embedded engine's
MOST_CLAUSES = 1_000  # of a query; Elasticsearch refuses more than 1,024 or so


class ElasticEngine(Writing):
    """One instance for each process; connections are shared by its threads."""

    name = "elasticsearch"

    def search(self, query: SearchQuery) -> EngineAnswer:
        """Raises EngineUnavailable; CannotAnswer past the result window or for too long a query."""
        if query.page * query.page_size > WINDOW:
            raise CannotAnswer("past the result window")
        if sum(map(len, query.filters.values())) > MOST_CLAUSES:
            raise CannotAnswer("too many choices")
        answer = self._ask(query, query.text)
        text, corrected, least = query.text, None, 0
        if words(query.text) and not self._matched(answer):
            corrected = correct(query.text, self.alias, self._hits)
            if corrected:
                text = corrected
                answer = self._ask(query, text)
            if not self._matched(answer):
                least = self._least(self._units(text))
                answer = self._ask(query, text, least) if least else answer
        return EngineAnswer(
            count=answer["hits"]["total"]["value"],
            works=[int(hit["_id"]) for hit in answer["hits"]["hits"]],
            counts=questions.counts(answer),
            engine=self.name,
            text=text,
            corrected=corrected,
            loosened=bool(least),
        )

    def _ask(self, query: SearchQuery, text: str, least: int = 0) -> Any:
        request = questions.request(Search(), query, self._units(text), least)
        return self._search(request.to_dict())

    def _least(self, units: tuple[Unit, ...]) -> int:
        """As many units as at least ENOUGH works have, or any work; 0 when there is no choice."""
        if len(units) < 2 or not loosened(units)[1]:
            return 0
        buckets = self._search(questions.tiers(units))["aggregations"]["tiers"]["buckets"]
        counted = {int(key): bucket["doc_count"] for key, bucket in buckets.items()}
        wide = [least for least, works in counted.items() if works >= ENOUGH]
        return max(wide, default=1 if counted.get(1) else 0)

    def _search(self, body: dict[str, Any]) -> Any:
        with told_plainly():
            return reader().search(index=self.alias, body=body).body

    def _units(self, text: str) -> tuple[Unit, ...]:
        units = parse(text, labels.vocabulary().synonyms)
        if sum(len(unit) for unit in units) * 8 > MOST_CLAUSES:
            raise CannotAnswer("too many words")
        return units

    @staticmethod
    def _matched(answer: Any) -> bool:
        """Whether any work has the words, before facets are chosen."""
        return bool(answer["hits"]["total"]["value"]) or any(questions.counts(answer).values())

    def _hits(self, text: str) -> int:
        """Works with the words, or with some of them if there are several and none has all."""
        units = self._units(text)
        query = questions.words_query(units)
        with told_plainly():
            found = reader().count(index=self.alias, body={"query": query.to_dict()})["count"]
        return found or self._least(units)

    def complete(self, prefix: str, most: int) -> list[str]:
        folded = " ".join(words(prefix))
        if not folded:
            return []
        answer = self._search(
            {
                "query": {"prefix": {"starts": folded}},
                "sort": [{"sort_title.original": "asc"}],
                "size": most,
                "_source": ["code"],
            }
        )
        return [hit["_source"]["code"] for hit in answer["hits"]["hits"]]

    def similar(self, likeness: Likeness) -> list[tuple[int, float]]:
        answer = self._search(
            {
                "query": questions.likeness_query(likeness).to_dict(),
                "sort": ["_score", {"dated": "desc"}, {"work": "desc"}],
                "size": likeness.most,
                "_source": False,
            }
        )
        return [(int(hit["_id"]), hit["sort"][0]) for hit in answer["hits"]["hits"]]
