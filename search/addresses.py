"""Addresses of the same search with one thing changed."""

from dataclasses import dataclass

from django.http import QueryDict

from search.query import Results


@dataclass(frozen=True, slots=True)
class Address:
    """The address of the same search with one thing changed."""

    path: str
    results: Results

    def parameters(self) -> QueryDict:
        query = self.results.query
        data = QueryDict(mutable=True)
        if query.text:
            data["q"] = query.text
        for key, values in query.filters.items():
            data.setlist(key, list(values))
        if query.sort != self.results.sorts[0]:
            data["sort"] = query.sort
        if query.view:
            data["view"] = query.view
        if query.exact:
            data["exact"] = "1"
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
        return data.urlencode()

    def _viewed(self) -> list[str]:
        return ["view", "month"] if self.results.query.view else []

    def hidden(self) -> dict[str, list[str]]:
        """What the form of the facets keeps and does not show."""
        data = self.parameters()
        return {key: data.getlist(key) for key in self._viewed()}

    def _only(self, *names: str) -> str:
        data = self.parameters()
        for key in set(data) - set(names):
            del data[key]
        return self._join(data)

    def with_(self, **changes: str) -> str:
        data = self.parameters()
        for key, value in changes.items():
            data[key] = value
        return self._join(data)

    def without(self, facet: str, value: str | None = None) -> str:
        data = self.parameters()
        kept = [v for v in data.getlist(facet) if value is not None and v != value]
        data.setlist(facet, kept)
        if not kept:
            del data[facet]
        return self._join(data)

    def page(self, number: int) -> str:
        return self.with_(page=str(number)) if number > 1 else self._join(self.parameters())

    def _join(self, data: QueryDict) -> str:
        return f"{self.path}?{data.urlencode()}" if data else self.path
