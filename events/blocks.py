"""The parts of an event's programme."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock


class SessionBlock(blocks.StructBlock):
    """One item of a day. Times are in the event's own time zone."""

    starts = blocks.TimeBlock(label=_("From"))
    ends = blocks.TimeBlock(label=_("Until"), required=False)
    title = blocks.CharBlock(label=_("Title"))
    speakers = blocks.CharBlock(
        label=_("Speakers"), required=False, help_text=_("Name and post, with semicolons between.")
    )
    moderator = blocks.CharBlock(label=_("Moderator"), required=False)
    file = DocumentChooserBlock(label=_("File"), required=False)

    class Meta:
        icon = "time"
        label = _("Session")


class DayBlock(blocks.StructBlock):
    day = blocks.DateBlock(label=_("Day"))
    title = blocks.CharBlock(label=_("Title of the day"), required=False)
    sessions = blocks.ListBlock(SessionBlock(), label=_("Sessions"))

    class Meta:
        icon = "calendar"
        label = _("Day")
