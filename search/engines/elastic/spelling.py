"""What a misspelt word may have meant, by Elasticsearch's term suggester."""

from collections.abc import Callable

from search.engines.elastic.client import reader, told_plainly
from search.text import STOP_WORDS, WORD, composed, fold


def correct(text: str, index: str, hits: Callable[[str], int]) -> str | None:
    """`text` with the words that find nothing replaced; None when there is no better text."""
    text = composed(text)
    parts, position, changed = [], 0, False
    for match in WORD.finditer(text):
        word = fold(match.group())
        better = None
        if len(word) >= 4 and word not in STOP_WORDS and not hits(word):
            better = _nearest(word, index, hits)
        parts += [text[position : match.start()], better or match.group()]
        changed = changed or better is not None
        position = match.end()
    corrected = "".join([*parts, text[position:]])
    return corrected if changed and hits(corrected) else None


def _nearest(word: str, index: str, hits: Callable[[str], int]) -> str | None:
    """Words of hidden works stay in the index for a while: only one that finds something counts."""
    edits = 1 if len(word) < 6 else 2
    term = {
        "field": "vocabulary",
        "max_edits": edits,
        "prefix_length": 0,
        "min_word_length": 4,
        "suggest_mode": "missing",
        "string_distance": "damerau_levenshtein",
        "sort": "score",
        "size": 8,
    }
    body = {"size": 0, "suggest": {"nearest": {"text": word, "term": term}}}
    with told_plainly():
        answer = reader().search(index=index, body=body)
    options = [o for entry in answer["suggest"]["nearest"] for o in entry["options"]]
    options.sort(key=lambda o: (-o["score"], o["text"][0] != word[0], -o["freq"]))
    return next((o["text"] for o in options if hits(o["text"])), None)
