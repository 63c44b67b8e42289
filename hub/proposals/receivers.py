"""Wagtail's workflow tells what became of a proposal."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page, WorkflowState
from wagtail.signals import (
    page_published,
    page_unpublished,
    workflow_cancelled,
    workflow_rejected,
)

from hub.models import Proposal
from hub.proposals.services import give_back, mark_published


@receiver(workflow_rejected)
def returned(sender: type, instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    if proposal := _proposal_of(instance):
        comment = instance.current_task_state.comment
        give_back(proposal=proposal, author=user, comment=comment)


@receiver(workflow_cancelled)
def called_off(sender: type, instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    """Publishing ends a workflow too; then nothing is unpublished."""
    proposal = _proposal_of(instance)
    if proposal and proposal.page.has_unpublished_changes:
        give_back(proposal=proposal, author=user, comment="")


@receiver(page_published)
def published(sender: type, instance: Any, **kwargs: Any) -> None:
    if proposal := Proposal.objects.filter(page=instance.pk).first():
        mark_published(proposal=proposal)


@receiver(page_unpublished)
def taken_down(sender: type, instance: Any, **kwargs: Any) -> None:
    if proposal := Proposal.objects.filter(page=instance.pk).first():
        give_back(proposal=proposal, author=None, comment="")


def _proposal_of(state: WorkflowState) -> Proposal | None:
    if not issubclass(state.content_type.model_class(), Page):
        return None
    return Proposal.objects.filter(page=state.object_id).select_related("page").first()
