"""Cells as people and programs leave them, as what the hub keeps."""

import html
import re
import unicodedata

import nh3
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from casestudies.importing.errors import RowRefused

EMPTY = {"", "-", "–", "—", "n/a", "nan", "null"}
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|em|strong|ul|ol|li|h[1-6]|table|tr|td|th|script|style|img|font)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
BLOCKS = {"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"}
BLOCK_TAG = re.compile(r"</?(?:p|br|div|li|tr|h[1-6])>")
SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]*(?=\s)")
BARE_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
BETWEEN_ADDRESSES = re.compile(r"\n|;(?=\s|$)|(?<=[\s,;])(?=https?://)")
AND_AT_THE_END = re.compile(r"\s+(?:and|en|et|und|и|және)$", re.IGNORECASE)
check_url = URLValidator(schemes=["http", "https"])


def clean_cell(raw: str) -> str:
    """`raw` without what nobody sees; "" for the signs that stand for nothing.

    Line breaks and curly quotes stay. A no-break space becomes a space.
    """
    text = unicodedata.normalize("NFC", raw).replace("\r\n", "\n").replace("\r", "\n")
    text = CONTROL.sub("", text.replace("\u00a0", " ").translate(INVISIBLE)).strip()
    return "" if text.casefold() in EMPTY else text


def one_line(text: str) -> str:
    return " ".join(as_plain(text).split())


def as_key(text: str) -> str:
    """What two spellings of one value of a list have in common: case, spaces, a full stop."""
    return " ".join(text.split()).rstrip(". ").casefold()


def as_year(text: str, field: str) -> int | None:
    """The year in "2021", "2021.0", "2021-05-01" or "01.05.2021"."""
    if not text:
        return None
    for pattern in (
        r"(\d{4})(?:\.0*)?",
        r"(\d{4})-\d\d?(?:-\d\d?.*)?",
        r"\d\d?[./]\d\d?[./](\d{4})",
    ):
        if found := re.fullmatch(pattern, text):
            return int(found[1])
    raise RowRefused(f"{field}: “{text[:40]}” is not a year")


def as_plain(text: str) -> str:
    """The words of a text that may be HTML. Angle brackets that are no tags are kept."""
    if TAG.search(text):
        kept = nh3.clean(text, tags=BLOCKS, attributes={})
        text = BLOCK_TAG.sub("\n", kept)
    return clean_cell(ENTITY.sub(lambda entity: html.unescape(entity[0]), text))


def paragraphs(text: str) -> list[str]:
    """Lines that were broken in the middle of a sentence are joined again."""
    found: list[str] = []
    joins = False
    for line in as_plain(text).split("\n"):
        words = " ".join(line.split())
        if words and joins and words[0].islower():
            found[-1] += f" {words}"
        elif words:
            found.append(words)
        joins = bool(words) and words[-1] not in ".!?…:;"
    return found


def as_rich_text(text: str) -> str:
    return "".join(f"<p>{html.escape(part, quote=False)}</p>" for part in paragraphs(text))


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut after a word."""
    if len(text) <= limit:
        return text
    words = text[:limit].rsplit(" ", 1)[0][: limit - 1]
    return f"{words.rstrip(' ,;:–-')}…"


def first_sentences(text: str, limit: int) -> str:
    """The sentences that fit in `limit` characters; words where the first sentence is longer."""
    whole = " ".join(paragraphs(text))
    if len(whole) <= limit:
        return whole
    ends = [end.end() for end in SENTENCE_END.finditer(whole[: limit + 1])]
    long_enough = [end for end in ends if limit // 4 <= end <= limit]
    return whole[: long_enough[-1]] if long_enough else shorten(whole, limit)


def addresses(text: str) -> tuple[list[str], list[str]]:
    """The web addresses in a cell, and the parts of it that are none."""
    good: dict[str, None] = {}
    bad = []
    for piece in BETWEEN_ADDRESSES.split(text):
        address = AND_AT_THE_END.sub("", piece.strip().rstrip(",;")).rstrip(",; ")
        if not address:
            continue
        if BARE_HOST.fullmatch(address):
            address = f"https://{address}"
        try:
            check_url(address)
            good[address] = None
        except ValidationError:
            bad.append(address)
    return list(good), bad
