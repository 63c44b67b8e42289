"""A memorandum: its parties, the status that its dates give it, and what stays confidential."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from wagtail.models import PageViewRestriction

from casestudies.models import Memorandum, MemorandumCase, MemorandumEvent, MemorandumParty
from hub.models import Country
from search import services
from search.models import SearchDocument
from search.query import SearchQuery
from tests import factories
from tests.factories import editing

pytestmark = pytest.mark.django_db

TOO_FEW = ["A memorandum has at least two parties; this one has fewer."]
PROMISE = [("commitment", {"text": "Train two hundred zhuldyz officers."})]


def refused(client, **changes):
    data = editing.form("memorandum", **changes)
    return editing.errors(editing.publish(client, editing.add_url("memorandum"), data))


def test_memorandum_with_one_party_is_refused(admin_client):
    parties = [{"organisation": factories.organisation().pk}]
    assert refused(admin_client, parties=parties) == {"parties": TOO_FEW}


def test_memorandum_with_one_party_may_be_a_draft(admin_client):
    parties = [{"organisation": factories.organisation().pk}]
    data = editing.form("memorandum", parties=parties)
    editing.save(admin_client, editing.add_url("memorandum"), data)
    page = Memorandum.objects.get()
    assert (page.live, page.parties.count()) == (False, 1)


def test_live_memorandum_cannot_lose_its_second_party(admin_client):
    page = factories.memorandum()
    first, second = page.parties.all()
    rows = [
        {"id": first.pk, "organisation": first.organisation_id},
        {"id": second.pk, "organisation": second.organisation_id, "DELETE": "1"},
    ]
    data = {**editing.form("memorandum", parties=rows), "parties-INITIAL_FORMS": "2"}
    response = editing.publish(admin_client, editing.edit_url(page), data)
    assert editing.errors(response) == {"parties": TOO_FEW}
    assert MemorandumParty.objects.filter(memorandum=page).count() == 2


def test_memorandum_made_by_code_with_one_party_is_refused():
    with pytest.raises(ValidationError) as error:
        factories.memorandum(parties="kz")
    assert error.value.message_dict == {"reference": TOO_FEW}


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (
            {"signed_on": "2016-05-26", "in_force_from": "2016-05-25"},
            {"in_force_from": ["It cannot be in force before it was signed."]},
        ),
        (
            {"in_force_from": "2016-06-01", "expires_on": "2016-05-31"},
            {"expires_on": ["It expires before it starts."]},
        ),
        (
            {"signed_on": "2016-05-26", "expires_on": "2016-05-25"},
            {"expires_on": ["It expires before it starts."]},
        ),
        (
            {"signed_on": "2016-05-26", "ended_on": "2016-05-25"},
            {"ended_on": ["It ended before it started."]},
        ),
        (
            {"renews": "on"},
            {"renews": ["A term that renews automatically needs a day on which it expires."]},
        ),
        ({"signed_on": ""}, {"signed_on": ["Say when it was signed."]}),
    ],
)
def test_memorandum_with_impossible_dates_is_refused(admin_client, changes, messages):
    assert refused(admin_client, **changes) == messages


def test_memorandum_with_all_dates_on_one_day_is_published(admin_client):
    day = "2016-05-26"
    dates = {"signed_on": day, "in_force_from": day, "expires_on": day, "ended_on": day}
    data = editing.form("memorandum", **dates)
    editing.publish(admin_client, editing.add_url("memorandum"), data)
    assert Memorandum.objects.get().live is True


# Status

TERM = {
    "signed_on": date(2020, 1, 1),
    "in_force_from": date(2020, 3, 1),
    "expires_on": date(2025, 12, 31),
}


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2019, 12, 31), "signed"),
        (date(2020, 1, 1), "signed"),
        (date(2020, 2, 29), "signed"),
        (date(2020, 3, 1), "in_force"),
        (date(2025, 7, 3), "in_force"),
        (date(2025, 7, 4), "expiring"),  # 180 days are left
        (date(2025, 12, 31), "expiring"),  # the last day is part of the term
        (date(2026, 1, 1), "expired"),
    ],
)
def test_status_follows_from_the_dates(day, status):
    assert Memorandum(**TERM).status_on(day) == status


@pytest.mark.parametrize(
    ("dates", "day", "status"),
    [
        ({"ended_on": date(2022, 5, 1)}, date(2022, 4, 30), "in_force"),
        ({"ended_on": date(2022, 5, 1)}, date(2022, 5, 1), "ended"),
        ({"ended_on": date(2022, 5, 1)}, date(2030, 1, 1), "ended"),
        ({"renews": True}, date(2025, 12, 31), "in_force"),
        ({"renews": True}, date(2030, 1, 1), "in_force"),
        ({"renews": True, "ended_on": date(2030, 1, 1)}, date(2030, 1, 1), "ended"),
        ({"in_force_from": None}, date(2020, 1, 1), "in_force"),
        ({"in_force_from": None}, date(2019, 12, 31), "signed"),
        ({"expires_on": None}, date(2999, 1, 1), "in_force"),
        ({"signed_on": None, "in_force_from": None}, date(2022, 1, 1), "signed"),
    ],
)
def test_status_of_other_terms(dates, day, status):
    assert Memorandum(**(TERM | dates)).status_on(day) == status


@pytest.mark.parametrize(
    ("today", "turn"),
    [
        (date(2019, 1, 1), datetime(2020, 1, 1, tzinfo=UTC)),
        (date(2020, 1, 1), datetime(2020, 3, 1, tzinfo=UTC)),
        (date(2020, 3, 1), datetime(2025, 7, 4, tzinfo=UTC)),
        (date(2025, 7, 4), datetime(2026, 1, 1, tzinfo=UTC)),
        (date(2026, 1, 1), None),
    ],
)
def test_status_is_looked_at_again_on_the_day_it_turns(today, turn):
    with time_machine.travel(datetime(today.year, today.month, today.day, 12, tzinfo=UTC)):
        assert Memorandum(**TERM).changes_at() == turn


def test_status_never_turns_by_a_term_that_renews():
    with time_machine.travel(datetime(2021, 1, 1, 12, tzinfo=UTC)):
        assert Memorandum(**TERM, renews=True).changes_at() is None
        ending = Memorandum(**TERM, renews=True, ended_on=date(2023, 2, 2))
        assert ending.changes_at() == datetime(2023, 2, 2, tzinfo=UTC)


def test_status_in_search_follows_the_clock_without_a_save(project):
    from search.projector import project_due

    with time_machine.travel(datetime(2025, 12, 31, 12, tzinfo=UTC)):
        factories.memorandum(**TERM)
        project()
        expiring = SearchQuery(filters={"memorandum_status": ("expiring",)})
        assert services.search(expiring).count == 1
    with time_machine.travel(datetime(2026, 1, 1, 0, 1, tzinfo=UTC)):
        project_due()
        assert services.search(expiring).count == 0
        expired = SearchQuery(filters={"memorandum_status": ("expired",)})
        assert services.search(expired).count == 1


# Parties


def test_countries_and_regions_are_those_of_the_parties():
    page = factories.memorandum(parties="kz az")
    page.parties.add(MemorandumParty(organisation=factories.organisation("An agency of the UN")))
    page.parties.add(
        MemorandumParty(
            organisation=factories.organisation("Another"), country=Country.objects.get(slug="kz")
        )
    )
    page.save()
    page = Memorandum.objects.get(pk=page.pk)
    assert sorted(page.facet_country) == ["az", "kz"]
    assert page.facet_region == ["caucasus", "central-asia", "cis"]
    assert len(page.organisations()) == 4


def test_year_is_the_year_of_signing():
    assert Memorandum(signed_on=date(2016, 5, 26)).facet_year == 2016
    assert Memorandum().facet_year is None


# Confidentiality


def test_internal_memorandum_is_not_served_and_not_found(client, project):
    hidden = factories.memorandum("Zhuldyz accord", confidentiality="internal")
    shown = factories.memorandum("Zhuldyz protocol")
    project()
    answer = services.search(SearchQuery(text="zhuldyz"))
    assert [hit.title for hit in answer.results] == ["Zhuldyz protocol"]
    assert [s.text for s in services.suggest("zhuldyz", "en")] == ["Zhuldyz protocol"]
    assert client.get(hidden.url).status_code == 404
    assert client.get(f"/id/{hidden.code}", follow=True).status_code == 404
    assert client.get(f"/cite/{hidden.code}.bib").status_code == 404
    assert client.get(f"/api/v1/items/{hidden.code}").status_code == 404
    assert client.get(shown.url).status_code == 200


def test_memorandum_that_becomes_internal_leaves_nothing_in_the_index(project):
    page = factories.memorandum("Zhuldyz accord", commitments=PROMISE)
    project()
    page.confidentiality = "internal"
    page.save()
    project()
    row = SearchDocument.objects.get(page_id=page.pk)
    assert (row.visible, row.title, row.body, row.summary, row.facets) == (False, "", "", "", "")
    assert services.search(SearchQuery(text="zhuldyz")).count == 0


@pytest.mark.parametrize(("level", "found"), [("public", 1), ("summary", 0)])
def test_commitments_are_found_and_shown_only_when_public(client, project, level, found):
    page = factories.memorandum(confidentiality=level, commitments=PROMISE)
    project()
    assert services.search(SearchQuery(text="zhuldyz officers")).count == found
    assert services.search(SearchQuery(text="parties agreed")).count == 1  # the summary
    text = client.get(page.url).content.decode()
    assert text.count("Train two hundred zhuldyz officers.") == found
    assert text.count("What the parties agreed.") >= 1


def test_related_works_are_named_only_when_everybody_may_read_them(client):
    page = factories.memorandum()
    shown, draft = factories.case("Open case"), factories.case("Draft case", live=False)
    private, forum = factories.case("Private case"), factories.event("Open forum")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    page.cases = [MemorandumCase(page=case) for case in (shown, draft, private)]
    page.events = [MemorandumEvent(page=forum)]
    page.save()
    text = client.get(page.url).content.decode()
    titles = ["Open forum", "Open case", "Draft case", "Private case"]
    assert [text.count(f">{title}<") for title in titles] == [1, 1, 0, 0]
