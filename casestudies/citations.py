"""How to cite works: plain text, BibTeX, RIS and CSL-JSON, one work or many in one file."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from hub.identity import site_name
from hub.models import Publication
from hub.vocabulary import Kind
from search.query import Hit

LABELS = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON", "txt": "TXT"}
BETWEEN_NAMES = re.compile(r"\sand\s", re.IGNORECASE)
TEX = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | dict.fromkeys("\\{}", "")
)


@dataclass(frozen=True, slots=True)
class Reference:
    code: str
    kind: str
    language: str
    title: str
    year: int
    authors: tuple[str, ...]

    @property
    def url(self) -> str:
        return f"{settings.HUB_BASE_URL.rstrip('/')}/id/{self.code}"

    @property
    def publisher(self) -> str:
        with translation.override(self.language):
            return site_name()


def of_page(page: Publication) -> Reference:
    authors = tuple(a.name for a in page.authors.all()) if hasattr(page, "authors") else ()
    language = page.locale.language_code
    return Reference(page.code, page.kind, language, page.title, page.dated.year, authors)


def of_hit(hit: Hit) -> Reference:
    authors = tuple(hit.details.get("authors", ()))
    return Reference(hit.id, hit.kind, hit.language, hit.title, hit.date.year, authors)


def as_text(references: Iterable[Reference]) -> str:
    """A line for each, in the manner of ISO 690."""
    return "\n".join(_sentence(one) for one in references)


def _sentence(one: Reference) -> str:
    names = "; ".join(one.authors)
    start = f"{names}. " if names else ""
    return f"{start}{one.title}. {one.publisher}, {one.year}. {one.code}. {one.url}"


def as_bibtex(references: Iterable[Reference]) -> str:
    return "\n".join(_entry(one) for one in references)


def _entry(one: Reference) -> str:
    fields = {
        "title": _tex(one.title),
        "author": " and ".join(_person(name) for name in one.authors),
        "year": str(one.year),
        "publisher": _tex(one.publisher),
        "language": one.language,
        "url": one.url,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "@misc{" + one.code + ",\n" + "\n".join(lines) + "\n}\n"


def _person(name: str) -> str:
    """The word "and" divides names unless they stand in braces."""
    return f"{{{_tex(name)}}}" if BETWEEN_NAMES.search(name) else _tex(name)


def _tex(value: str) -> str:
    """As LaTeX writes it; without braces and backslashes, which could end the field."""
    return _line(value).translate(TEX)


def as_ris(references: Iterable[Reference]) -> str:
    return "".join(_record(one) for one in references)


def _record(one: Reference) -> str:
    kind = "GEN" if one.kind == Kind.EVENT else "RPRT"
    lines = [f"TY  - {kind}", f"ID  - {one.code}", f"TI  - {_line(one.title)}"]
    lines += [f"AU  - {_line(name)}" for name in one.authors]
    lines += [
        f"PY  - {one.year}",
        f"PB  - {one.publisher}",
        f"LA  - {one.language}",
        f"UR  - {one.url}",
        "ER  - ",
    ]
    return "\r\n".join(lines) + "\r\n"


def _line(value: str) -> str:
    return " ".join(value.split())


def as_csl(references: Iterable[Reference]) -> str:
    items = [
        {
            "id": one.code,
            "type": "event" if one.kind == Kind.EVENT else "report",
            "title": one.title,
            "author": [{"literal": name} for name in one.authors],
            "issued": {"date-parts": [[one.year]]},
            "publisher": one.publisher,
            "language": one.language,
            "URL": one.url,
        }
        for one in references
    ]
    return json.dumps(items, ensure_ascii=False, indent=2)
