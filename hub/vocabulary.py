"""THE facets: closed lists, and the ordered FACETS that model, index, form and API share."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    CASE_STUDY = "case_study", _("Case study")
    TREND_REVIEW = "trend_review", _("Trend review")
    MEMORANDUM = "memorandum", _("Memorandum")
    EVENT = "event", _("Event")


class Depth(TextChoices):
    SNAPSHOT = "snapshot", _("Snapshot")
    FULL = "full", _("Full case")


class Outcome(TextChoices):
    SUCCEEDED = "succeeded", _("Succeeded")
    MIXED = "mixed", _("Mixed results")
    FAILED = "failed", _("Failed")
    TOO_EARLY = "too_early", _("Too early to say")
    NOT_ASSESSED = "not_assessed", _("Not assessed")


class Stage(TextChoices):
    PLANNED = "planned", _("Planned")
    PILOT = "pilot", _("Pilot")
    RUNNING = "running", _("Running")
    SCALED = "scaled", _("Scaled up")
    DISCONTINUED = "discontinued", _("Discontinued")


class Level(TextChoices):
    NATIONAL = "national", _("National")
    REGIONAL = "regional", _("Regional")
    LOCAL = "local", _("Local")
    SUPRANATIONAL = "supranational", _("Supranational")
    CROSS_BORDER = "cross_border", _("Cross-border")


class Evidence(TextChoices):
    ADMINISTRATIVE_DATA = "administrative_data", _("Administrative data")
    SURVEY = "survey", _("Survey")
    INDEPENDENT_EVALUATION = "independent_evaluation", _("Independent evaluation")
    AUDIT = "audit", _("Audit")
    TESTIMONY = "testimony", _("Testimony")


class Funding(TextChoices):
    NATIONAL_BUDGET = "national_budget", _("National budget")
    LOCAL_BUDGET = "local_budget", _("Local budget")
    DONOR = "donor", _("Donor or grant")
    LOAN = "loan", _("Loan")
    FEES = "fees", _("User fees")
    PRIVATE = "private", _("Private partner")


class Verification(TextChoices):
    UNVERIFIED = "unverified", _("Not verified")
    CHECKED = "checked", _("Checked by the Secretariat")
    ENDORSED = "endorsed", _("Endorsed by the country")
    REVIEWED = "reviewed", _("Reviewed by peers")


class MemorandumKind(TextChoices):
    MEMORANDUM = "memorandum", _("Memorandum")
    AGREEMENT = "agreement", _("Agreement")
    JOINT_STATEMENT = "joint_statement", _("Joint statement")
    ACTION_PLAN = "action_plan", _("Action plan")
    ACCESSION = "accession", _("Accession")


class MemorandumStatus(TextChoices):
    SIGNED = "signed", _("Signed, not yet in force")
    IN_FORCE = "in_force", _("In force")
    EXPIRING = "expiring", _("Expires within 180 days")
    EXPIRED = "expired", _("Expired")
    ENDED = "ended", _("Ended")


class EventKind(TextChoices):
    CONFERENCE = "conference", _("Conference")
    FORUM = "forum", _("Forum")
    ROUND_TABLE = "round_table", _("Round table")
    STUDY_TOUR = "study_tour", _("Study tour")
    TRAINING = "training", _("Training")
    WEBINAR = "webinar", _("Webinar")
    STEERING_COMMITTEE = "steering_committee", _("Steering Committee meeting")
    OTHER = "other", _("Other event")


class EventFormat(TextChoices):
    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("Hybrid")


class EventStatus(TextChoices):
    ANNOUNCED = "announced", _("Announced")
    OPEN = "open", _("Registration open")
    FULL = "full", _("Full")
    CLOSED = "closed", _("Registration closed")
    RUNNING = "running", _("Taking place now")
    PAST = "past", _("Past")
    CANCELLED = "cancelled", _("Cancelled")


@dataclass(frozen=True, slots=True)
class Facet:
    """One way of narrowing a search.

    A facet's values are a closed list (`choices`), the rows of a vocabulary model (`terms`, as
    "app.Model"), languages, years or months; labels are looked up when drawn. A page offers its
    values in the attribute `facet_<key>`.
    """

    key: str
    label: str | Promise
    choices: type[TextChoices] | None = None
    terms: str = ""
    narrow: bool = False  # a long list: offer a box to narrow it
    folded: bool = True  # closed until someone opens it or chooses in it
    listed: bool = True  # in the sidebar; what is not can be asked for by address, such as a month


FACETS: tuple[Facet, ...] = (
    Facet("kind", _("Kind"), choices=Kind, folded=False),
    Facet("theme", _("Theme"), terms="hub.ReformTheme", folded=False),
    Facet("region", _("Region"), terms="hub.Region", folded=False),
    Facet("country", _("Country"), terms="hub.Country", narrow=True, folded=False),
    Facet("outcome", _("Outcome"), choices=Outcome, folded=False),
    Facet("stage", _("Stage"), choices=Stage),
    Facet("level", _("Level of government"), choices=Level),
    Facet("evidence", _("Evidence"), choices=Evidence),
    Facet("depth", _("Depth"), choices=Depth),
    Facet("funding", _("Funding"), choices=Funding),
    Facet("verification", _("Verification"), choices=Verification),
    Facet("memorandum_kind", _("Kind of memorandum"), choices=MemorandumKind),
    Facet("memorandum_status", _("Status of memorandum"), choices=MemorandumStatus),
    Facet("event_kind", _("Kind of event"), choices=EventKind),
    Facet("event_format", _("Format of event"), choices=EventFormat),
    Facet("event_status", _("Status of event"), choices=EventStatus),
    Facet("working_language", _("Working language")),
    Facet("year", _("Year"), narrow=True),
    Facet("month", _("Month"), listed=False),
    Facet("language", _("Language")),
)
FACETS_BY_KEY = {facet.key: facet for facet in FACETS}
