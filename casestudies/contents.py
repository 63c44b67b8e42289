"""The contents lists of a full case and of a review: where each chapter begins."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from casestudies.models import CaseStudy, TrendReview
from hub.blocks import anchored

MANY = 7  # chapters from which on a case has a list


@dataclass(frozen=True, slots=True)
class Chapter:
    anchor: str
    title: str
    own: bool = False  # in the words of the text, not of the site


def of_case(page: CaseStudy, partners: Iterable[Any]) -> list[Chapter]:
    """Nothing for a case that one overlooks at a glance."""
    found = [Chapter(anchor, title) for there, anchor, title in _case(page, partners) if there]
    return found if len(found) >= MANY else []


def _case(page: CaseStudy, partners: Iterable[Any]) -> list[tuple[Any, str, str]]:
    return [
        (page.challenge, "challenge", _("The challenge")),
        (page.solution, "solution", _("What was done")),
        (page.steps, "steps", _("Step by step")),
        (page.results, "results", _("What changed")),
        (page.did_not_work, "did-not-work", _("What did not work")),
        (page.lessons, "lessons", _("Lessons")),
        (page.conditions, "conditions", _("Conditions for success")),
        (page.advice, "advice", _("Advice to those who take it up")),
        (page.indicators, "indicators", _("In figures")),
        (partners, "partners", _("Who took part")),
        (page.costs or page.staff or page.awards, "means", _("What it took")),
        (True, "adoptions", _("Who took it up")),
        (page.images, "gallery-title", _("Images")),
        (page.files, "files", _("Files")),
        (page.references, "references", _("References")),
    ]


def of_review(page: TrendReview) -> list[Chapter]:
    """Its own headings between what every review has."""
    headings = [
        Chapter(part["anchor"], part["block"].value, own=True)
        for part in anchored(page.body)
        if part["anchor"]
    ]
    before = [
        (page.abstract, "abstract", _("Abstract")),
        (page.messages, "messages", _("Key messages")),
    ]
    after = [
        (page.trends, "trends", _("Trends")),
        (page.images, "gallery-title", _("Photographs")),
        (page.files, "files", _("Files")),
        (page.references, "references", _("References")),
    ]
    return [
        *(Chapter(anchor, title) for there, anchor, title in before if there),
        *headings,
        *(Chapter(anchor, title) for there, anchor, title in after if there),
    ]
