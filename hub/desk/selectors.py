"""A desk is the sum of what the applications put on it."""

from django.conf import settings
from django.db.models import Prefetch
from django.utils.module_loading import import_string
from wagtail.models import WorkflowState
from wagtail.query import PageQuerySet

from hub.desk.section import Row, Section
from hub.models import Country


def sections_of(country: Country) -> list[Section]:
    return [import_string(source)(country) for source in settings.HUB_DESK_SECTIONS]


def waiting(sections: list[Section]) -> list[Row]:
    """What the country is asked to do, in the order of the sections."""
    return [row for section in sections for row in section.rows if row.waits]


def with_workflow(pages: PageQuerySet) -> PageQuerySet:
    """So that `workflow_in_progress` asks nothing. Wagtail's own `prefetch_workflow_states` finds
    none for a queryset of one kind of page."""
    states = WorkflowState.objects.active()
    return pages.prefetch_related(
        Prefetch("_specific_workflow_states", states, to_attr="_current_workflow_states")
    )


def without_proposals(pages: PageQuerySet) -> PageQuerySet:
    """Less the drafts that stand among the proposals of the desk."""
    return pages.exclude(proposal__isnull=False, live=False)
