"""The last sweep: an address or a name in any text of any table, such as a log or an old revision.

Applications erase what they know to be of a person; this finds what nobody thought of. What an
editor has written for the public stays: a name on a page is for a person to decide about.
"""

import json
import re
from collections.abc import Iterable, Iterator
from uuid import uuid4

from django.apps import apps
from django.db import connection, models
from wagtail.fields import StreamField
from wagtail.models import Page, Revision
from wagtail.search import index

TEXTS = (models.CharField, models.TextField, models.JSONField, StreamField)
DERIVED = ("search", "wagtailsearch")  # written anew from the rest
BATCH = 1000


def sweep(addresses: Iterable[str], names: Iterable[str]) -> int:
    """Takes addresses out of every text, full names out of all but pages and their revisions.

    A name of one word stays where it is: it would be found in other people's. Returns rows changed.
    """
    full_names = [name for name in names if " " in name.strip()]
    everything = _pattern([*addresses, *full_names])
    addresses_alone = _pattern(addresses)
    changed = 0
    for model, field in _columns():
        pattern = addresses_alone if _is_of_pages(model) else everything
        changed += _take_out(model, field, pattern)
    return changed


def _is_of_pages(model: type[models.Model]) -> bool:
    """Pages, and their texts for translators."""
    return issubclass(model, Page | Revision) or model._meta.app_label == "wagtail_localize"


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Whatever the case, and also as JSON escapes it."""
    forms = {form for word in words for form in (word, word.lower(), word.upper())}
    spellings = forms | {json.dumps(form)[1:-1] for form in forms}
    return re.compile("|".join(map(re.escape, sorted(spellings))), re.IGNORECASE)


def _columns() -> Iterator[tuple[type[models.Model], models.Field]]:
    for model in apps.get_models(include_auto_created=True):
        options = model._meta
        if options.managed and not options.proxy and options.app_label not in DERIVED:
            for field in options.local_concrete_fields:
                if isinstance(field, TEXTS) and not field.primary_key:
                    yield model, field


def _take_out(model: type[models.Model], field: models.Field, pattern: re.Pattern[str]) -> int:
    quote = connection.ops.quote_name
    table, column = quote(model._meta.db_table), quote(field.column)
    key = quote(model._meta.pk.column)
    kind = field.db_type(connection)
    value = f"CAST(%s AS {kind})" if connection.vendor == "postgresql" else "%s"
    found = [(pk, text) for pk, text in _rows(table, key, column) if pattern.search(text)]
    with connection.cursor() as cursor:
        for pk, text in found:
            instead = uuid4().hex if field.unique else ""
            cursor.execute(
                f"UPDATE {table} SET {column} = {value} WHERE {key} = %s",  # noqa: S608
                [pattern.sub(instead, text), pk],
            )
    if issubclass(model, index.Indexed):
        for row in model._base_manager.filter(pk__in=[pk for pk, _text in found]):
            index.insert_or_update_object(row)
    return len(found)


def _rows(table: str, key: str, column: str) -> Iterator[tuple[object, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}, CAST({column} AS TEXT) FROM {table} WHERE {column} IS NOT NULL"  # noqa: S608
        )
        while rows := cursor.fetchmany(BATCH):
            yield from rows
