"""The editor's form of a case, in the order in which a person writes one."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)

from hub.models import Publication
from hub.panels import CompletenessPanel, ProposalPanel

STORY = [
    *Publication.content_panels,
    ProposalPanel(),
    CompletenessPanel(),
    FieldPanel("case_depth"),
    FieldPanel("summary"),
    Publication.place_panels[0],
    FieldRowPanel([FieldPanel("lead_organisation"), FieldPanel("place")]),
    FieldRowPanel([FieldPanel("outcome"), FieldPanel("stage")]),
    FieldRowPanel([FieldPanel("started"), FieldPanel("ended")]),
    MultiFieldPanel(
        [
            FieldPanel("challenge"),
            FieldPanel("solution"),
            FieldPanel("steps"),
            FieldPanel("results"),
            FieldPanel("did_not_work"),
            FieldPanel("lessons"),
            FieldPanel("conditions"),
            FieldPanel("advice"),
        ],
        heading=_("The story"),
    ),
]
EVIDENCE = [
    FieldPanel("indicators"),
    FieldPanel("evidence"),
    FieldPanel("quotes"),
    FieldPanel("references"),
]
FACTS = [
    FieldPanel("level"),
    InlinePanel("partners", label=_("Partner"), heading=_("Partners")),
    FieldPanel("costs"),
    FieldRowPanel([FieldPanel("staff"), FieldPanel("awards")]),
    FieldPanel("funding"),
]
MEDIA = [
    FieldPanel("cover"),
    FieldPanel("images"),
    FieldPanel("video"),
    FieldPanel("files"),
]
SOURCE = [
    FieldRowPanel([FieldPanel("source"), FieldPanel("source_url")]),
    PageChooserPanel("told_at", "events.Event"),
    FieldRowPanel([FieldPanel("original_language"), FieldPanel("licence")]),
    FieldRowPanel([FieldPanel("contact"), FieldPanel("contact_shown")]),
    MultiFieldPanel(
        [
            FieldPanel("verification"),
            FieldRowPanel([FieldPanel("verified_by"), FieldPanel("last_verified")]),
            FieldPanel("next_review"),
        ],
        heading=_("Verification"),
    ),
]
CASE_TABS = TabbedInterface(
    [
        ObjectList(STORY, heading=_("The case")),
        ObjectList(EVIDENCE, heading=_("Evidence")),
        ObjectList(FACTS, heading=_("Facts")),
        ObjectList(MEDIA, heading=_("Media")),
        ObjectList(SOURCE, heading=_("Source and verification")),
        ObjectList(Publication.promote_panels, heading=_("Address")),
    ]
)
