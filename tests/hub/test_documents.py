"""Files are for those who may read a page that shows them."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import PageViewRestriction

from tests import factories
from tests.factories import registering

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(settings, tmp_path):
    """On disk: Wagtail serves from no other place."""
    disk = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": disk}
    settings.MEDIA_ROOT = tmp_path
    return Document.objects.create(title="Plan", file=ContentFile(b"%PDF-1.4", "plan.pdf"))


def file_of(document):
    return [("file", {"document": document, "language": "en", "licence": ""})]


def case_with(document, **fields):
    return factories.case("Queue", files=file_of(document), **fields)


def status(document, client=None):
    response = (client or Client()).get(document.url)
    if response.streaming:
        b"".join(response.streaming_content)  # which closes the file
    return response.status_code


def test_document_of_a_published_page_is_served_as_an_attachment(document):
    case_with(document)
    response = Client().get(document.url)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert b"".join(response.streaming_content) == b"%PDF-1.4"


def test_document_of_a_draft_or_of_no_page_is_for_editors_alone(document):
    assert status(document) == 404
    case_with(document, live=False)
    assert status(document) == 404
    reader, editor = Client(), Client()
    reader.force_login(registering.user("reader@example.org"))
    secretary = registering.user("secretary@example.org")
    secretary.groups.add(Group.objects.get(name="Secretariat"))
    editor.force_login(secretary)
    assert status(document, reader) == 404
    assert status(document, editor) == 200


def test_document_of_a_private_page_is_for_those_who_may_open_it(document):
    page = case_with(document)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    friends = Group.objects.create(name="Friends")
    restriction.groups.set([friends])
    friend = registering.user("friend@example.org")
    friend.groups.add(friends)
    client = Client()
    client.force_login(friend)
    assert (status(document), status(document, client)) == (404, 200)


@pytest.mark.parametrize(("kept", "answer"), [("public", 200), ("summary", 404), ("internal", 404)])
def test_files_of_a_memorandum_are_as_public_as_it_is(document, kept, answer):
    factories.memorandum("Staff", confidentiality=kept, files=file_of(document))
    assert status(document) == answer
