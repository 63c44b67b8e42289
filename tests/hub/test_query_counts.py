"""How many queries each kind of page asks: as many for three of everything as for one."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import count
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image
from wagtail.documents.models import Document

from casestudies.models import (
    Adoption,
    CasePartner,
    MemorandumCase,
    MemorandumEvent,
    MemorandumParty,
    ReviewAuthor,
    ReviewPartner,
)
from events.models import EventHost, EventParticipant
from hub.models import Country, HubImage, Publication, Region
from search.engine import get_embedded
from search.models import SearchDocument, SearchState
from tests import factories

pytestmark = pytest.mark.django_db

# THE numbers: raise one only when what the page gained is worth a query.
QUERIES = {
    "/en/": 18,
    "/en/about/": 9,
    "/en/cases/": 11,
    "/en/reviews/": 11,
    "/en/memoranda/": 11,
    "/en/events/": 11,
    "/en/cases/full/": 27,
    "/en/reviews/full/": 29,
    "/en/memoranda/full/": 22,
    "/kk/cases/full/": 32,  # shown as it is: not translated
    "/en/events/full/": 32,
    "/en/search/": 4,
    "/en/search/?q=queue&country=ge": 5,
    "/en/search/?q=queeu": 7,
    "/ru/search/?q=queue": 4,
    "/en/compare/?id=CS-0001&id=CS-0002": 5,
    "/en/indicators/CS-0001.csv": 4,
    "/en/list/": 1,
    "/en/figures/": 9,
    "/en/figures/case-study-by-outcome.csv": 8,
    "/en/gaps/": 3,
    "/en/gaps.csv": 2,
    "/en/countries.csv": 3,
    "/en/countries/": 6,
    "/en/countries/ge/": 14,
    "/en/themes/": 3,
    "/en/themes/digital-government/": 12,
    "/api/v1/search?q=queue": 3,
    "/api/v1/suggest?q=que": 4,
    "/api/v1/items?code=CS-0001&code=TR-0001": 2,
    "/api/v1/items/CS-0001": 2,
    "/id/CS-0001": 2,
    "/cite/CS-0001.bib": 2,
    "/cite/list.ris?id=CS-0001&id=TR-0001": 2,
    "/": 0,
}
REDIRECTS = {"/": 302, "/id/CS-0001": 302}
COUNTRIES = ["ge", "az", "am"]
THEMES = ["one-stop-shops", "electronic-services", "data-interoperability"]
numbers = count(1)


def picture(colour: str = "teal") -> HubImage:
    content = BytesIO()
    Image.new("RGB", (40, 30), colour).save(content, "PNG")
    file = SimpleUploadedFile(f"picture-{next(numbers)}.png", content.getvalue())
    return HubImage.objects.create(
        title="Hall", description="A hall", file=file, width=40, height=30
    )


def document() -> Document:
    return Document.objects.create(title="Report", file=SimpleUploadedFile("report.pdf", b"%PDF"))


def files(size: int) -> list[tuple]:
    return [("file", {"document": document(), "language": "en"}) for _ in range(size)]


def figures(size: int) -> list[tuple]:
    rows = []
    for _ in range(size):
        image = picture()
        image.contextual_alt_text, image.decorative = "A hall", False
        rows.append(("figure", {"image": image, "caption": "Opened in 2012"}))
    return rows


def body(size: int) -> list[tuple]:
    texts = [("heading", "Why"), ("text", "<p>Because.</p>")] * size
    return [*texts, *figures(size), *files(size)]


def organisations(size: int) -> Iterator:
    return (factories.organisation(f"Body {next(numbers)}") for _ in range(size))


def case(slug: str, size: int) -> Publication:
    page = factories.case(
        f"Digital queue {next(numbers)}",
        slug=slug,
        countries=" ".join(COUNTRIES[:size]),
        themes=" ".join(THEMES[:size]),
        cover=picture(),
        images=figures(size),
        files=files(size),
        references=[("reference", {"text": "A report."})] * size,
        indicators=[("indicator", {"name": "Waiting", "baseline": 9.0, "value": 1.0})] * size,
        challenge="<p>Lines.</p>",
    )
    page.partners = [CasePartner(organisation=body) for body in organisations(size)]
    page.save()
    for slug, body in zip(COUNTRIES, organisations(size), strict=False):
        country = Country.objects.get(slug=slug)
        Adoption.objects.create(
            case=page, country=country, organisation=body, year=2016, status="adopted"
        )
    return page


def review(slug: str, size: int, cases: list) -> Publication:
    trend = {"title": "Counters merge", "text": "<p>Yes.</p>", "regions": ["caucasus"]}
    page = factories.review(
        f"Queue review {next(numbers)}",
        slug=slug,
        countries=" ".join(COUNTRIES[:size]),
        themes=" ".join(THEMES[:size]),
        cover=picture(),
        body=body(size),
        trends=[("trend", {**trend, "cases": cases[:size]})] * size,
        images=figures(size),
        files=files(size),
    )
    page.authors = [ReviewAuthor(name=f"Author {n}") for n in range(size)]
    page.partners = [ReviewPartner(organisation=body) for body in organisations(size)]
    page.regions = list(Region.objects.all()[:size])
    page.save()
    return page


def event(slug: str, size: int) -> Publication:
    people = [{"name": "A. Speaker", "post": "Clerk"}] * size
    sessions = [
        {"starts": "09:00", "title": "Opening", "speakers": people, "files": [document()]}
        for _ in range(size)
    ]
    page = factories.event(
        f"Queue forum {next(numbers)}",
        slug=slug,
        countries=" ".join(COUNTRIES[:size]),
        themes=" ".join(THEMES[:size]),
        cover=picture(),
        description=body(size),
        people_trained=12,
        agenda=[("day", {"day": date(2030, 6, 3), "title": "", "sessions": sessions})] * size,
        materials=files(size),
        images=figures(size),
    )
    page.hosts = [EventHost(organisation=body) for body in organisations(size)]
    page.participants = [EventParticipant(organisation=body) for body in organisations(size)]
    page.save()
    return page


def memorandum(slug: str, size: int, cases: list, events: list) -> Publication:
    page = factories.memorandum(
        f"Queue accord {next(numbers)}",
        slug=slug,
        themes=" ".join(THEMES[:size]),
        commitments=[("commitment", {"text": "Train two hundred officers."})] * size,
        files=files(size),
    )
    for slug, body in zip(COUNTRIES, organisations(size), strict=False):
        country = Country.objects.get(slug=slug)
        page.parties.add(MemorandumParty(organisation=body, country=country))
    page.cases = [MemorandumCase(page=c) for c in cases[:size]]
    page.events = [MemorandumEvent(page=e) for e in events[:size]]
    page.save()
    return page


def fill(size: int, cases: int) -> None:
    """`cases` cases and `size` works of each other kind, the one called "full" with `size` rows
    in every list that it has."""
    slugs = ["full", *(f"other-{number}" for number in range(cases - 1))]
    made = [case(slug, size if slug == "full" else 1) for slug in slugs]
    slugs = slugs[:size]
    events = [event(slug, size) for slug in slugs]
    for slug in slugs:
        review(slug, size, made)
        memorandum(slug, size, made, events)


def copied(number: int) -> None:
    """`number` works more in the projection and the index, each as the case "full" is there: pages
    that are drawn from them do not see the difference, and ten thousand pages would take long."""
    row = SearchDocument.objects.get(kind="case_study", url__endswith="/full/")
    names = [f.attname for f in SearchDocument._meta.concrete_fields if not f.primary_key]
    values = {name: getattr(row, name) for name in names}
    rows = [
        SearchDocument(
            **values
            | {"page_id": n, "work": n, "version": n, "code": f"CS-{n}", "translation_key": uuid4()}
        )
        for n in range(100_000, 100_000 + number)
    ]
    SearchDocument.objects.bulk_create(rows, batch_size=500)
    get_embedded().write({row.work: [row] for row in rows})
    SearchState.objects.update(version=rows[-1].version)


def asked(client, address: str) -> int:
    """Queries of the second time: the first may fill what a process keeps in memory."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert (address, response.status_code) == (address, REDIRECTS.get(address, 200))
    return len(queries)


@pytest.mark.parametrize(("size", "cases"), [(1, 2), (3, 4)])
def test_pages_ask_as_many_queries_for_three_as_for_one(client, project, size, cases):
    fill(size, cases)
    project()
    text = client.get("/en/cases/full/").content.decode()
    assert text.count('class="adoption"') == size  # the page really has that many rows
    text = client.get("/en/events/full/").content.decode()
    assert text.count('class="plain session-files"') == size * size
    assert {address: asked(client, address) for address in QUERIES} == QUERIES


@pytest.mark.parametrize("works", [10, 10_000])
def test_pages_ask_as_many_queries_for_ten_thousand_works_as_for_ten(client, project, works):
    fill(1, 2)
    project()
    copied(works - 2)
    found = client.get("/api/v1/search?kind=case_study").json()
    assert found["count"] == works
    assert {address: asked(client, address) for address in QUERIES} == QUERIES


def test_search_asks_as_many_queries_for_thirty_cases_as_for_three(client, project):
    fill(1, 30)
    project()
    searches = [address for address in QUERIES if "search" in address or address == "/en/cases/"]
    found = {address: asked(client, address) for address in searches}
    assert found == {address: QUERIES[address] for address in searches}
