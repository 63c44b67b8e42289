"""Who may register for a demonstration event, and what it asks."""

from datetime import timedelta
from typing import Any

from events.models import CountryPlaces, Event, Question
from hub.models import Country

SIMPLE = ("registration_policy", "approval", "places_per_country", "personal_data_days")
DAYS_BEFORE = {  # days before the start, as the file has them, to the field
    "released_days_before": "unused_places_released_at",
    "substitutions_days_before": "substitutions_until",
}


def admit(page: Event, row: dict[str, Any]) -> None:
    """Fill `page`, which is not stored yet, from the table `registration` of its file."""
    for name in SIMPLE:
        if name in row:
            setattr(page, name, row[name])
    for name, field in DAYS_BEFORE.items():
        if name in row:
            setattr(page, field, page.starts_at - timedelta(days=row[name]))
    page.country_places = [
        CountryPlaces(country=country, places=row["places"][country.slug])
        for country in Country.objects.filter(slug__in=row.get("places", {}))
    ]
    page.questions = [Question(**question) for question in row.get("questions", [])]
