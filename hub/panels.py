"""Panels of the editor that Wagtail does not have."""

from typing import Any

from wagtail.admin.panels import Panel


class CompletenessPanel(Panel):
    """How complete the record is, and what would make it more so."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "hub/admin/completeness_panel.html"


class ProposalPanel(Panel):
    """Which country proposed the page, and what was said about it. Empty for other pages."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "hub/admin/proposal_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            proposal = getattr(self.instance, "proposal", None) if self.instance.pk else None
            thread = proposal.messages.all() if proposal else []
            return {**context, "proposal": proposal, "thread": thread}
