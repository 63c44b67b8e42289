"""Name, mark and colours of the site are settings; and what pages may use of a device."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.adapter import get_adapter
from django.urls import reverse
from django.utils import translation

from hub.languages import LANGUAGES
from hub.permissions_policy import HEADER
from tests import factories
from tests.factories import registering

pytestmark = pytest.mark.django_db


def test_name_is_that_of_the_settings_in_each_language(client, settings):
    settings.WAGTAIL_SITE_NAME = "Clearing House"
    settings.HUB_NAMES = {"en": "", "ru": "Палата", "kk": "Орталық"}
    found = {
        code: re.search(r'"brand-name">(.+?)<', client.get(f"/{code}/").content.decode())[1]
        for code in LANGUAGES
    }
    assert found == {"en": "Clearing House", "ru": "Палата", "kk": "Орталық"}


def test_second_step_names_the_site_as_the_settings_do(settings):
    settings.WAGTAIL_SITE_NAME = "Clearing House"
    settings.HUB_NAMES = {"en": "", "ru": "Палата", "kk": "Орталық"}
    person, found = registering.user("a@example.org"), {}
    for code in LANGUAGES:
        with translation.override(code):
            found[code] = parse_qs(urlsplit(get_adapter().build_totp_url(person, "SECRET")).query)
    assert {code: query["issuer"] for code, query in found.items()} == {
        "en": ["Clearing House"],
        "ru": ["Палата"],
        "kk": ["Орталық"],
    }


def test_name_of_the_product_is_translated(client):
    assert '"brand-name">Хаб<' in client.get("/ru/").content.decode()


@pytest.mark.parametrize(
    ("mark", "url", "kind"),
    [
        ("hub/img/favicon.svg", "/static/hub/img/favicon.svg", "image/svg+xml"),
        ("media:brand/mark.png", "/media/brand/mark.png", "image/png"),
    ],
)
def test_mark_is_a_static_file_or_an_upload(client, settings, mark, url, kind):
    settings.HUB_MARK = mark
    text = client.get("/en/").content.decode()
    assert f'<link rel="icon" href="{url}" type="{kind}">' in text
    assert f'<img class="brand-mark" src="{url}" alt=""' in text


def test_colours_of_the_frame_are_settings(client, settings):
    settings.HUB_THEME_COLOURS = {"light": "#123456", "dark": "#abcdef"}
    found = re.findall(r'"theme-color" content="(#\w+)"', client.get("/en/").content.decode())
    assert found == ["#123456", "#abcdef"]


@pytest.mark.parametrize("path", ["/en/", "/en/none/", "/healthz/live", "/admin/login/"])
def test_pages_may_use_nothing_of_a_device(client, path):
    policy = client.get(path).headers[HEADER].split(", ")
    assert {"camera=()", "geolocation=()", "microphone=()", "payment=()"} <= set(policy)


def test_entrance_may_use_the_camera(client):
    event = registering.event()
    user = registering.user("secretary@example.org")
    user.groups.add(factories.group("Secretariat"))
    client.force_login(user)
    answer = client.get(reverse("check_in", args=[event.code]))
    assert answer.status_code == 200
    assert answer.headers[HEADER].split(", ")[0] == "camera=(self)"
