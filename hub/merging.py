"""Merging two terms: what points to one points to the other afterwards, drafts included."""

import json
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from hub.models import Term
from hub.signals import terms_changed


@transaction.atomic
def merge(*, keep: Term, drop: Term) -> int:
    """Move everything from `drop` to `keep`, then delete `drop`. Returns how many links moved.

    Raises ValidationError when the two are not of one kind, are the same, one is the parent of the
    other, or both have what there may be only once, such as a delegation at an event.
    """
    model = type(keep)
    if type(drop) is not model or keep.pk == drop.pk:
        raise ValidationError(_("Choose another term of the same kind."))
    rows = model._default_manager.select_for_update().filter(pk__in=[keep.pk, drop.pk])
    if len(rows) != 2:
        raise ValidationError(_("One of the two terms is not there any more."))
    if drop.pk == getattr(keep, "parent_id", None) or keep.pk == getattr(drop, "parent_id", None):
        raise ValidationError(_("A term cannot be merged with the one that it belongs to."))
    terms_changed.send(sender=model, references=[keep.reference, drop.reference])
    twice: list[Any] = []
    moved = sum(_move(relation, keep, drop, twice) for relation in _relations(model))
    if twice:
        raise ValidationError(_refusal(keep, drop, twice))
    _move_in_drafts(model, keep, drop)
    _keep_names(keep, drop)
    drop.delete()
    return moved


def _relations(model: type[Term]) -> list[Any]:
    fields = model._meta.get_fields(include_hidden=True)
    return [f for f in fields if f.auto_created and not f.concrete and f.one_to_many]


def _move(relation: Any, keep: Term, drop: Term, twice: list[Any]) -> int:
    """Links of one foreign key. A mere link that `keep` has already is dropped, not doubled; a row
    that says more is added to `twice`."""
    field = relation.field
    manager = relation.related_model._base_manager
    moved = 0
    for row in manager.filter(**{field.name: drop}):
        setattr(row, field.attname, keep.pk)
        try:
            with transaction.atomic():
                manager.filter(pk=row.pk).update(**{field.name: keep})
            moved += 1
        except IntegrityError:  # the unique pair is there already
            if relation.related_model._meta.auto_created:
                manager.filter(pk=row.pk).delete()
            else:
                twice.append(row)
    return moved


def _refusal(keep: Term, drop: Term, twice: list[Any]) -> str:
    text = _(
        "“%(drop)s” and “%(keep)s” both have: %(rows)s. A merge would lose one of each; nothing was"
        " merged."
    )
    rows = "; ".join(f"{row._meta.verbose_name} ({row})" for row in twice)
    return text % {"drop": drop, "keep": keep, "rows": rows}


def _move_in_drafts(model: type[Term], keep: Term, drop: Term) -> None:
    """Unpublished and scheduled revisions name terms by number, in JSON."""
    for page_model in [m for m in apps.get_models() if issubclass(m, Page)]:
        names = _naming(page_model, model)
        if not names:
            continue
        pages = page_model._default_manager.filter(latest_revision__isnull=False)
        latest = Revision.objects.filter(pk__in=pages.values("latest_revision"))
        scheduled = Revision.page_revisions.filter(
            approved_go_live_at__isnull=False,
            object_id__in=[str(pk) for pk in pages.values_list("pk", flat=True)],
        )
        for revision in (latest | scheduled.filter(pk__isnull=False)).iterator():
            before = json.dumps(revision.content, sort_keys=True)
            content = _replaced(revision.content, names, keep.pk, drop.pk)
            if json.dumps(content, sort_keys=True) != before:
                Revision.objects.filter(pk=revision.pk).update(content=content)


def _naming(page_model: type[Page], model: type[Term]) -> set[str]:
    """Names of fields, on the page or its inline children, that hold numbers of `model`."""
    found = set()
    children = [
        relation.related_model for relation in getattr(page_model._meta, "child_relations", [])
    ]
    for owner in (page_model, *children):
        for field in [*owner._meta.fields, *owner._meta.many_to_many]:
            if field.related_model is model:
                found.add(field.name)
    return found


def _replaced(value: Any, names: set[str], keep: int, drop: int) -> Any:
    if isinstance(value, list):
        return [_replaced(item, names, keep, drop) for item in value]
    if not isinstance(value, dict):
        return value
    result = {}
    for name, item in value.items():
        if name in names and item == drop:
            result[name] = keep
        elif name in names and isinstance(item, list):
            result[name] = list(dict.fromkeys(keep if x == drop else x for x in item))
        else:
            result[name] = _replaced(item, names, keep, drop)
    return result


def _keep_names(keep: Term, drop: Term) -> None:
    """What people called the dropped theme still finds the kept one."""
    if not hasattr(keep, "synonyms"):
        return
    known = {*keep.synonym_list(), *keep.names().values()}
    more = [name for name in [*drop.names().values(), *drop.synonym_list()] if name not in known]
    keep.synonyms = "\n".join([*keep.synonym_list(), *dict.fromkeys(more)])
    keep.save()
