"""No image without a text for those who do not see it, and none that is not an image."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from hub.models import HubImage

pytestmark = pytest.mark.django_db

REQUIRED = {"description": ["This field is required."]}


def picture(name="hall.png", size=(8, 6), form="PNG"):
    content = BytesIO()
    Image.new("RGB", size, "teal").save(content, form)
    return SimpleUploadedFile(name, content.getvalue(), f"image/{form.lower()}")


def fields(**changes):
    values = {
        "title": "Service hall",
        "description": "Citizens at the counters of the hall",
        "credit": "Photo: Civil Service Bureau, CC BY 4.0",
        "collection": Collection.get_first_root_node().pk,
        "file": picture(),
        "tags": "",
    }
    return {**values, **changes}


def add(client, **changes):
    return client.post(reverse("wagtailimages:add"), fields(**changes))


def stored(**changes):
    return HubImage.objects.create(
        title="Hall", file=picture(), description="A hall", width=8, height=6, **changes
    )


def test_image_with_alternative_text_is_added(admin_client):
    assert add(admin_client).status_code == 302
    image = HubImage.objects.get()
    assert (image.title, image.description, image.credit) == (
        "Service hall",
        "Citizens at the counters of the hall",
        "Photo: Civil Service Bureau, CC BY 4.0",
    )
    assert image.default_alt_text == "Citizens at the counters of the hall"


@pytest.mark.parametrize("text", ["", "   "])
def test_image_without_alternative_text_is_not_added(admin_client, text):
    response = add(admin_client, description=text)
    assert response.context["form"].errors == REQUIRED
    assert HubImage.objects.count() == 0


def test_form_asks_for_the_text_in_words(admin_client):
    form = admin_client.get(reverse("wagtailimages:add")).context["form"]
    field = form.fields["description"]
    assert (field.label, field.required) == ("Alternative text", True)
    assert str(field.help_text).startswith("What the picture tells, for people who do not see it")


def test_alternative_text_cannot_be_taken_away(admin_client):
    image = stored()
    address = reverse("wagtailimages:edit", args=[image.pk])
    response = admin_client.post(address, {**fields(description=""), "file": ""})
    assert response.context["form"].errors == REQUIRED
    image.refresh_from_db()
    assert (image.title, image.description) == ("Hall", "A hall")


def test_several_images_at_once_are_added_only_with_their_texts(admin_client):
    """The page that takes many files knows no text when it takes them: they wait for theirs."""
    begun = admin_client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Hall", "files[]": picture(), "collection": Collection.get_first_root_node().pk},
    )
    assert begun.json()["success"] is True
    assert HubImage.objects.count() == 0
    number = begun.json()["uploaded_file_id"]
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[number])
    prefix = f"uploaded-image-{number}"
    values = {f"{prefix}-{name}": value for name, value in fields(description="").items()}
    assert admin_client.post(address, values).json()["success"] is False
    assert HubImage.objects.count() == 0
    values[f"{prefix}-description"] = "A hall"
    assert admin_client.post(address, values).json()["success"] is True
    assert HubImage.objects.get().description == "A hall"


def test_image_chosen_in_a_page_asks_for_the_text_too(admin_client):
    address = reverse("wagtailimages_chooser:create")
    prefix = "image-chooser-upload"
    values = {f"{prefix}-{name}": value for name, value in fields(description="").items()}
    answer = admin_client.post(address, values).json()
    assert (answer["step"], HubImage.objects.count()) == ("reshow_creation_form", 0)
    values |= {f"{prefix}-description": "A hall", f"{prefix}-file": picture()}
    answer = admin_client.post(address, values).json()
    assert (answer["step"], HubImage.objects.get().description) == ("chosen", "A hall")


def test_database_refuses_an_image_without_alternative_text():
    with pytest.raises(IntegrityError), transaction.atomic():
        HubImage.objects.create(title="Hall", file=picture(), width=8, height=6)
    image = stored()
    with pytest.raises(IntegrityError), transaction.atomic():
        HubImage.objects.filter(pk=image.pk).update(description="")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("hall.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("hall.png", b"<html><script>alert(1)</script></html>"),
        ("hall.html", b"<html></html>"),
    ],
)
def test_file_that_is_no_picture_is_refused(admin_client, name, content):
    response = add(admin_client, file=SimpleUploadedFile(name, content, "image/png"))
    assert list(response.context["form"].errors) == ["file"]
    assert HubImage.objects.count() == 0


def test_picture_under_the_name_of_another_format_is_refused(admin_client):
    response = add(admin_client, file=picture("hall.png", form="GIF"))
    assert list(response.context["form"].errors) == ["file"]


def test_picture_of_too_many_pixels_is_refused(admin_client, settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100
    response = add(admin_client, file=picture(size=(11, 10)))
    assert list(response.context["form"].errors) == ["file"]
    assert add(admin_client, file=picture(size=(10, 10))).status_code == 302


def test_picture_of_too_many_bytes_is_refused(admin_client):
    form = get_image_form(HubImage)
    heavy = SimpleUploadedFile("hall.png", picture().read() + b"0" * 10 * 1024 * 1024, "image/png")
    found = form(fields(), {"file": heavy}, instance=HubImage()).errors
    assert list(found) == ["file"]


def test_rendition_is_described_by_the_alternative_text():
    assert stored().get_rendition("width-4").attrs_dict["alt"] == "A hall"
