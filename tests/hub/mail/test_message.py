"""From a row to a message: language, addresses, headers, what is attached."""

import pytest
from django.utils import translation

from hub.mail.message import Attachment, build, message_id
from hub.mail.unsubscribing import is_unsubscribed, unsubscribe_url
from tests.factories.mail import mail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _address(settings):
    settings.HUB_BASE_URL = "https://hub.example.org/"


def note(*, words: str) -> Attachment:
    language = translation.get_language()
    return Attachment("note.txt", f"{language}: {words}".encode(), "text/plain")


def dot(*, cid: str) -> Attachment:
    return Attachment("dot.png", b"\x89PNG", "image/png", cid)


def test_message_is_in_the_persons_language_with_absolute_addresses():
    with translation.override("en"):
        message = build(mail(language="ru"))
    assert message.to == ["aigul@example.org"]
    assert message.subject.endswith(": Tom & Jerry")
    assert message.body.startswith("Tom & Jerry https://hub.example.org/news/\n")
    html, kind = message.alternatives[0]
    assert kind == "text/html"
    assert '<html lang="ru">' in html
    assert "<h1>Tom &amp; Jerry</h1>" in html
    assert 'href="https://hub.example.org/news/"' in html


def test_subject_is_one_line():
    message = build(mail(context={"title": "Bcc:\r\nvictim@example.org"}))
    assert message.subject == "Events: Bcc: victim@example.org"


def test_one_row_makes_one_message_id():
    row = mail(key="events/confirmed:7")
    ids = {build(row).message()["Message-ID"] for _time in range(2)}
    assert ids == {message_id("events/confirmed:7")}
    assert ids.pop().endswith("@hub.example.org>")
    assert message_id("events/confirmed:7") != message_id("events/confirmed:8")


def test_attachments_are_built_when_sent_in_the_persons_language():
    builders = [
        (f"{__name__}.note", {"words": "come"}),
        (f"{__name__}.dot", {"cid": "ticket"}),
    ]
    message = build(mail(language="kk", attachments=builders)).message()
    parts = {part.get_filename(): part for part in message.walk() if part.get_filename()}
    assert parts["note.txt"].get_payload(decode=True).decode() == "kk: come"
    assert parts["dot.png"]["Content-ID"] == "<ticket>"
    assert parts["dot.png"].get_content_disposition() == "inline"


def test_transaction_cannot_be_unsubscribed_from():
    message = build(mail())
    assert "List-Unsubscribe" not in message.message()
    assert "unsubscribe" not in message.body.lower()


def test_newsletter_has_one_click_unsubscribe():
    message = build(mail(subscription="digest"))
    address = unsubscribe_url("aigul@example.org", "digest", "en")
    assert message.message()["List-Unsubscribe"] == f"<{address}>"
    assert message.message()["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in message.body


def test_unsubscribing_takes_a_post(client):
    path = unsubscribe_url("Aigul@Example.org", "digest", "en").removeprefix(
        "https://hub.example.org"
    )
    assert client.get(path).status_code == 200
    assert not is_unsubscribed("aigul@example.org", "digest")
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert client.post(path).status_code == 200
    assert is_unsubscribed("AIGUL@example.org", "digest")
    assert not is_unsubscribed("aigul@example.org", "newsletter")
    assert not is_unsubscribed("other@example.org", "digest")


def test_forged_unsubscribe_link_is_not_found(client):
    path = unsubscribe_url("aigul@example.org", "digest", "en").removeprefix(
        "https://hub.example.org"
    )
    forged = path[:-4] + ("abc/" if path[-4:] != "abc/" else "abd/")
    assert client.post(forged).status_code == 404
    assert not is_unsubscribed("aigul@example.org", "digest")
