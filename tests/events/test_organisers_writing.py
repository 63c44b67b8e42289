"""Messages to many, exports, copies: what an organiser does in the admin beside deciding."""

import csv
from io import BytesIO, StringIO
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override
from openpyxl import load_workbook
from wagtail.models import PageLogEntry

from events.models import Event, GroupMessage, Question, Registration
from events.organisers.letters import messages_of
from hub.models import OutgoingMail
from tests.factories import organising
from tests.factories import registering as given

pytestmark = pytest.mark.django_db
FORMULAS = ["=1+1", "  =1+1", "+7 701", "-2", "@SUM(A1)", "\tx", "\rx"]


@pytest.fixture
def client():
    return organising.client()


@pytest.fixture
def page():
    found = given.event(2, title="Forum")
    for name, slug in [("a", "kz"), ("b", "ge"), ("c", "ge")]:
        given.register(found, f"{name}@example.org", slug)
    return found


def receivers():
    rows = OutgoingMail.objects.filter(template="events/message").order_by("to")
    return [to.split("@")[0] for to in rows.values_list("to", flat=True)]


def form(step, **more):
    words = {"subject_en": "Bus", "text_en": "At nine."}
    return {"step": step, "key": str(uuid4()), **words, **more}


def heading(response):
    return BeautifulSoup(response.content, "html.parser").select_one(".reg h2").get_text(strip=True)


def test_message_is_looked_at_before_it_is_sent(client, page):
    address = organising.address("event_message", page)
    shown = client.post(f"{address}?status=confirmed", form("look"))
    assert heading(shown) == "A letter to 2 people"
    assert "Send to 2 people" in shown.content.decode()
    assert (receivers(), GroupMessage.objects.count()) == ([], 0)
    data = form("send")
    for _click in range(2):
        client.post(f"{address}?status=confirmed", data)
    assert receivers() == ["a", "b"]
    listed = client.get(organising.address("event_messages", page)).content.decode()
    assert ("Bus" in listed, "Status: Confirmed" in listed) == (True, True)


def test_message_goes_to_a_country_or_to_those_who_were_ticked(client, page):
    address = organising.address("event_message", page)
    georgia = given.country("ge").pk
    client.post(f"{address}?country={georgia}", form("send"))
    assert receivers() == ["b", "c"]
    first = Registration.objects.get(email="a@example.org")
    opened = client.post(address, {"people": [str(first.public_id)]})
    assert heading(opened) == "A letter to 1 person"
    client.post(address, form("send", people=[str(first.public_id)]))
    assert receivers() == ["a", "b", "c"]
    listed = client.get(organising.address("event_messages", page)).content.decode()
    assert ("1 person by name" in listed, "Country: Georgia" in listed) == (True, True)
    with override("ru"):
        said = [words for _message, words in messages_of(page)]
    assert said == ["1 человек поимённо", "Страна: Грузия"]


def test_message_to_people_of_another_event_goes_to_nobody(client, page):
    other = given.register(given.event(), "other@example.org")
    address = organising.address("event_message", page)
    client.post(address, form("send", people=[str(other.public_id)]))
    assert receivers() == []


def test_address_that_nobody_confirmed_is_left_out(client, page):
    Event.objects.filter(pk=page.pk).update(capacity=9)
    given.stranger(page, "stranger@example.org")
    client.post(organising.address("event_message", page), form("send"))
    assert receivers() == ["a", "b", "c"]


@pytest.mark.parametrize(
    "wrong",
    [{"text_en": ""}, {"subject_ru": "Автобус"}, {"text_kk": "Тоғызда"}, {"key": "x"}],
)
def test_message_that_is_not_whole_is_not_sent(client, page, wrong):
    shown = client.post(organising.address("event_message", page), form("send", **wrong))
    assert shown.status_code == 200
    assert receivers() == []


# Exports


def export(client, page, kind, query=""):
    return client.post(organising.address("event_export", page, kind) + query)


def rows_of(response):
    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_export_has_the_people_of_the_filter_with_their_answers(client, page):
    Question.objects.create(
        event=page, code="meal", kind="many", label_en="=Lunch?", choices_en="Meat\nFish"
    )
    mine = Registration.objects.get(email="b@example.org")
    mine.answers.create(code="meal", value=["Meat", "Fish"], purge_after=mine.purge_after)
    head, *rows = rows_of(export(client, page, "csv", f"?country={given.country('ge').pk}"))
    assert (head[1], head[-1]) == ("Name", "'=Lunch?")
    assert [(row[2], row[4], row[8], row[-1]) for row in rows] == [
        ("b@example.org", "Georgia", "Confirmed", "Meat; Fish"),
        ("c@example.org", "Georgia", "On the waiting list", ""),
    ]


