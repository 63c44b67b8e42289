"""Two people save one proposal at the same moment: one is stored, the other is told."""

from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from casestudies.proposals import CaseProposalForm
from hub.models import Country, Proposal
from hub.proposals import drafts
from hub.proposals.drafts import save_draft
from hub.proposals.exceptions import Overtaken

pytestmark = pytest.mark.django_db


def save_at_once(people: list, country: Country) -> list[str]:
    """Each saves on top of version 1; who was stored, and who was told."""
    key = uuid4()
    told: list[str] = []

    def save(author, version: int) -> None:
        form = CaseProposalForm({"summary": author.username}, country=country)
        save_draft(
            public_id=key,
            kind="cases",
            country=country,
            author=author,
            language="en",
            form=form,
            version=version,
        )

    save(people[0], 0)
    start = Barrier(len(people))

    def race(author) -> None:
        start.wait()
        try:
            save(author, 1)
            told.append("stored")
        except Overtaken:
            told.append("told")
        finally:
            connection.close()

    threads = [Thread(target=race, args=[author]) for author in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(told)


@pytest.fixture
def people(committed_database):
    users = get_user_model().objects
    return [users.create_user(f"person-{number}", password="-") for number in range(8)]


@pytest.fixture
def country(committed_database):
    return Country.objects.get(slug="kz")


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets in one writer at a time")
def test_without_the_lock_several_overwrite_each_other(people, country, monkeypatch):
    pause = Barrier(len(people), timeout=3)

    def unlocked(proposal: Proposal) -> Proposal:
        found = Proposal.objects.get(pk=proposal.pk)
        if found.version:
            pause.wait()  # all have read before anybody writes
        return found

    monkeypatch.setattr(drafts, "locked", unlocked)
    assert save_at_once(people, country) == ["stored"] * 8


def test_with_the_lock_one_is_stored_and_the_others_are_told(people, country):
    assert save_at_once(people, country) == ["stored", *["told"] * 7]
    assert Proposal.objects.get().version == 2
