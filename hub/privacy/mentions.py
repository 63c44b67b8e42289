"""The last sweep: an address in any text of any table, such as a log or an old revision.

Applications erase what they know to be of a person; this finds what nobody thought of. A name is
not an address: it may be another person's, or a word of an organisation's name. It is taken out of
what the person did, and where else it stands is only told.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from uuid import uuid4

from django.apps import apps
from django.db import connection, models
from wagtail.fields import StreamField
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.search import index

TEXTS = (models.CharField, models.TextField, models.JSONField, StreamField)
DERIVED = ("search", "wagtailsearch")  # written anew from the rest
LOGS = (PageLogEntry, ModelLogEntry)
BATCH = 1000
# What may not stand beside an address, or it is another one: "ab@x.org" is not in "aab@x.org.uk".
BEFORE, AFTER = r"(?<![\w.+%'-])", r"(?![\w-]|\.\w)"


def sweep_addresses(addresses: Iterable[str]) -> int:
    """Takes the addresses out of every text. Returns rows changed."""
    pattern = _pattern(addresses, BEFORE, AFTER)
    return sum(
        _put(model, field, _found(model, field, pattern), pattern) for model, field in _columns()
    )


def sweep_names(names: Iterable[str], users: Iterable[int]) -> int:
    """Takes full names out of the log entries of these users. Returns rows changed."""
    pattern = _pattern(_full(names), r"(?<!\w)", r"(?!\w)")
    changed = 0
    for model in LOGS:
        own = set(model.objects.filter(user__in=users).values_list("pk", flat=True))
        for field in _texts(model):
            found = {pk: text for pk, text in _found(model, field, pattern).items() if pk in own}
            changed += _put(model, field, found, pattern)
    return changed


def mentions(names: Iterable[str]) -> Counter[str]:
    """Columns in which a full name stands, this person's or another's, with the number of rows."""
    pattern = _pattern(_full(names), r"(?<!\w)", r"(?!\w)")
    found: Counter[str] = Counter()
    for model, field in _columns():
        found[f"{model._meta.label}.{field.name}"] = len(_found(model, field, pattern))
    return +found


def _full(names: Iterable[str]) -> list[str]:
    """A name of one word is in too many others."""
    return [name.strip() for name in names if " " in name.strip()]


def _pattern(words: Iterable[str], before: str, after: str) -> re.Pattern[str]:
    """Whatever the case, and also as JSON escapes it. Without words it matches nothing."""
    forms = {form for word in words for form in (word, word.lower(), word.upper())}
    spellings = sorted(forms | {json.dumps(form)[1:-1] for form in forms})
    either = "|".join(map(re.escape, spellings)) or r"(?!)"
    return re.compile(f"{before}(?:{either}){after}", re.IGNORECASE)


def _columns() -> Iterator[tuple[type[models.Model], models.Field]]:
    for model in apps.get_models(include_auto_created=True):
        options = model._meta
        if options.managed and not options.proxy and options.app_label not in DERIVED:
            for field in _texts(model):
                yield model, field


def _texts(model: type[models.Model]) -> Iterator[models.Field]:
    for field in model._meta.local_concrete_fields:
        if isinstance(field, TEXTS) and not field.primary_key:
            yield field


def _found(
    model: type[models.Model], field: models.Field, pattern: re.Pattern[str]
) -> dict[object, str]:
    """Keys of the rows in which the pattern is, with their text."""
    quote = connection.ops.quote_name
    table, column = quote(model._meta.db_table), quote(field.column)
    key = quote(model._meta.pk.column)
    return {pk: text for pk, text in _rows(table, key, column) if pattern.search(text)}


def _put(
    model: type[models.Model],
    field: models.Field,
    found: dict[object, str],
    pattern: re.Pattern[str],
) -> int:
    """Writes the texts without what the pattern finds."""
    quote = connection.ops.quote_name
    table, column = quote(model._meta.db_table), quote(field.column)
    key = quote(model._meta.pk.column)
    kind = field.db_type(connection)
    value = f"CAST(%s AS {kind})" if connection.vendor == "postgresql" else "%s"
    with connection.cursor() as cursor:
        for pk, text in found.items():
            instead = uuid4().hex if field.unique else ""
            cursor.execute(
                f"UPDATE {table} SET {column} = {value} WHERE {key} = %s",  # noqa: S608
                [pattern.sub(instead, text), pk],
            )
    if issubclass(model, index.Indexed):
        for row in model._base_manager.filter(pk__in=list(found)):
            index.insert_or_update_object(row)
    return len(found)


def _rows(table: str, key: str, column: str) -> Iterator[tuple[object, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}, CAST({column} AS TEXT) FROM {table} WHERE {column} IS NOT NULL"  # noqa: S608
        )
        while rows := cursor.fetchmany(BATCH):
            yield from rows
