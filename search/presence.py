"""Whether one page is found: what the projection and each index have of it, and why."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from search import registry
from search.engine import EngineUnavailable, RemoteEngine, get_remote
from search.models import EngineIndex, Outbox, SearchDocument


@dataclass(frozen=True, slots=True)
class Work:
    """What an index should have: the latest version of the work, unless nobody may see it."""

    number: int
    version: int
    visible: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """What an index has of a work, and how that is. `lacks`: it answers that it has nothing."""

    index: EngineIndex
    state: str
    lacks: bool
    content: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Presence:
    projection: SearchDocument | None
    entries: list[Entry]

    @property
    def found(self) -> bool:
        """Whether visitors find it. While the active index is away the embedded engine answers."""
        active = [e for e in self.entries if e.index.role == EngineIndex.Role.ACTIVE]
        return self.projection is not None and not any(entry.lacks for entry in active)


def explain(page: Page) -> list[str]:
    """Why a page is found, or is not: one sentence for each reason."""
    reasons = []
    if not page.live:
        reasons.append(_("It is not published."))
    if page.alias_of_id:
        reasons.append(_("It is an alias; the page that it repeats is found instead."))
    if page.get_view_restrictions().exists():
        reasons.append(_("It, or a page above it, is private."))
    if not registry.is_registered(page.specific_class):
        reasons.append(_("Pages of this kind are not searched."))
    elif not page.specific.is_public():
        reasons.append(_("It is confidential."))
    pending = Outbox.objects.filter(scope=Outbox.Scope.PAGE, key=str(page.pk)).first()
    if pending and pending.error:
        reasons.append(_("It could not be read: %s") % pending.error)
    elif pending:
        reasons.append(_("A change of it waits to be taken up."))
    elif Outbox.objects.exclude(scope=Outbox.Scope.PAGE).exists():
        reasons.append(_("A change of many pages waits to be taken up."))
    known = SearchDocument.objects.filter(page_id=page.pk, visible=True).exists()
    if not reasons and not known:
        reasons.append(
            _("Search was not told of it: publish it again, or run search_rebuild --pages.")
        )
    return reasons


def presence(page: Page) -> Presence:
    """Asks each index for the work of a page, also for one that may not be seen any more."""
    row = SearchDocument.objects.filter(page_id=page.pk).first()
    remote = get_remote()
    entries = []
    if row and remote:
        rows = SearchDocument.objects.filter(work=row.work).values_list("version", "visible")
        versions, shown = zip(*rows, strict=True)
        work = Work(row.work, max(versions), any(shown))
        entries = [_entry(remote, index, work) for index in EngineIndex.objects.all()]
    return Presence(row if row and row.visible else None, entries)


def _entry(remote: RemoteEngine, index: EngineIndex, work: Work) -> Entry:
    try:
        content = remote.read(index.name, work.number)
    except EngineUnavailable as error:
        return Entry(index, _("The search engine is away: %s") % error, False, None)
    there = content.get("version", 0) if content else None
    return Entry(index, _state(index, work, there), content is None, content)


def _state(index: EngineIndex, work: Work, there: int | None) -> str:
    right = there == (work.version if work.visible else None)
    refusal = index.refused.filter(work=work.number).first()
    if refusal:
        state = _("The index refused it: %s") % refusal.reason
    elif right:
        state = _("As it should be.")
    elif work.version > index.cursor:
        state = _("Version %s waits to be sent.") % work.version
    else:
        state = _("Not as it should be; the nightly comparison will mend it.")
    return f"{state} {_what_is_there(work, there)}"


def _what_is_there(work: Work, there: int | None) -> str:
    if there is None:
        return _("The index has nothing of it.")
    if not work.visible:
        return _("Version %s is still there, although nobody may see it.") % there
    if there < work.version:
        return _("An older version is there: %s.") % there
    return _("Version %s is there.") % there
