"""A country that proposes pages, and a secretariat that decides about them."""

from itertools import count
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from hub.accounts.language import remember_language
from hub.models import Country, FocalPoint, Proposal
from tests import factories

numbers = count(1)
CASE = {
    "title": "Births registered in the ward",
    "summary": "Two visits are saved.",
    "theme": "one-stop-shops",
    "lead": "Ministry of Justice of the test",
    "started": "2019",
    "outcome": "succeeded",
    "challenge": "Three offices.\n\nA month of waiting.",
    "contact": "A. Akhmetova",
}
EVENT = {
    "title": "A study tour",
    "event_kind": "study_tour",
    "event_format": "in_person",
    "starts": "2030-06-03T09:00",
    "ends": "2030-06-04T17:00",
    "time_zone": "Asia/Almaty",
    "theme": "one-stop-shops",
    "summary": "Heads of centres meet.",
    "description": "First day.\n\nSecond day.",
}


def person(*slugs, group=None):
    name = f"person-{next(numbers)}"
    user = get_user_model().objects.create_user(name, f"{name}@example.org", "-")
    remember_language(user, "en")
    for slug in slugs:
        FocalPoint.objects.create(user=user, country=Country.objects.get(slug=slug))
    if group:
        user.groups.add(factories.group(group))
    client = Client()
    client.force_login(user)
    client.user = user
    return client


def save(client, values, *, version=0, proposal=None, public_id=None, kind="cases", **extra):
    address = f"/en/desk/kz/{kind}/new/"
    public_id = proposal.public_id if proposal else public_id or uuid4()
    if proposal:
        address = reverse("proposal", args=["kz", public_id])
    data = {**values, "public_id": str(public_id), "version": version, "action": "save", **extra}
    headers = {"accept": "application/json"} if extra.pop("script", None) else {}
    return client.post(address, data, headers=headers)


def begun(client, values=CASE, kind="cases"):
    save(client, values, kind=kind)
    return Proposal.objects.get()


def send(client, proposal, values=CASE):
    return save(client, values, proposal=proposal, version=proposal.version, action="send")


def decide(client, page, action, comment=""):
    page = page.specific
    task = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, task.pk])
    return client.post(address, {"comment": comment})


def draft(proposal):
    return proposal.page.specific.get_latest_revision_as_object()
