"""A row as JSON values, for a person to read."""

from typing import Any

from django.db.models import FileField, Model, QuerySet


def as_json(rows: QuerySet[Any], *leave_out: str) -> list[dict[str, Any]]:
    return [_row(row, leave_out) for row in rows]


def _row(row: Model, leave_out: tuple[str, ...]) -> dict[str, Any]:
    found = {}
    for field in row._meta.concrete_fields:
        if field.name in leave_out:
            continue
        value = field.value_from_object(row)
        found[field.name] = value.name if isinstance(field, FileField) else value
    return found
