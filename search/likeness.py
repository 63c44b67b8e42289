"""Works like another one, and why they are."""

from hub.languages import LANGUAGES
from search import labels, listing, text
from search.document import facet_values, original_first
from search.engine import get_engine
from search.models import SearchDocument
from search.query import LIKENESS, Hit, Likeness, Reason, Similar

MOST_WORDS = 16  # that are compared
SHORTEST = 5  # letters of such a word
NAMED = ("theme", "country", "outcome")  # facets that are given as a reason


def similar(code: str, language: str, most: int = 4) -> list[Similar]:
    """Works like the one with this code, best first."""
    rows = list(SearchDocument.objects.filter(code=code, visible=True).defer("body", "keywords"))
    if not rows:
        return []
    rows = original_first(rows)
    own = rows[0]
    facets, words = facet_values(own.facets), _words(rows)
    shared = {key: tuple(facets.get(key, ())) for key in LIKENESS}
    alike = get_engine().similar(Likeness(own.work, own.kind, shared, tuple(words)))
    telling = {word: words[word] for word in alike.words}
    works = [work for work, _score in alike.works[:most]]
    found = listing.shown(SearchDocument.objects.filter(work__in=works), body=True)
    vocabulary = labels.vocabulary()
    return [
        Similar(hit, _reasons(_values(facets, hit), telling, found[work], language))
        for work in works
        if work in found
        for hit in [listing.hit(listing.best(found[work], language), (), language, vocabulary)]
    ]


def _words(rows: list[SearchDocument]) -> dict[str, str]:
    """Longer words of titles, then of summaries, each with its language."""
    texts = [(row.title, row.language) for row in rows]
    texts += [(row.summary, row.language) for row in rows]
    found: dict[str, str] = {}
    for written, language in texts:
        for word in text.words(written):
            if len(word) >= SHORTEST and word not in text.STOP_WORDS and not word.isdigit():
                found.setdefault(word, language)
    return dict(list(found.items())[:MOST_WORDS])


def _values(facets: dict[str, list[str]], hit: Hit) -> list[Reason]:
    names = [
        label
        for key in NAMED
        for value, label in zip(hit.facets.get(key, ()), hit.labels.get(key, ()), strict=False)
        if value in facets.get(key, ())
    ]
    return [Reason(name) for name in names[:4]]


def _reasons(
    values: list[Reason], words: dict[str, str], others: list[listing.Shown], language: str
) -> list[Reason]:
    """`values` and up to two of the words that another work has in some form: of the reader's
    language, or of another when there is no other reason."""
    there: set[str] = set()
    for row in others:
        for written in (row.title, row.summary, row.body):
            there |= {text.stem(word, row.language) for word in text.words(written)}
    shared = [word for word, own in words.items() if text.stem(word, own) in there]
    own_words = [word for word in shared if words[word] == language]
    opening, closing = LANGUAGES[language].quotes
    named = own_words or ([] if values else shared)
    return values + [
        Reason(f"{opening}{word}{closing}", "" if words[word] == language else words[word])
        for word in named[:2]
    ]
