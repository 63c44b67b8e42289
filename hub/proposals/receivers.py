"""Wagtail's workflow tells what became of a proposal."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import WorkflowState
from wagtail.signals import page_published, workflow_rejected

from hub.models import Proposal
from hub.proposals.services import give_back, mark_published


@receiver(workflow_rejected)
def returned(sender: type, instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    if proposal := Proposal.objects.filter(page=instance.object_id).first():
        comment = instance.current_task_state.comment
        give_back(proposal=proposal, author=user, comment=comment)


@receiver(page_published)
def published(sender: type, instance: Any, **kwargs: Any) -> None:
    if proposal := Proposal.objects.filter(page=instance.pk).first():
        mark_published(proposal=proposal)
