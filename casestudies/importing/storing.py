"""One case of a file, as a page: made, brought up to date, or left to the editor who changed it."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from wagtail.models import Page, Revision

from casestudies.importing.errors import RowSkipped
from casestudies.importing.fields import COMPARED
from casestudies.importing.matching import Organisations, free_slug
from casestudies.importing.report import Result
from casestudies.models import CaseStudy
from hub.models import LibraryPage
from hub.translations import updates

M2M = ("countries", "themes")


@dataclass(slots=True)
class Shelf:
    """Where pages go. Fetched anew for each chunk: treebeard counts children in memory."""

    library: LibraryPage
    organisations: Organisations
    slugs: set[str]
    dry_run: bool = False


def compared(case: CaseStudy) -> dict[str, Any]:
    """The imported fields of `case` as plain values, stored or not."""
    values = {name: getattr(case, name) for name in COMPARED}
    values |= {name: sorted(term.slug for term in values[name].all()) for name in M2M}
    organisation = values["lead_organisation"]
    # With its name: the file still has the one from before an editor corrected it.
    named = [organisation.slug, organisation.name_en] if organisation else []
    values["lead_organisation"] = named
    references = [dict(block.value) for block in case.references]
    values["references"] = [[x["text"], x.get("doi") or "", x["url"]] for x in references]
    return values


def fingerprint(case: CaseStudy) -> str:
    """Tells later whether anybody changed what the import wrote."""
    content = json.dumps(compared(case), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def make(case: CaseStudy, shelf: Shelf) -> list[str]:
    """Put `case` under the library, public if it has all that publication asks for.

    Returns remarks. Raises ValidationError.
    """
    _keep_organisation(case, shelf)
    lacking = _lacking(case)
    case.locale = shelf.library.locale
    case.slug = free_slug(case.title, shelf.slugs)
    case.source_fingerprint = fingerprint(case)
    joined = _join_translations(case)
    case.live = not lacking
    if shelf.dry_run:
        case.live = False  # an organisation that is not stored would count as missing
        case.full_clean(exclude=["path", "depth", "lead_organisation"])
    else:
        _add(case, shelf.library)
        if joined and case.live:
            updates.ask(case)  # as its publication would
    shelf.slugs.add(case.slug)
    return [f"not published yet: {message}" for message in lacking]


def bring_up_to_date(
    stored: CaseStudy, case: CaseStudy, shelf: Shelf, filled: Collection[str]
) -> tuple[Result, list[str]]:
    """Write to the page `stored` the `filled` fields that differ in `case`, and publish it.

    Raises RowSkipped where an editor was at work since, and ValidationError.
    """
    current = stored if _is_latest(stored) else stored.get_latest_revision_as_object()
    told, kept = compared(case), compared(current)
    changed = [name for name in COMPARED if name in filled and told[name] != kept[name]]
    if not changed:
        return Result.UNCHANGED, []
    _refuse_to_overwrite(stored, current)
    _keep_organisation(case, shelf)
    for name in changed:
        new = getattr(case, name)
        setattr(current, name, list(new.all()) if name in M2M else new)
    if "references" in changed:
        current.references = [(block.block_type, block.value) for block in case.references]
    current.source_fingerprint = fingerprint(current)
    lacking = _lacking(current)
    if shelf.dry_run:
        current.full_clean(exclude=["lead_organisation"])
    else:
        _publish(current, ready=not lacking)
    remarks = [f"changed: {', '.join(changed)}"]
    return Result.CHANGED, remarks + [f"not published yet: {message}" for message in lacking]


def _is_latest(page: CaseStudy) -> bool:
    return (page.live and not page.has_unpublished_changes) or not page.latest_revision_id


def _refuse_to_overwrite(stored: CaseStudy, current: CaseStudy) -> None:
    if fingerprint(current) != stored.source_fingerprint:
        raise RowSkipped("changed by an editor since the import")
    if stored.live and stored.has_unpublished_changes:
        raise RowSkipped("an editor has a draft of it that is not published")
    if not stored.live and stored.first_published_at:
        raise RowSkipped("taken offline by an editor since the import")
    if stored.locked:
        raise RowSkipped("locked by an editor")


def _keep_organisation(case: CaseStudy, shelf: Shelf) -> None:
    organisation = case.lead_organisation
    if organisation is None or organisation.pk:
        return
    organisation.full_clean()
    if not shelf.dry_run:
        organisation.save()
        case.lead_organisation = organisation


def _lacking(case: CaseStudy) -> list[str]:
    missing = case.missing_for_publication({})
    if case.lead_organisation is not None:
        missing.pop("lead_organisation", None)
    return [f"{name}: {message}" for name, message in missing.items()]


def _join_translations(case: CaseStudy) -> bool:
    """The same case in another language is the same work."""
    others = CaseStudy.objects.filter(source_id=case.source_id).exclude(locale=case.locale)
    key = others.values_list("translation_key", flat=True).first()
    if key:
        case.translation_key = key
    return bool(key)


def _add(case: CaseStudy, library: Page) -> None:
    case.has_unpublished_changes = not case.live
    if case.live:
        case.first_published_at = case.last_published_at = timezone.now()
    library.add_child(instance=case)
    # save_revision() would save and index the page a second time: a third of an import.
    revision = Revision.objects.create(
        content_object=case,
        base_content_type=case.get_base_content_type(),
        content=case.serializable_data(),
        object_str=str(case),
    )
    Page.objects.filter(pk=case.pk).update(
        latest_revision=revision,
        latest_revision_created_at=revision.created_at,
        live_revision=revision if case.live else None,
    )


def _publish(case: CaseStudy, *, ready: bool) -> None:
    revision = case.save_revision()
    if ready or case.live:
        revision.publish()
