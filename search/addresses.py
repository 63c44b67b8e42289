"""Addresses of the same search with one thing changed."""

from dataclasses import dataclass
from urllib.parse import urlencode

from search.query import Results

Parameters = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Address:
    """The address of the same search with one thing changed."""

    path: str
    results: Results

    def parameters(self) -> Parameters:
        query = self.results.query
        data = {"q": [query.text]} if query.text else {}
        data |= {key: list(values) for key, values in query.filters.items()}
        if query.sort != self.results.sorts[0]:
            data["sort"] = [query.sort]
        if query.view:
            data["view"] = [query.view]
        if query.exact:
            data["exact"] = ["1"]
        return data

    def exactly(self) -> str:
        """With the words as they were typed."""
        return self.with_(exact="1")

    def cleared(self) -> str:
        """With the words and the view, without any choice."""
        return self._only("q", *self._viewed())

    def elsewhere(self) -> str:
        """The query string for another view of the same search, or a feed of it."""
        data = self.parameters()
        for key in ("view", "month", "sort"):
            data.pop(key, None)
        return urlencode(data, doseq=True)

    def _viewed(self) -> list[str]:
        return ["view", "month"] if self.results.query.view else []

    def hidden(self) -> dict[str, list[str]]:
        """What the form of the facets keeps and does not show."""
        data = self.parameters()
        return {key: data.get(key, []) for key in self._viewed()}

    def _only(self, *names: str) -> str:
        return self._join({k: v for k, v in self.parameters().items() if k in names})

    def with_(self, **changes: str) -> str:
        return self._join(self.parameters() | {key: [value] for key, value in changes.items()})

    def without(self, facet: str, value: str | None = None) -> str:
        data = self.parameters()
        data[facet] = [v for v in data[facet] if value is not None and v != value]
        return self._join(data)

    def page(self, number: int) -> str:
        return self.with_(page=str(number)) if number > 1 else self._join(self.parameters())

    def _join(self, data: Parameters) -> str:
        query = urlencode(data, doseq=True)
        return f"{self.path}?{query}" if query else self.path
