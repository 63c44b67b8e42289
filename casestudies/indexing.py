"""What search reads of each kind of page, and what result lists show of it."""

from casestudies.adoptions import adopters
from casestudies.models import CaseStudy, Memorandum, TrendReview
from casestudies.models.case_study import STORY_FIELDS
from hub.blocks import plain_text, rich_words
from hub.languages import LANGUAGES
from search import registry
from search.registry import Parts


def register() -> None:
    registry.register(
        CaseStudy,
        case_study,
        related=("lead_organisation",),
        prefetch=("partners__organisation",),
        mentions=adopters,
    )
    registry.register(
        TrendReview,
        trend_review,
        prefetch=("authors", "partners__organisation", "regions"),
    )
    registry.register(
        Memorandum,
        memorandum,
        prefetch=("parties__organisation", "parties__country__regions"),
    )


def case_study(page: CaseStudy) -> Parts:
    story = [rich_words(getattr(page, name)) for name in STORY_FIELDS]
    streams = [plain_text(stream) for stream in (page.steps, page.indicators, page.quotes)]
    return Parts(
        body="\n".join(filter(None, [*story, *streams, page.place, page.awards])),
        details={
            "outcome": page.outcome,
            "stage": page.stage,
            "started": page.started,
            "ended": page.ended,
            "organisation": page.lead_organisation.name_en if page.lead_organisation else "",
            "place": page.place,
        },
    )


def trend_review(page: TrendReview) -> Parts:
    authors = [author.name for author in page.authors.all()]
    parts = (page.key_messages, plain_text(page.body), plain_text(page.trends), *authors)
    # Found by their words as they stand: with stems of their own language the golden queries were
    # answered worse.
    others = [
        text
        for language in LANGUAGES
        for name in ("abstract", "keywords")
        if (text := getattr(page, f"{name}_{language}")) and text != page.summary_text
    ]
    return Parts(
        body="\n".join(filter(None, parts)),
        keywords={page.locale.language_code: others},
        details={
            "authors": authors,
            "period": [page.period_from, page.period_to],
            "edition": page.edition,
            "abstracts": {
                language: text
                for language in LANGUAGES
                if (text := getattr(page, f"abstract_{language}"))
            },
        },
    )


def memorandum(page: Memorandum) -> Parts:
    text = [page.reference, page.signed_at]
    if page.shows_text:
        text.append(plain_text(page.commitments))
    return Parts(
        body="\n".join(filter(None, text)),
        details={
            "reference": page.reference,
            "parties": [
                {
                    "organisation": party.organisation.names(),
                    "country": party.country.slug if party.country else "",
                }
                for party in page.parties.all()
            ],
            "status": page.status,
            "signed_on": page.signed_on.isoformat() if page.signed_on else "",
            "expires_on": page.expires_on.isoformat() if page.expires_on else "",
        },
    )
