"""What a phone keeps of the entrance: nothing of anybody's, and all that the page needs."""

import json
import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils.html import escape

from events import offline_views
from events.models import EventHelper, Registration
from events.tickets import ticket_code
from tests.factories import registering

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return registering.event(in_days=1, title="Forum of queues")


@pytest.fixture
def guest(page):
    found = registering.register(page, "guest@example.org")
    Registration.objects.filter(pk=found.pk).update(name="Әйгерім Қожахмет")
    return found


def helper_of(page, email: str) -> Client:
    user = registering.owner(email)
    user.first_name, user.last_name = "Dana", "Helper"
    user.save()
    EventHelper.objects.create(event=page, email=user.email)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def desk(page):
    return helper_of(page, "helper@example.org")


def worker(client, page, language: str = "en"):
    return client.get(f"/{language}/events/{page.code}/check-in/worker.js")


def told(answer) -> dict:
    """What the worker is told to keep."""
    return json.loads(answer.content.decode().partition("self.KEPT = ")[2].partition(";\n")[0])


def kept(client, page, language: str = "en"):
    return client.get(told(worker(client, page, language))["page"])


def test_worker_is_a_script_that_is_asked_for_each_time(desk, page):
    answer = worker(desk, page)
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert "no-cache" in answer["Cache-Control"]
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
    address = f"/en/events/{page.code}/check-in/kept/"
    assert told(answer)["page"].startswith(address)
    assert answer.content.decode().endswith('importScripts("/static/hub/js/entrance-worker.js");\n')


def test_kept_page_has_nothing_of_a_person_and_is_the_same_for_all(desk, page, guest):
    desk.post(f"/en/events/{page.code}/check-in/", {"entry": ticket_code(guest)})
    editor = Client()
    secretary = registering.user("secretary@example.org")
    secretary.groups.add(Group.objects.get(name="Secretariat"))
    editor.force_login(secretary)
    answer = kept(desk, page)
    assert kept(editor, page).content == kept(helper_of(page, "b@example.org"), page).content
    assert kept(editor, page).content == answer.content
    text = answer.content.decode()
    whole = desk.get(f"/en/events/{page.code}/check-in/", {"q": "әйг"}).content.decode()
    for own in ("Dana Helper", "Әйгерім", "csrfmiddlewaretoken", "<b data-here>1</b>"):
        assert (own in text, own in whole) == (False, True)
    assert answer.cookies == {}
    assert page.title in text


def test_kept_page_may_use_the_camera_and_is_no_page_of_a_search_engine(desk, page):
    answer = kept(desk, page)
    assert answer["Permissions-Policy"].startswith("camera=(self)")
    assert "script-src" not in answer["Content-Security-Policy"]
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_all_files_of_the_kept_page_are_kept(desk, page):
    files = told(worker(desk, page))["files"]
    named = set(re.findall(r'"(/static/[^"]+)"', kept(desk, page).content.decode()))
    assert named - set(files) == set()
    styles = [name for name in offline_views.FILES if name.endswith(".css")]
    text = " ".join(Path(finders.find(name)).read_text() for name in styles)
    fonts = {f"/static/hub/fonts/{name}" for name in re.findall(r"fonts/([\w-]+\.woff2)", text)}
    scripts = [name for name in offline_views.FILES if name.endswith(".js")]
    text = " ".join(Path(finders.find(name)).read_text() for name in scripts)
    imported = {f"/static/hub/js/{name}" for name in re.findall(r'from "\./([\w-]+\.js)"', text)}
    assert (fonts | imported) - set(files) == set()
    assert [name for name in offline_views.FILES if finders.find(name) is None] == []


def test_another_page_is_another_worker_and_the_old_one_is_not_found(desk, page):
    before = told(worker(desk, page))["page"]
    page.title = "Congress of queues"
    page.save_revision().publish()
    after = told(worker(desk, page))["page"]
    assert desk.get(before).status_code == 404
    assert escape(page.title) in desk.get(after).content.decode()


def test_kept_page_is_that_of_the_language(desk, page):
    assert 'lang="kk"' in kept(desk, page, "kk").content.decode()
    assert told(worker(desk, page, "kk"))["page"].startswith("/kk/")


def test_worker_and_kept_page_are_for_those_at_the_entrance(desk, page):
    address = told(worker(desk, page))["page"]
    stranger = Client()
    assert (worker(stranger, page).status_code, stranger.get(address).status_code) == (302, 302)
    stranger.force_login(registering.user("guest@example.org"))
    assert (worker(stranger, page).status_code, stranger.get(address).status_code) == (404, 404)


def test_page_that_was_kept_is_told_a_token_with_which_it_may_send(page, guest):
    helper_of(page, "helper@example.org")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(registering.owner("helper@example.org"))
    address, json_only = f"/en/events/{page.code}/check-in/", {"accept": "application/json"}
    entry = {"entry": ticket_code(guest)}
    assert strict.post(address, entry, headers=json_only).status_code == 403
    now = strict.get(address, headers=json_only).json()
    token = now.pop("token")
    assert now == {"here": 0, "expected": 1}
    sent = strict.post(address, {**entry, "csrfmiddlewaretoken": token}, headers=json_only).json()
    assert (sent["state"], sent["here"]) == ("welcome", 1)
