"""PostgreSQL full text. Words are analysed in Python, so that both databases find the same."""

from collections.abc import Iterable

from search.engines.database.dialect import cursor, variants
from search.streams import Streams
from search.text import Phrase, Unit

STEM = "~"  # marks a stem, so that it never meets a word of the same letters
MAX_POSITION = 16_383  # of a lexeme in a tsvector
MAX_POSITIONS = 255  # of one lexeme
MAX_LEXEME = 2_046  # bytes
MAX_VECTOR = 1_000_000  # bytes; PostgreSQL takes 48,575 more
WEIGHTS = "{0.125, 0.125, 0.75, 1.0}"  # D body stem, C body, B title stem, A title
TIMES = 8  # what a word of the body then counts: 1, as in SQLite
SATURATION, LENGTH = 3.0, 0.6  # k1 and b of BM25: of what was tried, the best (docs/relevance.md)
COUNTED = 20_000  # works of a term, at most, that are counted to know how rare it is


class Postgresql:
    rank_at_most = 5_000  # each vector is unpacked: several times the cost of bm25
    select = "SELECT work FROM search_text WHERE vector @@ %s::tsquery"

    def expression(
        self, units: tuple[Unit, ...], *, every: bool = True, titles: bool = False
    ) -> str:
        operator = " & " if every else " | "
        return operator.join(f"({' | '.join(_phrase(p, titles) for p in unit)})" for unit in units)

    def ranked(
        self, units: tuple[Unit, ...], total: int, *, every: bool = True
    ) -> list[tuple[int, float]]:
        """By BM25, of words as they stand and of stems: `ts_rank` does not know how rare a word is.
        Of a term, `ts_rank_cd` is the sum of the weights of its places, which BM25 starts from."""
        terms = [term for unit in units for term in _terms(unit)]
        rarities, counts, names, scores = (
            [text.format(n=n) for n in range(len(terms))]
            for text in (RARITY, COUNT, "often{n}", SCORE)
        )
        with cursor() as c:
            c.execute(
                f"WITH terms AS (SELECT {', '.join(rarities)}),"
                f" found AS (SELECT work, words, {', '.join(names)} FROM search_text, LATERAL"
                f" (SELECT {WORDS} AS words, {', '.join(counts)} FROM {UNPACKED}) AS counted"
                " WHERE vector @@ %s::tsquery)"
                f" SELECT work, {' + '.join(scores)} FROM terms,"
                " (SELECT *, words / avg(words) OVER () AS length FROM found) AS measured",
                [
                    *(value for term in terms for value in (total, term)),
                    *(value for term in terms for value in (WEIGHTS, term)),
                    self.expression(units, every=every),
                ],
            )
            return c.fetchall()

    def write(self, rows: Iterable[tuple[int, Streams]]) -> None:
        with cursor() as c:
            c.executemany(
                "INSERT INTO search_text (work, vector) VALUES (%s, %s::tsvector)",
                [(work, vector(found)) for work, found in rows],
            )

    def optimise(self) -> None:
        with cursor() as c:
            c.execute("ANALYZE search_text")


# The parts of `ranked`. Unpacking a vector takes longer than counting in it: once for each work.
RARITY = (
    "(SELECT ln(1 + (greatest(%s - works, 0) + 0.5) / (works + 0.5)) FROM (SELECT count(*) AS works"
    f" FROM (SELECT FROM search_text WHERE vector @@ %s::tsquery LIMIT {COUNTED}) AS a) AS b)"
    " AS rarity{n}"
)
COUNT = f"{TIMES} * ts_rank_cd(%s, unpacked, %s::tsquery) AS often{{n}}"
SCORE = (
    f"rarity{{n}} * often{{n}} / (often{{n}} + {SATURATION} * ({1 - LENGTH} + {LENGTH} * length))"
)
WORDS = "(10 + round(length(unpacked), -1))::float"  # in tens: a few do not order two works
UNPACKED = "(SELECT setweight(vector, 'A', '{}'::text[]) AS unpacked OFFSET 0) AS a OFFSET 0"


def vector(found: Streams) -> str:
    """A tsvector literal; words of the title come first, a gap apart from those of the body. Words
    for which there is no room are left out: very long ones, and the last of a very long text."""
    lexemes: dict[str, list[str]] = {}
    gap, room = len(found.title) + 2, MAX_VECTOR
    for start, weight, mark, words in (
        (1, "A", "", found.title),
        (1, "B", STEM, found.title_stems),
        (gap, "C", "", found.body),
        (gap, "D", STEM, found.body_stems),
    ):
        for position, word in enumerate(words, start):
            places = lexemes.get(mark + word)
            if places is None:
                size = len((mark + word).encode())
                if size > MAX_LEXEME or size + 4 > room:
                    continue
                places = lexemes[mark + word] = []
                room -= size + 4
            if position <= MAX_POSITION and len(places) < MAX_POSITIONS and room >= 2:
                places.append(f"{position}{weight}")
                room -= 2
    return " ".join(
        f"'{word}':{','.join(places)}" if places else f"'{word}'"
        for word, places in lexemes.items()
    )


def _phrase(phrase: Phrase, titles: bool) -> str:
    words, stems = (":A", ":B") if titles else ("", "")
    return " | ".join([_as_it_stands(phrase, words), *_stemmed(phrase, stems)])


def _as_it_stands(phrase: Phrase, places: str = "") -> str:
    return _in_a_row(phrase.words, places)


def _stemmed(phrase: Phrase, places: str = "") -> list[str]:
    found = () if phrase.exact else variants(phrase)
    return [_in_a_row([STEM + word for word in words], places) for words in found]


def _in_a_row(words: Iterable[str], places: str) -> str:
    return "(" + " <-> ".join(f"'{word}'{places}" for word in words) + ")"


def _terms(unit: Unit) -> list[str]:
    """The words of all phrases of a unit, as they stand, and their stems: each counts by itself."""
    stems = [form for phrase in unit for form in _stemmed(phrase)]
    return [" | ".join(map(_as_it_stands, unit)), *([" | ".join(stems)] if stems else [])]
