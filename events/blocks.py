"""The parts of an event's programme."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from hub.blocks import LineBlock, LinesBlock


class PersonBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=pgettext_lazy("person", "Name"))
    post = LineBlock(
        label=_("Post"), required=False, help_text=_("Post and organisation, in one line.")
    )

    class Meta:
        icon = "user"
        label = _("Person")


class SessionBlock(blocks.StructBlock):
    """One item of a day. Times are in the event's own time zone; an end before the start is on the
    next day."""

    starts = blocks.TimeBlock(label=pgettext_lazy("time", "From"))
    ends = blocks.TimeBlock(label=_("Until"), required=False)
    title = blocks.CharBlock(label=_("Title"))
    text = LinesBlock(
        label=_("What it is about"),
        required=False,
        rows=3,
        help_text=_("A few sentences. A case made from this session begins with them."),
    )
    speakers = blocks.ListBlock(PersonBlock(), label=_("Speakers"), default=[])
    moderators = blocks.ListBlock(PersonBlock(), label=_("Moderators"), default=[])
    files = blocks.ListBlock(DocumentChooserBlock(), label=_("Files"), default=[])

    class Meta:
        icon = "time"
        label = _("Session")


class DayBlock(blocks.StructBlock):
    day = blocks.DateBlock(label=_("Day"))
    title = LineBlock(label=_("Title of the day"), required=False)
    sessions = blocks.ListBlock(SessionBlock(), label=_("Sessions"))

    class Meta:
        icon = "calendar"
        label = _("Day")
