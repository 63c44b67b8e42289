"""A session of an event becomes a draft case, in the admin and by whoever may add cases."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from casestudies.models import CaseStudy
from events import agenda
from events.models import Event
from tests import factories

pytestmark = pytest.mark.django_db
TEXT = "Waiting fell from an hour to ten minutes."


def client_of(*groups: str) -> Client:
    name = "-".join(groups) or "visitor"
    user = get_user_model().objects.create_user(name, f"{len(name)}@example.org", "-")
    user.groups.set([Group.objects.get(name=group) for group in groups])
    client = Client()
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def editor():
    return client_of("Country editors")


def event(**fields) -> Event:
    sessions = [
        {"starts": "09:00", "title": "One counter", "text": TEXT},
        {"starts": "11:00", "title": "Closing"},
    ]
    days = [("day", {"day": date(2030, 6, 3), "title": "", "sessions": sessions})]
    made = factories.event(agenda=days, themes="one-stop-shops complaints", **fields)
    return Event.objects.get(pk=made.pk)


def key(page: Event, place: int = 0) -> str:
    return agenda.days(page)[0].sessions[place].key


def address(page: Page) -> str:
    return reverse("event_sessions", args=[page.pk])


def html(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def test_session_becomes_a_draft_that_opens_in_the_editor(editor):
    page = event()
    response = editor.post(address(page), {"session": key(page)})
    case = CaseStudy.objects.get()
    assert response.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[case.pk])
    assert editor.get(response.headers["Location"]).status_code == 200
    assert {
        "title": case.title,
        "summary": case.summary,
        "countries": [country.slug for country in case.countries.all()],
        "themes": sorted(theme.slug for theme in case.themes.all()),
        "source": case.source,
        "event": case.told_at_id,
        "owner": case.owner,
        "live": case.live,
        "library": case.get_parent().pk,
        "revision": case.latest_revision.user,
    } == {
        "title": "One counter",
        "summary": TEXT,
        "countries": ["kz"],
        "themes": ["complaints", "one-stop-shops"],
        "source": "event",
        "event": page.pk,
        "owner": editor.user,
        "live": False,
        "library": factories.library("case_study").pk,
        "revision": editor.user,
    }
    assert case.get_latest_revision_as_object().told_at_id == page.pk


def test_session_without_a_text_gives_its_title_as_the_summary(editor):
    page = event()
    editor.post(address(page), {"session": key(page, 1)})
    assert CaseStudy.objects.get().summary == "Closing"


def test_long_text_is_cut_to_the_length_of_a_summary(editor):
    sessions = [{"starts": "09:00", "title": "Long", "text": "word " * 300}]
    page = event()
    page.agenda = [("day", {"day": date(2030, 6, 3), "title": "", "sessions": sessions})]
    page.save()
    page = Event.objects.get(pk=page.pk)
    editor.post(address(page), {"session": key(page)})
    summary = CaseStudy.objects.get().summary
    assert (len(summary) <= 600, summary[-1]) == (True, "…")


def test_case_of_a_russian_event_is_in_the_russian_library(editor):
    page = event(language="ru")
    editor.post(address(page), {"session": key(page)})
    case = CaseStudy.objects.get()
    assert (case.get_parent().pk, case.original_language) == (
        factories.library("case_study", "ru").pk,
        "ru",
    )


def test_second_case_of_a_session_needs_a_second_word(editor):
    page = event()
    editor.post(address(page), {"session": key(page)})
    warned = editor.post(address(page), {"session": key(page)})
    assert CaseStudy.objects.count() == 1
    shown = html(warned)
    assert shown.select_one("[role=alert]")
    edit = reverse("wagtailadmin_pages:edit", args=[CaseStudy.objects.get().pk])
    assert [a["href"] for a in shown.select("table.listing td a")] == [edit]
    again = {x["name"]: x["value"] for x in shown.select("tbody form")[0].select("input")}
    editor.post(address(page), again)
    assert CaseStudy.objects.count() == 2
    editor.post(address(page), {"session": key(page, 1)})  # another session needs none
    assert CaseStudy.objects.count() == 3


def test_looking_makes_nothing(editor):
    page = event()
    shown = html(editor.get(address(page)))
    assert [head.get_text() for head in shown.select("tbody th")] == ["One counter", "Closing"]
    editor.get(f"{address(page)}?session={key(page)}")
    assert CaseStudy.objects.count() == 0


@pytest.mark.parametrize("session", ["", "no such session"])
def test_session_that_is_gone_is_said(editor, session):
    response = editor.post(address(event()), {"session": session})
    assert (response.status_code, CaseStudy.objects.count()) == (200, 0)
    assert "does not have this session any more" in html(response).get_text()


def test_whoever_may_not_add_cases_has_no_button_and_no_way_in():
    page = event()
    GroupPagePermission.objects.filter(page=factories.library("case_study")).delete()
    GroupPagePermission.objects.filter(group__name="Secretariat").delete()
    stranger = client_of("Country editors")
    assert stranger.get(address(page)).status_code == 302
    stranger.post(address(page), {"session": key(page)})
    assert CaseStudy.objects.count() == 0


def test_visitor_is_sent_to_sign_in(client):
    page = event()
    for response in (client.get(address(page)), client.post(address(page), {"session": key(page)})):
        assert (response.status_code, "login" in response.headers["Location"]) == (302, True)
    assert CaseStudy.objects.count() == 0


def test_draft_agenda_is_for_those_who_may_edit_the_event(editor):
    page = event()
    page.agenda[0].value["sessions"][0]["title"] = "Not said yet"
    page.save_revision()
    secretary = client_of("Secretariat")
    assert html(editor.get(address(page))).select_one("tbody th").get_text() == "One counter"
    assert html(secretary.get(address(page))).select_one("tbody th").get_text() == "Not said yet"
    hidden = event(live=False)
    assert editor.get(address(hidden)).status_code == 302
    assert secretary.get(address(hidden)).status_code == 200


def test_button_stands_on_events_only(editor):
    page, case = event(), factories.case()
    secretary = client_of("Secretariat")
    found = {
        name: address(shown)
        in secretary.get(reverse("wagtailadmin_pages:edit", args=[shown.pk])).text
        for name, shown in (("event", page), ("case", case))
    }
    assert found == {"event": True, "case": False}


def test_title_of_a_session_that_is_too_long_for_a_case_is_cut(editor):
    session = {"starts": "09:00", "title": "Why " * 80}
    day = {"day": date(2030, 6, 3), "title": "", "sessions": [session]}
    page = Event.objects.get(pk=factories.event(agenda=[("day", day)]).pk)
    assert editor.post(address(page), {"session": key(page)}).status_code == 302
    title = CaseStudy.objects.get().title
    assert (len(title), title[-4:]) == (255, " Wh…")
