"""The edge to Django: every connection is watched, save while the database is migrated."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.dispatch import receiver

from hub.page_cache import changes


@receiver(connection_created)
def connected(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    changes.watch(connection)


@receiver(pre_migrate)
def migration_begins(**kwargs: Any) -> None:
    changes.migrating(True)


@receiver(post_migrate)
def migration_ends(**kwargs: Any) -> None:
    changes.migrating(False)
