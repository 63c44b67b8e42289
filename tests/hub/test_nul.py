"""A NUL is refused at the door, wherever it stands: no field and no query has to know of it."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation

from hub.lists import services
from tests import factories
from tests.factories import registering
from tests.factories.proposing import CASE, person, save
from tests.hub.translating import begin

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/en/search/?q=%00",
        "/en/search/?q=queue&country=g%00e",
        "/en/search/?%00=1",
        "/kk/compare/?id=CS-0001&id=%00",
        "/cite/list.ris?id=%00",
        "/cite/CS%00.bib",
        "/id/CS-0001%00",
        "/api/v1/suggest?q=%00",
        "/api/v1/items/%00",
        "/en/certificates/%00/",
        "/en/registrations/x%00/",
        "/en/tickets/%00/",
        "/en/account/login/?next=/%00",
        "/admin/login/?next=%00",
        "/en/%00/",
    ],
)
def test_address_with_a_nul_is_refused(client, address):
    assert client.get(address).status_code == 400


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "anything"])
def test_cookie_with_a_nul_is_refused(client, name):
    """In quotes, its three digits become the letter itself."""
    response = client.get("/en/", headers={"cookie": f'{name}="aaaaaaaaaaaa\\000"'})
    assert response.status_code == 400


def test_refusal_says_what_is_wrong_and_to_a_program_in_its_way(client):
    text = client.get("/kk/search/?q=%00").content.decode()
    assert ('<html lang="kk">' in text, "Жіберілгенді оқу мүмкін болмады" in text) == (True, True)
    assert client.get("/api/v1/search?q=%00").json() == {"detail": "No text has a NUL."}


def test_form_of_too_many_fields_is_refused_by_the_same_page(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1
    response = client.post("/ru/account/login/", {"login": "a", "password": "b"})
    assert response.status_code == 400
    assert (
        '<h1 class="page-title">Не удалось прочитать отправленное</h1>' in response.content.decode()
    )


@pytest.mark.parametrize("fields", [{"login": "a\x00"}, {"pass\x00word": "a"}])
def test_form_with_a_nul_is_refused(client, fields):
    assert client.post("/en/account/login/", fields).status_code == 400


def test_forged_form_is_refused_before_it_is_read():
    client = Client(enforce_csrf_checks=True)
    assert client.post("/en/account/login/", {"login": "\x00"}).status_code == 403


def test_nothing_is_stored_of_a_form_with_a_nul():
    focal, page = person("kz"), registering.event()
    assert save(focal, {**CASE, "title": "Title\x00"}).status_code == 400
    assert focal.user.proposals.count() == 0
    address = f"/en/events/{page.code}/register/"
    assert focal.post(address, {"phone": "\x00"}).status_code == 400
    owner = get_user_model().objects.create_user("owner")
    made = services.make(owner=owner, title="Queues")
    services.add(collection=made, codes=[factories.case().code])
    item = made.items.get()
    focal.force_login(owner)
    data = {"action": f"note {item.code}", f"note-{item.code}": "one\x00"}
    assert focal.post(f"/en/account/lists/{made.pk}/", data).status_code == 400
    assert made.items.get().note == ""


@pytest.fixture
def text_to_translate():
    translation = begin(factories.case("Queue"))
    segment = translation.source.stringsegment_set.first()
    return reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("value={}%00{}", "application/x-www-form-urlencoded"),
        (encode_multipart(BOUNDARY, {"value": "{}\x00{}"}).decode(), MULTIPART_CONTENT),
    ],
)
def test_translation_with_a_nul_is_refused_to_the_program_that_sends_it(
    admin_client, text_to_translate, body, kind
):
    response = admin_client.put(text_to_translate, body, content_type=kind)
    assert response.status_code == 400
    assert response.json() == {"detail": "No text has a NUL."}
    assert StringTranslation.objects.count() == 0


def test_translation_without_a_nul_is_stored(admin_client, text_to_translate):
    body = encode_multipart(BOUNDARY, {"value": "Очередь \\u0000 %00"})
    response = admin_client.put(text_to_translate, body, content_type=MULTIPART_CONTENT)
    assert response.status_code == 201
    assert StringTranslation.objects.get().data == "Очередь \\u0000 %00"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ('{"a": [{"b": "one\\u0000two"}]}', 400),
        ('{"one\\u0000two": true}', 400),
        ('{"one\\\\u0000two": true}', 200),
        ('{"broken', 400),
        ("[" * 100_000, 400),
    ],
)
def test_json_with_a_nul_is_refused(admin_client, admin_user, body, status):
    UserProfile.objects.create(user=admin_user)
    address = reverse("wagtailadmin_dismissibles")
    response = admin_client.patch(address, body, content_type="application/json")
    assert response.status_code == status
    kept = UserProfile.objects.get().dismissibles
    assert kept == ({} if status == 400 else {"one\\u0000two": True})
