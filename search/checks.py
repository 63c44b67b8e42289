"""Refuses to start when a kind of page would silently stay out of search."""

from typing import Any

from django.apps import apps
from django.core.checks import Error, Tags, Warning, register
from django.db import OperationalError, connection
from django.db.models import Model

from hub.models import Publication
from hub.vocabulary import FACETS, Kind
from search import analysis
from search.engine import get_remote
from search.models import EngineIndex, SearchState
from search.registry import is_registered


@register()
def every_publication_is_searchable(app_configs: Any, **kwargs: Any) -> list[Error]:
    models = [model for model in apps.get_models() if issubclass(model, Publication)]
    errors = [
        Error(
            f"{model._meta.label} is not registered for search.",
            hint="Call search.registry.register in the application's indexing.py.",
            id="search.E001",
        )
        for model in models
        if not is_registered(model)
    ]
    kinds = {getattr(model, "kind", None) for model in models}
    if kinds != set(Kind):
        errors.append(Error("Kinds and page models do not match.", id="search.E002"))
    offered = {f.key for f in FACETS if any(hasattr(m, f"facet_{f.key}") for m in models)}
    errors += [
        Error(f"No page has facet_{facet.key}.", id="search.E003")
        for facet in FACETS
        if facet.key not in offered
    ]
    return errors


@register(Tags.database)
def index_has_the_current_mapping(
    app_configs: Any, databases: Any = None, **kwargs: Any
) -> list[Warning]:
    """Runs with `check --database default` and before `migrate`."""
    remote = get_remote()
    if remote is None or not _has_column(EngineIndex, "mapping"):
        return []
    return [
        Warning(
            f"The index {index.name} was made for another mapping.",
            hint="Run manage.py search_rebuild; searches go on meanwhile.",
            id="search.W001",
        )
        for index in EngineIndex.objects.filter(role=EngineIndex.Role.ACTIVE)
        if index.mapping != remote.mapping_hash()
    ]


@register(Tags.database)
def embedded_index_has_the_current_analysis(
    app_configs: Any, databases: Any = None, **kwargs: Any
) -> list[Warning]:
    if not _has_column(SearchState, "analysis") or not analysis.is_outdated():
        return []
    return [
        Warning(
            "The embedded index was written by other rules of text analysis.",
            hint="Run manage.py search_rebuild; searches go on meanwhile.",
            id="search.W002",
        )
    ]


def _has_column(model: type[Model], name: str) -> bool:
    """Before `migrate` the database, the table or the column may not be there yet."""
    table = model._meta.db_table
    try:
        if table not in connection.introspection.table_names():
            return False
    except OperationalError:
        return False
    with connection.cursor() as cursor:
        description = connection.introspection.get_table_description(cursor, table)
    return name in {column.name for column in description}