@pytest.mark.parametrize("formula", FORMULAS)
def test_what_looks_like_a_formula_is_text_in_both_files(client, formula):
    page = given.event()
    given.register_as(page, "a@example.org", name=formula, phone=formula)
    assert rows_of(export(client, page, "csv"))[1][1] == f"'{formula}"
    response = export(client, page, "xlsx")
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    cell = sheet["B2"]
    assert cell.data_type == "s"
    assert cell.value[:2] == f"'{formula[0]}".replace("\r", "\n")[:2]


def test_letters_that_no_sheet_can_have_are_left_out(client):
    page = given.event()
    given.register_as(page, "a@example.org", name="Aigul\x0b\x01")
    response = export(client, page, "xlsx")
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    assert sheet["B2"].value == "Aigul"


def test_export_is_noted_with_who_when_and_how_many(client, page):
    rows_of(export(client, page, "csv", "?status=waiting"))
    entry = PageLogEntry.objects.get(action="events.export_registrations")
    assert entry.user.email == "organiser@example.org"
    assert entry.data == {"number": 1, "form": "csv", "people": "Status: On the waiting list"}
    expected = "Registrations exported: 1 (Status: On the waiting list), csv"
    assert entry.message == expected
    assert expected in client.get(f"/admin/pages/{page.pk}/history/").content.decode()


def test_words_that_may_be_a_name_are_not_kept(client, page):
    rows_of(export(client, page, "csv", "?q=somebody&status=waiting"))
    entry = PageLogEntry.objects.get(action="events.export_registrations")
    assert entry.data["people"] == "found by words, Status: On the waiting list"


def test_export_is_no_get_and_of_two_kinds(client, page):
    address = organising.address("event_export", page, "csv")
    assert client.get(address).status_code == 405
    assert export(client, page, "exe").status_code == 404
    assert not PageLogEntry.objects.filter(action="events.export_registrations").exists()


def test_export_of_many_asks_the_database_a_few_times(client, django_assert_max_num_queries):
    page = given.event()
    one = given.register(page, "first@example.org")
    Registration.objects.bulk_create(
        Registration(
            event=page,
            name=f"Person {index}",
            email=f"{index}@example.org",
            status="waiting",
            asked_at=index + 2,
            purge_after=one.purge_after,
        )
        for index in range(1200)
    )
    with django_assert_max_num_queries(25):
        assert len(rows_of(export(client, page, "csv"))) == 1202


# Copies


def test_copy_is_opened_as_a_draft(client, page):
    address = organising.address("event_copy", page)
    assert client.post(address, {"key": uuid4(), "first_day": "someday"}).status_code == 200
    assert client.post(address, {"key": uuid4(), "first_day": "9999-12-31"}).status_code == 200
    assert Event.objects.count() == 1
    form = {"key": uuid4(), "first_day": "2031-02-03"}
    response, again = (client.post(address, form) for _click in range(2))
    copy = Event.objects.get(live=False)
    assert response.url == again.url == f"/admin/pages/{copy.pk}/edit/"
    assert copy.local_start.date().isoformat() == "2031-02-03"


def test_series_is_made_shown_and_named_on_the_pages_of_its_events(client, page):
    address = organising.address("event_series", page)
    client.post(address, {"key": uuid4(), "name": "Seminars", "number": "99", "interval": "week"})
    assert Event.objects.count() == 1
    form = {"key": uuid4(), "name": "Seminars", "number": "2", "interval": "week"}
    for _click in range(2):
        client.post(address, form)
    drafts = list(Event.objects.filter(live=False).order_by("starts_at"))
    assert len(drafts) == 2
    shown = client.get(address).content.decode()
    assert all(f"/admin/pages/{draft.pk}/edit/" in shown for draft in drafts)
    public = client.get(page.url).content.decode()
    assert drafts[0].slug not in public
    drafts[0].get_latest_revision().publish()
    public = client.get(page.url).content.decode()
    assert ("Part of" in public, "Seminars" in public) == (True, True)
    assert (drafts[0].slug in public, drafts[1].slug in public) == (True, False)
