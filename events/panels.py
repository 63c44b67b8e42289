"""The editor's form of an event."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from events.question_rows import QuestionsPanel
from hub.models import Publication
from hub.panels import CompletenessPanel

RECORD = [
    *Publication.content_panels,
    CompletenessPanel(),
    FieldRowPanel([FieldPanel("event_kind"), FieldPanel("event_format")]),
    FieldPanel("summary"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
            FieldPanel("time_zone"),
        ],
        heading=_("When"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("venue"), FieldPanel("city")]),
            FieldRowPanel([FieldPanel("host_country"), FieldPanel("online_link")]),
        ],
        heading=_("Where"),
    ),
    FieldPanel("description"),
    FieldPanel("agenda"),
    FieldPanel("themes"),
    FieldPanel("cancelled"),
]
PEOPLE = [
    InlinePanel("hosts", label=_("Host"), heading=_("Hosts")),
    FieldPanel("countries", heading=_("Participating countries")),
    InlinePanel(
        "participants",
        label=_("Participating organisation"),
        heading=_("Participating organisations"),
        help_text=_(
            "Bodies that take part without being hosts, such as an agency that presents its work."
        ),
    ),
    FieldPanel("audience"),
    FieldPanel("working_languages"),
]
PLACES_HELP = _(
    "Whoever registers while a place is free has it at once; the others wait in the order in which"
    " they asked. Publish a higher number, and the next in line have the places and a letter."
    " Publish a lower one, and nobody loses a place."
)
REGISTRATION = [
    MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel(
                        "registration_policy",
                        help_text=_(
                            "With “No registration here”, nothing below has an effect. “Members"
                            " only”: people from participating countries; observers and partners"
                            " are not among them, unless a place is given below to their country:"
                            " then its focal point can send people."
                        ),
                    ),
                    FieldPanel("approval"),
                ]
            ),
            FieldRowPanel(
                [
                    FieldPanel(
                        "registration_opens", help_text=_("Needed: before it nobody can register.")
                    ),
                    FieldPanel(
                        "registration_closes", help_text=_("Empty: when the event is over.")
                    ),
                ]
            ),
            FieldPanel("substitutions_until"),
        ],
        heading=_("Who and when"),
    ),
    MultiFieldPanel(
        [
            HelpPanel(PLACES_HELP),
            FieldRowPanel(
                [
                    FieldPanel("capacity"),
                    FieldPanel(
                        "waiting_list",
                        help_text=_("Without one, nobody can register once no place is free."),
                    ),
                ]
            ),
            FieldRowPanel(
                [FieldPanel("places_per_country"), FieldPanel("unused_places_released_at")]
            ),
        ],
        heading=_("Places"),
    ),
    InlinePanel(
        "country_places",
        label=_("Country"),
        heading=_("Places of single countries"),
        help_text=_("For countries that have another number than each member country."),
    ),
    QuestionsPanel(
        "questions",
        label=_("Question"),
        heading=_("Questions"),
        help_text=_(
            "Everybody is asked for name, address, country, organisation, post, access needs and"
            " diet. Ask here for what else you need, and for nothing that you do not."
        ),
    ),
    InlinePanel("helpers", label=_("Helper"), heading=_("Helpers at the entrance")),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("first_reminder_days"), FieldPanel("last_reminder_days")]),
            FieldPanel("personal_data_days"),
        ],
        heading=_("Letters and data"),
    ),
]
RESULTS = [
    FieldPanel("outcomes"),
    FieldPanel("people_trained"),
    FieldPanel("materials"),
    FieldPanel("images"),
    FieldPanel("video"),
    FieldPanel("cover"),
]
EDIT_HANDLER = TabbedInterface(
    [
        ObjectList(RECORD, heading=_("The event")),
        ObjectList(PEOPLE, heading=_("People")),
        ObjectList(REGISTRATION, heading=_("Registration")),
        ObjectList(RESULTS, heading=_("Results and media")),
        ObjectList(Publication.promote_panels, heading=_("Address")),
    ]
)
