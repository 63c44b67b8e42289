"""Panels of the editor that Wagtail does not have."""

from wagtail.admin.panels import Panel


class CompletenessPanel(Panel):
    """How complete the record is, and what would make it more so."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "hub/admin/completeness_panel.html"
