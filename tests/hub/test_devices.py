"""Devices: their names, from what browsers say of themselves, and their order."""

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

from hub.accounts.devices import device
from hub.accounts.services import confirm_address

GECKO = "(KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (
            f"Mozilla/5.0 (X11; Linux x86_64) {GECKO} Chrome/140.0 Safari/537.36",
            "Chrome, Linux",
        ),
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64) {GECKO} Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge, Windows",
        ),
        (
            f"Mozilla/5.0 (Linux; Android 14; K) {GECKO} Chrome/140.0 Mobile Safari/537.36",
            "Chrome, Android",
        ),
        (
            f"Mozilla/5.0 (iPhone; like Mac OS X) {GECKO} Version/18.0 Safari/604.1",
            "Safari, iPhone",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 14.5; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox, macOS",
        ),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", ""),
    ],
)
def test_device_is_named_by_browser_and_system(said, name):
    assert device(said) == name


@pytest.mark.django_db
def test_devices_stand_with_their_time_this_one_first():
    cache.clear()
    user = get_user_model().objects.create_user("aru", "aru@example.org", "a-long-secret")
    confirm_address(user=user)
    agents = ("Firefox/140.0 Windows", "Chrome/140.0 Android", "Safari/604.1 iPhone")
    clients = []
    for hour, agent in enumerate(agents):
        with time_machine.travel(f"2030-06-15T0{hour}:30:00Z", tick=False):
            client = Client(HTTP_USER_AGENT=agent)
            client.post("/en/account/login/", {"login": user.email, "password": "a-long-secret"})
            clients.append(client)
    with time_machine.travel("2030-06-15T05:00:00Z", tick=False):
        text = clients[1].get("/en/account/sessions/").content
    rows = BeautifulSoup(text, "html.parser").select(".sessions li")
    assert [" ".join(row.get_text().split()) for row in rows] == [
        "Chrome, Android 127.0.0.1, 15 June 2030, 01:30 UTC, this device",
        "Safari, iPhone 127.0.0.1, 15 June 2030, 02:30 UTC",
        "Firefox, Windows 127.0.0.1, 15 June 2030, 00:30 UTC",
    ]
