"""How to cite a work: plain text, BibTeX, RIS and CSL-JSON."""

import json
from typing import Any

from hub.models import Publication
from hub.templatetags.hub import site_name


def _data(page: Publication, address: str) -> dict[str, Any]:
    authors = [a.name for a in page.authors.all()] if hasattr(page, "authors") else []
    return {
        "id": page.code,
        "title": page.title,
        "year": page.dated.year,
        "authors": authors,
        "publisher": site_name(),
        "url": address,
    }


def as_text(page: Publication, address: str) -> str:
    """One line, in the manner of ISO 690."""
    data = _data(page, address)
    names = "; ".join(data["authors"])
    start = f"{names}. " if names else ""
    return f"{start}{data['title']}. {data['publisher']}, {data['year']}. {data['id']}. {address}"


def as_bibtex(page: Publication, address: str) -> str:
    data = _data(page, address)
    fields = {
        "title": data["title"],
        "author": " and ".join(data["authors"]),
        "year": data["year"],
        "publisher": data["publisher"],
        "url": data["url"],
    }
    lines = [f"  {name} = {{{_braces(str(v))}}}," for name, v in fields.items() if v]
    return "@misc{" + data["id"] + ",\n" + "\n".join(lines) + "\n}\n"


def _braces(value: str) -> str:
    return value.replace("\\", "").replace("{", "").replace("}", "")


def as_ris(page: Publication, address: str) -> str:
    data = _data(page, address)
    lines = ["TY  - RPRT", f"ID  - {data['id']}", f"TI  - {_line(data['title'])}"]
    lines += [f"AU  - {_line(name)}" for name in data["authors"]]
    lines += [
        f"PY  - {data['year']}",
        f"PB  - {data['publisher']}",
        f"UR  - {data['url']}",
        "ER  - ",
    ]
    return "\r\n".join(lines) + "\r\n"


def _line(value: str) -> str:
    return " ".join(value.split())


def as_csl(page: Publication, address: str) -> str:
    data = _data(page, address)
    item = {
        "id": data["id"],
        "type": "report",
        "title": data["title"],
        "author": [{"literal": name} for name in data["authors"]],
        "issued": {"date-parts": [[data["year"]]]},
        "publisher": data["publisher"],
        "URL": data["url"],
    }
    return json.dumps([item], ensure_ascii=False, indent=2)
