"""The fields of a case that a file can fill, by how a cell becomes a value."""

from django.db.models import TextChoices

from hub.models.organisation import OrganisationKind
from hub.vocabulary import Depth, Evidence, Funding, Level, Outcome, Stage

LINES = ("title", "place", "staff", "contact", "licence")
TEXTS = ("summary", "awards")
STORY = ("challenge", "solution", "results", "did_not_work", "lessons", "conditions", "advice")
YEARS = ("started", "ended")
CHOICES: dict[str, type[TextChoices]] = {"outcome": Outcome, "stage": Stage}
CHOICE_LISTS: dict[str, type[TextChoices]] = {
    "level": Level,
    "evidence": Evidence,
    "funding": Funding,
}
RELATED = (
    "id",
    "country",
    "country_code",
    "organisation",
    "organisation_acronym",
    "organisation_kind",
    "url",
)
FREE = (*LINES, *TEXTS, *STORY, *YEARS, *RELATED)

# Fields whose cells go through a table of values.
LISTED: dict[str, type[TextChoices] | None] = {
    **CHOICES,
    **CHOICE_LISTS,
    "organisation_kind": OrganisationKind,
    "themes": None,
}

# What an import says of a case, whichever file it comes from: nobody has checked it yet.
FIXED = {"source": "import", "verification": "unverified", "case_depth": Depth.SNAPSHOT.value}

# A column that is not a field of the case itself, or not alone.
DERIVED = {
    "country": ("countries",),
    "country_code": ("countries",),
    "organisation": ("lead_organisation",),
    "url": ("source_url", "references"),
    "solution": ("summary",),
    "results": ("summary",),
    "challenge": ("summary",),
}

# What is remembered of an imported case, to see whether an editor changed it since.
COMPARED = (
    *LINES,
    *TEXTS,
    *STORY,
    *YEARS,
    *CHOICES,
    *CHOICE_LISTS,
    *FIXED,
    "lead_organisation",
    "countries",
    "themes",
    "references",
    "source_url",
    "original_language",
)
