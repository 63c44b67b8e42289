from events.models.admission import CountryPlaces
from events.models.calendar import CalendarSequence
from events.models.delegation import Delegation
from events.models.event import Event, EventHost, EventParticipant
from events.models.helper import EventHelper
from events.models.message import GroupMessage
from events.models.question import Answer, Question
from events.models.registration import Registration, RegistrationLog
from events.models.series import Copying, Series, SeriesPart

__all__ = [
    "Answer",
    "CalendarSequence",
    "Copying",
    "CountryPlaces",
    "Delegation",
    "Event",
    "EventHelper",
    "EventHost",
    "EventParticipant",
    "GroupMessage",
    "Question",
    "Registration",
    "RegistrationLog",
    "Series",
    "SeriesPart",
]
