"""What an editor's browser posts: a whole form of each kind, with what publication asks for."""

from typing import Any

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from casestudies.models import CaseStudy, Memorandum, TrendReview
from casestudies.models.case_study import STORY_FIELDS
from events.models import Event
from hub.models import Country, Publication, ReformTheme, Region
from tests import factories

MODELS: dict[str, type[Publication]] = {
    str(model.kind): model for model in (CaseStudy, TrendReview, Memorandum, Event)
}
STREAMS = {
    "case_study": "steps indicators references quotes costs images video files",
    "trend_review": "body trends references images video files",
    "memorandum": "commitments files",
    "event": "description agenda outcomes materials images video",
}
FORMSETS = {
    "case_study": "partners",
    "trend_review": "authors partners",
    "memorandum": "parties events cases",
    "event": "hosts participants country_places questions helpers",
}
_TERMS = {"countries": Country, "themes": ReformTheme, "regions": Region}


def _case_study() -> dict[str, Any]:
    return {
        "case_depth": "snapshot",
        "summary": "What was done.",
        "countries": "kz",
        "themes": "one-stop-shops",
        "lead_organisation": factories.organisation().pk,
        "outcome": "mixed",
        "started": "2012",
        "source": "desk_research",
        "original_language": "en",
        "verification": "unverified",
        **{name: rich_text("") for name in STORY_FIELDS},
    }


def _trend_review() -> dict[str, Any]:
    return {
        "abstract_en": "What the review says.",
        "themes": "ethics",
        "period_from": "2015",
        "period_to": "2020",
        "published_on": "2021-05-01",
    }


def _memorandum() -> dict[str, Any]:
    return {
        "reference": "MoU-1",
        "memorandum_kind": "memorandum",
        "confidentiality": "public",
        "signed_on": "2016-05-26",
        "parties": [{"organisation": factories.organisation().pk} for _side in range(2)],
    }


def _event() -> dict[str, Any]:
    return {
        "summary": "Who meets and why.",
        "event_kind": "forum",
        "event_format": "in_person",
        "starts_at": "2030-06-03 09:00",
        "ends_at": "2030-06-04 17:00",
        "time_zone": "Asia/Almaty",
        "registration_policy": "none",
        "personal_data_days": "365",
        "host_country": Country.objects.get(slug="kz").pk,
        "themes": "ethics",
    }


def form(kind: str, **changes: Any) -> dict[str, Any]:
    """A form that may be published as it is. Terms are slugs; a list is the rows of a panel."""
    fields = {"title": "A work", "slug": "a-work"}
    fields |= {name: streamfield([]) for name in STREAMS[kind].split()}
    fields |= {name: [] for name in FORMSETS[kind].split()}
    fields |= globals()[f"_{kind}"]()
    fields |= changes
    for name, model in _TERMS.items():
        if name in fields:
            slugs = fields[name].split()
            fields[name] = (*model.objects.filter(slug__in=slugs).values_list("pk", flat=True),)
    minimum = {"parties": 2}
    for name in FORMSETS[kind].split():
        fields[name] = inline_formset(fields[name], min=minimum.get(name, 0))
    return nested_form_data(fields)


def add_url(kind: str, language: str = "en") -> str:
    model = MODELS[kind]
    library = factories.library(kind, language)
    names = [model._meta.app_label, model._meta.model_name, library.pk]
    return reverse("wagtailadmin_pages:add", args=names)


def edit_url(page: Publication) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def save(client: Any, address: str, data: dict[str, Any]) -> HttpResponse:
    return client.post(address, data)


def publish(client: Any, address: str, data: dict[str, Any]) -> HttpResponse:
    return client.post(address, {**data, "action-publish": "1"})


def submit(client: Any, address: str, data: dict[str, Any]) -> HttpResponse:
    return client.post(address, {**data, "action-submit": "1"})


def errors(response: HttpResponse) -> dict[str, list[str]]:
    """Field to messages of a form that was refused, those of its panels' rows under their name."""
    shown = response.context["form"]
    found = {name: list(messages) for name, messages in shown.errors.items()}
    for name, rows in shown.formsets.items():
        said = [message for row in rows.errors for texts in row.values() for message in texts]
        said += rows.non_form_errors()
        if said:
            found[name] = said
    return found


def messages(response: HttpResponse) -> list[str]:
    """What the admin says at the top of a page."""
    page = BeautifulSoup(response.content, "html.parser")
    return [" ".join(item.get_text().split()) for item in page.select(".messages li")]
