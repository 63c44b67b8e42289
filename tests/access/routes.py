"""Every route of the site, from the URL configuration itself."""

from collections.abc import Iterator

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RegexPattern


def _text(pattern: object) -> str:
    if isinstance(pattern, LocalePrefixPattern):
        return "<lang>/"
    text = str(pattern)
    return text.removeprefix("^") if isinstance(pattern, RegexPattern) else text


def routes() -> Iterator[str]:
    """Such as "<lang>/desk/<slug:country>/"."""

    def walk(patterns: list, prefix: str) -> Iterator[str]:
        for entry in patterns:
            route = prefix + _text(entry.pattern)
            if isinstance(entry, URLPattern):
                yield route
            else:
                yield from walk(entry.url_patterns, route)

    return walk(get_resolver().url_patterns, "")
