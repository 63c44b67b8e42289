"""A small site in which every component of every kind of page is drawn, in each language."""

from datetime import date, timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.utils import timezone
from wagtail.models import Page

from casestudies.models import Adoption, CasePartner, CaseStudy, ReviewAuthor
from events.models import EventHost
from hub.languages import LANGUAGES
from hub.models import Country, Organisation, Region
from hub.models.publication import CodeSequence
from tests import factories

TEXT = "<p>A paragraph of the story.</p><p>Another one.</p><ul><li>A point</li></ul>"
STREAM = [{"type": "heading", "value": "A heading"}, {"type": "text", "value": TEXT}]
REFERENCES = [
    {"type": "reference", "value": {"text": "Author. Title.", "doi": "10.1000/1", "url": ""}},
    {"type": "reference", "value": {"text": "A site.", "url": "https://example.org/report"}},
]


def block(kind: str, **value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value}


TITLES = {
    "case": {
        "en": "Digital queue in Almaty",
        "ru": "Цифровая очередь в Алматы",
        "kk": "Алматыдағы цифрлық кезек",
    },
    "review": {"en": "Review of queues", "ru": "Обзор очередей", "kk": "Кезектерге шолу"},
    "memorandum": {
        "en": "Memorandum on queues",
        "ru": "Меморандум об очередях",
        "kk": "Кезектер туралы меморандум",
    },
    "upcoming": {"en": "Forum on queues", "ru": "Форум об очередях", "kk": "Кезектер форумы"},
    "past": {"en": "Past forum", "ru": "Прошедший форум", "kk": "Өткен форум"},
    "cancelled": {"en": "Cancelled forum", "ru": "Отменённый форум", "kk": "Болмаған форум"},
}
_works: dict[str, Any] = {}


def work(name: str, language: str, make: Any, **fields: Any) -> Any:
    """A work in a language: the translation of the same work in English, which is made first."""
    if language != "en":
        fields["translation_key"] = _works[name].translation_key
    page = make(TITLES[name][language], language=language, **fields)
    if language == "en":
        _works[name] = page
    return page


def make() -> None:
    for language in LANGUAGES:
        case = _case(language)
        _review(case, language)
        _memorandum(language)
        _events(language)
    factories.case("Queue that failed", slug="failed", outcome="failed", countries="ee")
    factories.case("Электронная очередь", slug="ochered", language="ru", summary="Что сделано.")
    factories.case("Цифрлық кезек", slug="kezek", language="kk", summary="Не істелді.")
    for number in range(20):  # a second page of results
        factories.case(f"Counter number {number}", countries="ge", themes="complaints")


def _memorandum(language: str) -> None:
    work(
        "memorandum",
        language,
        factories.memorandum,
        slug="queues",
        in_force_from=date(2016, 6, 1),
        expires_on=date(2020, 6, 1),
        notice_days=60,
        commitments=[
            block("commitment", text="Share it", owner="Agency", due="2017-01-01", done=True),
            block("commitment", text="Train ten people", done=False),
        ],
        confidentiality="public",
    )


def remove() -> None:
    """Leave the database as `make` found it: the vocabulary and the pages of setup_hub, and nobody
    signed in."""
    for page in Page.objects.filter(depth__gt=3):
        page.specific.delete()
    Organisation.objects.all().delete()
    CodeSequence.objects.all().delete()
    Session.objects.all().delete()


def _case(language: str) -> CaseStudy:
    case = work(
        "case",
        language,
        factories.case,
        slug="full",
        case_depth="full",
        countries="kz kg",
        themes="one-stop-shops electronic-services",
        place="Almaty",
        **dict.fromkeys(("challenge", "solution", "results", "did_not_work"), TEXT),
        **dict.fromkeys(("lessons", "conditions", "advice"), TEXT),
        steps=[block("step", step="Pilot", date="2015", actor="City")],
        indicators=[
            block("indicator", name="Wait", unit="minutes", baseline=40.0, value=12.0, date="2016")
        ],
        costs=[
            block("cost", item="Software", amount="1000000", currency="KZT", year=2015),
            block("cost", item="Training", amount="5000", currency="USD", year=None),
        ],
        quotes=[block("quote", text="Nobody queues now.", person="A. Clerk", post="Clerk")],
        references=REFERENCES,
        staff="Ten",
        awards="A prize",
        level=["local"],
        evidence=["audit"],
        video=[block("video", title="A talk", url="https://example.org/talk")],
    )
    case.partners = [CasePartner(organisation=factories.organisation("Partner"), role="Software")]
    case.save()
    Adoption.objects.create(
        case=case,
        country=Country.objects.get(slug="uz"),
        year=2018,
        status="adopted",
        changes_en="Another language.",
        outcome_en="Shorter queues.",
    )
    return case


def _review(case: CaseStudy, language: str) -> None:
    review = work(
        "review",
        language,
        factories.review,
        slug="queues",
        countries="kz",
        keywords_en="queues, counters",
        key_messages="One\nTwo",
        body=STREAM,
        trends=[block("trend", title="Fewer counters", text=TEXT, regions=[], cases=[case.pk])],
        references=REFERENCES,
        edition="Second edition",
    )
    review.authors = [ReviewAuthor(name="A. Author", affiliation="Academy")]
    review.regions = list(Region.objects.all()[:2])
    review.save()


def _events(language: str) -> None:
    agenda = [
        block(
            "day",
            day=str(timezone.localdate()),
            title="First day",
            sessions=[
                {
                    "starts": "09:00",
                    "ends": "10:00",
                    "title": "Opening",
                    "text": "Why we meet.",
                    "speakers": [{"name": "A. Speaker", "post": "Head of a centre"}],
                    "moderators": [{"name": "B. Chair", "post": ""}],
                }
            ],
        )
    ]
    upcoming = work(
        "upcoming",
        language,
        factories.event,
        slug="upcoming",
        countries="kz uz",
        description=STREAM,
        agenda=agenda,
        venue="Hall",
        city="Almaty",
        time_zone="Asia/Almaty",
        working_languages=["en", "ru"],
        audience="Heads of service centres",
        registration_opens=timezone.now() - timedelta(days=1),
        registration_closes=timezone.now() + timedelta(days=9),
        capacity=60,
    )
    upcoming.hosts = [EventHost(organisation=factories.organisation("Host"))]
    upcoming.save()
    past = {"slug": "past", "in_days": -30, "outcomes": STREAM, "people_trained": 22}
    work("past", language, factories.event, **past)
    work("cancelled", language, factories.event, slug="cancelled", cancelled=True)
