"""Papers of an event: pages, letters, who may have them, and what a certificate's number tells."""

import re
from datetime import timedelta
from io import BytesIO
from unittest.mock import Mock

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.utils import timezone
from reportlab.pdfbase import pdfmetrics

from events import services
from events.documents import PAPERS, certificates, invitation
from events.models import Event, EventHelper, Registration
from events.tickets import ticket_token
from hub.languages import LANGUAGES
from hub.pdf import BOLD, REGULAR, fitted, lines, use_fonts
from tests.factories import registering

pytestmark = pytest.mark.django_db
NAME = "Әбіш Ғұмарұлы Қожахмет-Һөңүіров"


@pytest.fixture(autouse=True)
def _no_memory():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def page():
    return registering.event(
        capacity=100, in_days=1, title="Forum on merit & retention", venue="Hall"
    )


@pytest.fixture
def guest(page):
    found = registering.register(page, "guest@example.org")
    Registration.objects.filter(pk=found.pk).update(name=NAME, organisation="Agency", language="kk")
    found.refresh_from_db()
    return found


@pytest.fixture
def came(guest):
    services.check_in(registration=guest, by=registering.owner("helper@example.org"))
    Event.objects.filter(pk=guest.event_id).update(
        starts_at=timezone.now() - timedelta(days=3), ends_at=timezone.now() - timedelta(days=1)
    )
    return Registration.objects.get(pk=guest.pk)


@pytest.fixture
def organiser(client):
    user = registering.user("secretary@example.org")
    user.groups.add(Group.objects.get(name="Secretariat"))
    client.force_login(user)
    return client


def pages(content: bytes) -> int:
    assert content.startswith(b"%PDF-")
    return len(re.findall(rb"/Type\s*/Page\b", content))


def paper(name: str, page: Event, people) -> bytes:
    file = BytesIO()
    PAPERS[name](page, people, file)
    return file.getvalue()


@pytest.mark.parametrize("font", [REGULAR, BOLD])
def test_fonts_have_every_letter_of_the_sites_languages(font):
    use_fonts()
    known = pdfmetrics.getFont(font).face.charToGlyph
    letters = "".join(language.alphabet for language in LANGUAGES.values())
    assert [x for x in letters + letters.upper() + "№«»“”–—·…’" if ord(x) not in known] == []


@pytest.mark.parametrize(("people", "expected"), [(0, 1), (1, 1), (8, 1), (9, 2), (17, 3)])
def test_badges_are_eight_to_a_page(page, guest, people, expected):
    assert pages(paper("badges", page, [guest] * people)) == expected


def test_attendance_has_pages_for_each_day(page, guest):
    page.ends_at = page.starts_at + timedelta(days=2)
    assert pages(paper("attendance", page, [guest])) == 3
    assert pages(paper("attendance", page, [guest] * 30)) == 6


def test_words_of_any_length_stay_in_their_place(page, guest):
    use_fonts()
    guest.name = "Ә" * 200
    guest.organisation = guest.post = "word " * 40
    guest.certificate_number = "EV-1"
    page.title = "Long " * 50
    for name in PAPERS:
        assert pages(paper(name, page, [guest])) >= 1
    invitation(guest, BytesIO())
    text, size = fitted("Ә" * 200, BOLD, 20, 100)
    assert text.endswith("…")
    assert pdfmetrics.stringWidth(text, BOLD, size) <= 100
    widths = [pdfmetrics.stringWidth(line, BOLD, 15) for line in lines("Ә" * 200, BOLD, 15, 100)]
    assert max(widths) <= 100


def test_certificate_is_for_who_came(page, guest):
    file = BytesIO()
    certificates(page, [guest], file)
    assert guest.certificate_number is None
    assert pages(file.getvalue()) <= 1


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", PAPERS)
def test_papers_take_the_same_queries_for_any_number(
    organiser, page, name, rows, django_assert_max_num_queries
):
    helper = registering.owner("helper@example.org")
    for number in range(rows):
        found = registering.register(page, f"{number}@example.org")
        services.check_in(registration=found, by=helper)
    address = f"/en/events/{page.code}/{name}.pdf"
    organiser.get(address)
    with django_assert_max_num_queries(14):
        content = b"".join(organiser.get(address).streaming_content)
    assert pages(content) == (rows if name == "certificates" else 1)


def test_papers_of_an_event_are_for_organisers(client, page, guest):
    address = f"/en/events/{page.code}/badges.pdf"
    assert client.get(address).status_code == 302
    helper = registering.owner("helper@example.org")
    EventHelper.objects.create(event=page, email=helper.email)
    client.force_login(helper)
    assert client.get(address).status_code == 404


def test_unknown_paper_is_not_found(organiser, page):
    assert organiser.get(f"/en/events/{page.code}/answers.pdf").status_code == 404
    assert organiser.get("/en/events/EV-9999/badges.pdf").status_code == 404


def test_guest_has_the_invitation_before_and_the_certificate_after(client, guest):
    address = f"/en/tickets/{ticket_token(guest)}/"
    answer = client.get(f"{address}invitation.pdf")
    assert pages(b"".join(answer.streaming_content)) == 1
    assert client.get(f"{address}certificate.pdf").status_code == 404
    services.check_in(registration=guest, by=registering.owner("helper@example.org"))
    assert client.get(f"{address}certificate.pdf").status_code == 404
    Event.objects.filter(pk=guest.event_id).update(
        starts_at=timezone.now() - timedelta(days=3), ends_at=timezone.now() - timedelta(days=1)
    )
    answer = client.get(f"{address}certificate.pdf")
    assert pages(b"".join(answer.streaming_content)) == 1
    assert "certificate.pdf" in client.get(address).content.decode()


def test_who_has_no_place_has_no_papers(client, guest):
    services.cancel(registration=guest)
    address = f"/en/tickets/{ticket_token(guest)}/"
    assert client.get(f"{address}invitation.pdf").status_code == 404


def test_anybody_can_verify_a_certificate(client, came):
    number = came.certificate_number
    assert re.fullmatch(r"EV-\d{4}-[2-9A-HJKMNP-Z]{10}", number)
    for written in (number, number.lower()):
        text = client.get(f"/en/certificates/{written}/").content.decode()
        assert "This certificate is valid" in text
        assert NAME in text
        assert "guest@example.org" not in text


def test_number_of_no_certificate_is_not_found(client, came):
    other = came.certificate_number[:-1] + ("2" if came.certificate_number[-1] != "2" else "3")
    for number in (other, "EV-0001", "é", "x" * 300):
        answer = client.get(f"/en/certificates/{number}/")
        assert answer.status_code == 404
        assert NAME not in answer.content.decode()


def test_count_of_tries_that_ran_out_meanwhile_refuses_nobody(client, came, monkeypatch):
    monkeypatch.setattr(cache, "incr", Mock(side_effect=ValueError))
    assert client.get(f"/en/certificates/{came.certificate_number}/").status_code == 200


def test_certificate_of_an_erased_person_is_real_without_a_name(client, came):
    services.erase(came)
    text = client.get(f"/en/certificates/{came.certificate_number}/").content.decode()
    assert "This certificate is valid" in text
    assert NAME not in text
    assert "The name has been erased" in text


def test_numbers_cannot_be_tried_without_end(client, came, settings):
    settings.HUB_LIMITS = {**settings.HUB_LIMITS, "certificates": (2, 60)}
    cache.clear()
    for _time in range(2):
        assert client.get("/en/certificates/EV-0000/").status_code == 404
    answer = client.get(f"/en/certificates/{came.certificate_number}/")
    assert answer.status_code == 429
    assert NAME not in answer.content.decode()
