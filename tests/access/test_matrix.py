"""Every route of the URL configuration, asked by every role."""

import re
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
from tests.access.routes import routes
from tests.factories import registering

pytestmark = pytest.mark.django_db

SECRET = "Hushed proceedings"


def table(text):
    for line in text.strip().splitlines():
        if not line.startswith("#"):
            route, address, *answers = line.split()
            yield route.replace("<root>", ""), address, answers


ROWS = [
    row
    for part in ("PUBLIC", "COUNTRY", "ACCOUNT", "ADMIN")
    for row in table(getattr(expectations, part))
]


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


def answer(client, address):
    response = client.get(address)
    if response.status_code in (301, 302):
        sign_in = response.url.startswith("/en/account/login/")
        return ("in" if sign_in else "on"), response
    return str(response.status_code), response


def test_every_route_has_an_expectation():
    known = {route for route, _address, _answers in ROWS}
    outside = {route for route in routes() if not route.startswith("admin/")}
    assert outside - known == set()
    assert known - set(routes()) == set()


@pytest.mark.parametrize("part", ["PUBLIC", "COUNTRY", "ACCOUNT", "ADMIN"])
def test_every_role_gets_what_the_table_says(site, clients, part):
    wrong, told = [], []
    for _route, address, answers in table(getattr(expectations, part)):
        path = address.format(**site)
        got = []
        for role, client in clients.items():
            code, response = answer(client, path)
            got.append(code)
            own = role == "of_kz" and path.startswith("/en/desk/kz/")
            allowed = own or role in ("secretariat", "editor")
            if not allowed and not response.streaming and SECRET.encode() in response.content:
                told.append((role, path))
        if got != answers:
            wrong.append(" ".join([path, *got]))
    assert "\n".join(wrong) == ""
    assert told == []


@pytest.mark.parametrize("part", ["COUNTRY", "ADMIN"])
def test_posting_opens_no_door_that_reading_closes(site, clients, part):
    opened = []
    for _route, address, answers in table(getattr(expectations, part)):
        path = address.format(**site)
        for (role, client), closed in zip(clients.items(), answers, strict=True):
            if closed == "200":
                continue
            data = {"title": "X", "text": "X", "action": "answer", "public_id": site["proposal"]}
            code = client.post(path, data).status_code
            if code not in (302, 403, 404, 405):
                opened.append((role, path, code))
    assert opened == []
    proposal = Proposal.objects.get()
    assert (Proposal.objects.count(), FocalPoint.objects.count()) == (1, 4)
    assert (proposal.title, proposal.version) == (SECRET, 0)
    assert proposal.messages.count() == 0


def sample(route, number):
    """An address of an admin route, with numbers that exist."""
    address = re.sub(r"\(\?P<\w+>[^)]*\)|<int:\w+>|<str:pk>|<str:object_id>", str(number), route)
    address = re.sub(r"<slug:app_label>|<str:app_label>|<slug:app_name>", "casestudies", address)
    address = re.sub(r"<\w+:model\w*>|<slug:content_type_\w+>", "casestudy", address)
    return "/" + re.sub(r"<[^>]+>", "x", address).replace("$", "").replace(".*", "x")


def test_admin_answers_nobody_without_a_role_there(site, clients):
    admin = [route for route in routes() if route.startswith("admin/")]
    assert len(admin) > 200
    told = []
    for route in admin:
        if route in expectations.ADMIN_OPEN:
            continue
        for role in ("anonymous", "practitioner", "of_kz"):
            code, _response = answer(clients[role], sample(route, site["draft"]))
            if code not in ("on", "in", "403", "404", "405"):
                told.append((role, route, code))
    assert told == []
