"""The generation of the content: another one after every commit that may change a page.

Every statement that a connection sends is looked at, so bulk updates and raw SQL count too; only
tables that no public page is drawn from are left out, by name.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Count, Model, Sum
from django.utils import timezone

from hub.models import Change

WRITES = re.compile(
    r"\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+[\"`]?(\w+)", re.I
)
KEPT = timedelta(minutes=30)  # far longer than a page is
# Of these no anonymous page shows anything: "application" or "application.model".
UNSEEN = (
    "account axes contenttypes mfa sessions usersessions auth admin "
    "hub.change hub.chore hub.outgoingmail hub.preferences hub.proposalmessage hub.unsubscribed "
    "hub.workerlease hub.focalpoint "
    "hub.translationupdate wagtail_localize "  # a translation is seen once its page is written
    "search.engineindex search.outbox search.readywork search.refusedwork "
    "events.registrationlog events.answer "
    "wagtailadmin wagtailusers wagtailcore.modellogentry wagtailcore.pagelogentry "
    "wagtailcore.revision wagtailcore.comment wagtailcore.commentreply"
).split()
_migrating = False  # the table of changes may not be there yet
Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


def generation() -> str:
    """What tells the committed content of this moment from that of any other; one query."""
    found = Change.objects.aggregate(number=Count("pk"), sum=Sum("token"))
    return f"{found['number']}-{found['sum'] or 0}"


def watch(connection: BaseDatabaseWrapper) -> None:
    """Notice what is written over `connection` from here on."""
    if settings.HUB_PAGE_SECONDS and _noticing not in connection.execute_wrappers:
        connection.execute_wrappers.append(_noticing)


def note() -> None:
    """Tell of what no statement tells: what search finds may change after the commit."""
    if settings.HUB_PAGE_SECONDS:
        _note(transaction.get_connection())


def migrating(begins: bool) -> None:
    global _migrating
    _migrating = begins


def _noticing(execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    result = execute(sql, params, many, context)
    written = None if _migrating else WRITES.match(sql)
    if written and written.group(1) not in _unseen_tables():
        _note(context["connection"])
    return result


def _note(connection: BaseDatabaseWrapper) -> None:
    """Once for a transaction: what it rolls back takes the note and its mark along."""
    if not any(entry[1] is _noted for entry in connection.run_on_commit):
        Change.objects.using(connection.alias).create()
        transaction.on_commit(_noted, using=connection.alias)


def _noted() -> None:
    """Stands among what waits for the commit, as the mark that the transaction has its note."""


_tables: frozenset[str] = frozenset()


def _unseen_tables() -> frozenset[str]:
    global _tables
    if not _tables:
        _tables = frozenset(
            {model._meta.db_table for model in apps.get_models(True) if _is_unseen(model)}
            | {"django_migrations"}
        )
    return _tables


def _is_unseen(model: type[Model]) -> bool:
    return model._meta.app_label in UNSEEN or model._meta.label_lower in UNSEEN


def forget_old() -> int:
    """A step of housekeeping; the next reader draws the page anew."""
    return Change.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]
