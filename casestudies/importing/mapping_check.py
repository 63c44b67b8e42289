"""What is wrong with a mapping, in sentences that name the place."""

import re
from collections.abc import Iterator
from typing import Any

from casestudies.importing.fields import CHOICE_LISTS, FREE, LINES, LISTED
from hub.models.organisation import OrganisationKind

TABLES = ("columns", "values", "defaults", "organisation_prefixes")
KEYS = ("name", "prefix", "header", *TABLES)
PREFIX = re.compile(r"[a-z][a-z0-9-]{0,19}")


def problems(data: dict[str, Any]) -> list[str]:
    """Every problem of the mapping in `data`; none means that it can be used."""
    found = [f"“{key}” is not a key of a mapping" for key in data if key not in KEYS]
    found += [f"{key} must be a table" for key in TABLES if not isinstance(data.get(key, {}), dict)]
    if found:
        return found
    return [
        *_head(data),
        *_columns(data.get("columns", {})),
        *_values(data.get("values", {})),
        *_defaults(data.get("defaults", {})),
        *_prefixes(data.get("organisation_prefixes", {})),
    ]


def _head(data: dict[str, Any]) -> Iterator[str]:
    if not isinstance(data.get("name"), str) or not data["name"].strip():
        yield "name is missing"
    if not isinstance(data.get("prefix"), str) or not PREFIX.fullmatch(data["prefix"]):
        yield "prefix must be 1 to 20 small letters, digits or hyphens, such as “ips”"
    header = data.get("header", [])
    if not isinstance(header, list) or not all(isinstance(name, str) for name in header):
        yield "header must be a list of column names"


def _columns(columns: dict[str, Any]) -> Iterator[str]:
    if "title" not in columns:
        yield "columns.title is missing"
    for field, column in columns.items():
        if field not in FREE and field not in LISTED:
            yield f"columns.{field}: a case has no such field"
        elif not isinstance(column, str) or not column:
            yield f"columns.{field} must be the name of a column"


def _values(fields: dict[str, Any]) -> Iterator[str]:
    for field, tables in fields.items():
        if field not in LISTED:
            yield f"values.{field}: only {', '.join(LISTED)} have tables of values"
            continue
        if not isinstance(tables, dict):
            yield f"values.{field} must name a column, such as [values.{field}.Status]"
            continue
        for column, table in tables.items():
            if not isinstance(table, dict):
                yield f"values.{field} must name a column, such as [values.{field}.Status]"
                continue
            for value, ours in table.items():
                yield from _listed(f"values.{field}.{column}.“{value}”", field, ours)


def _defaults(defaults: dict[str, Any]) -> Iterator[str]:
    for field, value in defaults.items():
        if field in LISTED:
            yield from _listed(f"defaults.{field}", field, value)
        elif field not in LINES or field == "title":
            yield f"defaults.{field}: this field has no default"
        elif not isinstance(value, str):
            yield f"defaults.{field} must be a text"


def _listed(place: str, field: str, value: Any) -> Iterator[str]:
    """Problems of a value of a closed list; a list of values where the field holds several."""
    listed = value if isinstance(value, list) else [value]
    if not all(isinstance(item, str) for item in listed):
        yield f"{place} must be a text or a list of texts"
    elif len(listed) > 1 and field not in CHOICE_LISTS and field != "themes":
        yield f"{place}: {field} holds one value"
    elif choices := LISTED[field]:
        wrong = [item for item in listed if item and item not in choices.values]
        if wrong:
            yield f"{place}: {', '.join(wrong)} is none of {', '.join(choices.values)}"


def _prefixes(prefixes: dict[str, Any]) -> Iterator[str]:
    for start, kind in prefixes.items():
        if kind not in OrganisationKind.values:
            kinds = ", ".join(OrganisationKind.values)
            yield f"organisation_prefixes.“{start}”: {kind} is none of {kinds}"
