"""ElasticEngine: questions of visitors."""

from collections.abc import Mapping, Sequence
from typing import Any

from elasticsearch_dsl import Search

from search import labels
from search.engine import CannotAnswer
from search.engines.elastic import questions
from search.engines.elastic.client import Question
from search.engines.elastic.writing import Writing
from search.query import (
    ENOUGH,
    LIKENESS,
    WORD_LIKENESS,
    Alike,
    EngineAnswer,
    Likeness,
    Pair,
    SearchQuery,
    is_telling,
    likeness_weight,
)
from search.rewrites import rewrite
from search.text import Synonyms, Unit, loosened, parse, words

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
        question = Question()
        text, answer, corrected, least = query.text, self._ask(question, query, query.text), None, 0
        if words(text) and not self._matched(answer):
            corrected = self._better(question, query)
            text = corrected or text
            answer, least = self._as_far_as_possible(question, query, text, answer)
            if corrected and not self._matched(answer):
                text, corrected = query.text, None
        return EngineAnswer(
            count=answer["hits"]["total"]["value"],
            works=[int(hit["_id"]) for hit in answer["hits"]["hits"] if hit["_id"].isdecimal()],
            counts=questions.counts(answer),
            engine=self.name,
            text=text,
            corrected=corrected,
            loosened=bool(least),
        )

    def _ask(self, question: Question, query: SearchQuery, text: str, least: int = 0) -> Any:
        request = questions.request(Search(), query, self._units(text), least)
        return question.search(self.alias, request.to_dict())

    def _better(self, question: Question, query: SearchQuery) -> str | None:
        if query.exact:
            return None
        return rewrite(query.text, lambda texts: self._hits(question, texts))

    def _as_far_as_possible(
        self, question: Question, query: SearchQuery, text: str, answer: Any
    ) -> tuple[Any, int]:
        """Works with all the words of `text`, or with as many as there are: how many, too."""
        if text != query.text:
            answer = self._ask(question, query, text)
        if self._matched(answer):
            return answer, 0
        least = self._least(question, self._units(text))
        return (self._ask(question, query, text, least), least) if least else (answer, 0)

    def _least(self, question: Question, units: tuple[Unit, ...]) -> int:
        """As many units as at least ENOUGH works have, or any work; 0 when there is no choice."""
        if len(units) < 2 or not loosened(units)[1]:
            return 0
        answer = question.search(self.alias, questions.tiers(units))
        buckets = answer["aggregations"]["tiers"]["buckets"]
        counted = {int(key): bucket["doc_count"] for key, bucket in buckets.items()}
        wide = [least for least, works in counted.items() if works >= ENOUGH]
        return max(wide, default=1 if counted.get(1) else 0)

    def _units(self, text: str, synonyms: Synonyms | None = None) -> tuple[Unit, ...]:
        units = parse(text, synonyms or labels.vocabulary().synonyms)
        if sum(len(unit) for unit in units) * 8 > MOST_CLAUSES:
            raise CannotAnswer("too many words")
        return units

    @staticmethod
    def _matched(answer: Any) -> bool:
        """Whether any work has the words, before facets are chosen."""
        return bool(answer["hits"]["total"]["value"]) or any(questions.counts(answer).values())

    def _hits(self, question: Question, texts: Sequence[str]) -> list[int]:
        """Works that have all the words of each text, all counted in one request."""
        synonyms = labels.vocabulary().synonyms
        body = questions.having([self._units(text, synonyms) for text in texts])
        buckets = question.search(self.alias, body)["aggregations"]["having"]["buckets"]
        return [bucket["doc_count"] for bucket in buckets]

    def complete(self, beginnings: Sequence[str], most: int) -> list[str]:
        folded = list(filter(None, (" ".join(words(beginning)) for beginning in beginnings)))
        if not folded:
            return []
        answer = Question().search(
            self.alias,
            {
                "query": questions.beginning_with(folded).to_dict(),
                "sort": [{"sort_title.original": "asc"}, {"work": "asc"}],
                "size": most,
                "_source": ["code"],
            },
        )
        return [hit["_source"]["code"] for hit in answer["hits"]["hits"]]

    def similar(self, likeness: Likeness) -> Alike:
        question = Question()
        answer = question.search(self.alias, questions.sharing(likeness))
        total = answer["hits"]["total"]["value"]
        works = [b["doc_count"] for b in answer["aggregations"]["having"]["buckets"]]
        values = likeness.values()
        telling = {
            word: number
            for word, number in zip(likeness.words, works[len(values) :], strict=True)
            if is_telling(number, total)
        }
        weights = [
            *(
                likeness_weight(LIKENESS[v[0]], n, total)
                for v, n in zip(values, works, strict=False)
            ),
            *(likeness_weight(WORD_LIKENESS, number, total) for number in telling.values()),
        ]
        request = questions.alike(likeness, tuple(telling), weights)
        hits = question.search(self.alias, request)["hits"]["hits"]
        found = [(int(hit["_id"]), hit["sort"][0]) for hit in hits]
        return Alike(found, tuple(telling))

    def pairs(
        self, first: str, second: str, filters: Mapping[str, tuple[str, ...]]
    ) -> dict[Pair, int]:
        answer = Question().search(self.alias, questions.crossed(first, second, filters))
        return {
            (row["key"], cell["key"]): cell["doc_count"]
            for row in answer["aggregations"]["first"]["buckets"]
            for cell in row["second"]["buckets"]
        }
