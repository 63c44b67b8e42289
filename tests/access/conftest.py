"""A site of Kazakhstan's things, hidden and open, and a client for each role."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from hub.accounts.services import confirm_address
from hub.models import Collection, Country, FocalPoint, Proposal
from tests import factories
from tests.access import expectations
from tests.factories import registering

SECRET = "Hushed proceedings"


def table(text):
    for line in text.strip().splitlines():
        if not line.startswith("#"):
            route, address, *answers = line.split()
            yield route.replace("<root>", ""), address, answers


@pytest.fixture
def site(project):
    draft = factories.case(SECRET, slug="draft", live=False)
    live = factories.case("Plain", slug="live")
    private = factories.case(SECRET, slug="private")
    restriction = PageViewRestriction.objects.create(page=private, restriction_type="groups")
    restriction.groups.set([factories.group("Secretariat")])
    event = factories.event(SECRET, live=False)
    opened = registering.event()
    registering.register_delegation(opened, "kz", SECRET.replace(" ", "-"))
    mailed = registering.stranger(opened, "stranger@example.org")
    proposal = Proposal.objects.create(
        kind="cases",
        page=draft.page_ptr,
        country=Country.objects.get(slug="kz"),
        language="en",
        typed={"title": SECRET},
    )
    stranger = get_user_model().objects.create_user("stranger")
    hidden = Collection.objects.create(owner=stranger, title=SECRET)
    shared = Collection.objects.create(owner=stranger, title="Shared", shared=True)
    for code in (draft.code, private.code, event.code):
        shared.items.create(code=code, position=1)
    project()
    return {
        "draft": draft.pk,
        "live": live.pk,
        "draft_code": draft.code,
        "live_code": live.code,
        "event": event.pk,
        "event_code": event.code,
        "open_code": opened.code,
        "delegate": opened.registrations.exclude(delegation=None).get().public_id,
        "token": mailed.token,
        "others_list": hidden.pk,
        "hidden_list": hidden.token,
        "shared_list": shared.token,
        "proposal": proposal.public_id,
        "proposal_number": proposal.pk,
    }


@pytest.fixture
def clients():
    today = timezone.localdate()
    terms = {
        "of_kz": ("kz", None),
        "of_ge": ("ge", None),
        "once_kz": ("kz", today - timedelta(days=1)),
    }
    groups = {"editor": "Country editors", "secretariat": "Secretariat"}
    found = {"anonymous": Client()}
    for role in expectations.ROLES[1:]:
        user = get_user_model().objects.create_user(role, f"{role}@example.org", "-")
        confirm_address(user=user)
        if role in terms:
            slug, last = terms[role]
            first = today - timedelta(days=30)
            country = Country.objects.get(slug=slug)
            FocalPoint.objects.create(user=user, country=country, from_date=first, to_date=last)
        if role in groups:
            user.groups.add(factories.group(groups[role]))
        found[role] = Client()
        found[role].force_login(user)
    return found
