"""Signing in, and what keeps those out who may not."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import get_resolver, reverse
from wagtail.models import PageViewRestriction

from hub.accounts.language import remember_language
from hub.accounts.services import confirm_address
from hub.mail.message import build
from hub.models import OutgoingMail
from tests import factories

pytestmark = pytest.mark.django_db

PASSWORD = "a-long-enough-secret"


@pytest.fixture(autouse=True)
def _no_limits_from_other_tests():
    cache.clear()
    yield
    cache.clear()


def member(name="aru", *groups, language="en", **fields):
    user = get_user_model().objects.create_user(name, f"{name}@example.org", PASSWORD, **fields)
    user.groups.set([factories.group(group) for group in groups])
    confirm_address(user=user)
    remember_language(user, language)
    return user


def sign_in(client, login, password=PASSWORD, **query):
    return client.post("/en/account/login/", {"login": login, "password": password, **query})


def link_in(letter):
    return re.search(r"https?://[^/]+(/\S+)", letter.context["text"]).group(1)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


# In and out


def test_person_signs_in_with_the_address_and_not_with_the_name(client):
    member("aru")
    assert sign_in(client, "aru").status_code == 200
    assert client.get("/en/account/").status_code == 302
    response = sign_in(client, "ARU@example.org")
    assert (response.status_code, response.url) == (302, "/en/account/")
    assert client.get("/en/account/").status_code == 200


def test_new_person_confirms_the_address_before_signing_in(client):
    data = {
        "first_name": "Aru",
        "last_name": "Bek",
        "email": "aru@example.org",
        "password1": PASSWORD,
    }
    response = client.post("/ru/account/signup/", data)
    assert (response.status_code, response.url) == (302, "/ru/account/confirm-email/")
    user = get_user_model().objects.get(email="aru@example.org")
    assert (user.get_full_name(), user.preferences.language) == ("Aru Bek", "ru")
    link = link_in(OutgoingMail.objects.get())
    other = Client()
    assert sign_in(other, "aru@example.org").url == "/en/account/confirm-email/"
    assert other.get(link).status_code == 200
    assert EmailAddress.objects.get().verified is False  # no link changes anything when opened
    other.post(link)
    assert sign_in(Client(), "aru@example.org").url == "/en/account/"


def test_what_is_wrong_is_summed_up_with_links(client):
    text = client.post("/en/account/signup/", {"email": "aru"}).content.decode()
    assert "<title>Error: Open an account" in text
    found = re.findall(r'<a href="#([^"]+)"><b>([^<]+)<', text)
    assert ("id_email", "E-mail address:") in found
    text = sign_in(client, "nobody@example.org").content.decode()
    assert (text.count("data-error-summary"), text.count('role="alert"')) == (1, 1)


def test_robot_that_fills_the_hidden_field_gets_no_account(client):
    data = {
        "first_name": "R",
        "last_name": "R",
        "email": "robot@example.org",
        "password1": PASSWORD,
        "website": "https://spam.example",
    }
    client.post("/en/account/signup/", data)
    assert (get_user_model().objects.count(), OutgoingMail.objects.count()) == (0, 0)


def test_mail_is_in_the_language_of_the_person(client):
    member("aru", language="en")
    client.post("/ru/account/password/reset/", {"email": "aru@example.org"})
    letter = OutgoingMail.objects.get()
    message = build(letter)
    assert (message.subject, message.to) == ("A new password", ["aru@example.org"])
    assert link_in(letter).startswith("/en/account/password/reset/key/")
    response = client.get(link_in(letter), follow=True)
    done = client.post(
        response.request["PATH_INFO"],
        {"password1": "another-secret-1", "password2": "another-secret-1"},
    )
    assert done.status_code == 302
    assert sign_in(Client(), "aru@example.org", "another-secret-1").status_code == 302


def test_link_in_a_letter_leads_to_the_site_whatever_host_was_asked(client, settings):
    member("aru")
    data, host = {"email": "aru@example.org"}, {"host": "evil.example"}
    client.post("/en/account/password/reset/", data, headers=host)
    text = OutgoingMail.objects.get().context["text"]
    assert ("evil.example" in text, f"{settings.HUB_BASE_URL}/en/account/" in text) == (False, True)


def test_unknown_address_looks_like_a_known_one(client):
    member("aru")
    known = client.post("/en/account/password/reset/", {"email": "aru@example.org"})
    unknown = client.post("/en/account/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_guesser_is_locked_out_even_with_the_right_password(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "999/m/ip"}
    member("aru")
    member("other")
    answers = [sign_in(client, "aru@example.org", "wrong").status_code for _try in range(11)]
    assert answers == [200] * 9 + [429] * 2
    assert sign_in(client, "aru@example.org").status_code == 429
    assert sign_in(Client(), "other@example.org").status_code == 302


def test_many_failures_are_slowed_down_by_address_too(client):
    member("aru")
    pages = [sign_in(client, f"n{n}@example.org", "wrong") for n in range(11)]
    assert "Too many" in pages[-1].content.decode()


# The second step


def test_second_step_is_asked_for_and_a_wrong_code_stays_out(client):
    user = member("aru")
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    assert sign_in(client, "aru@example.org").url == "/en/account/second-step/authenticate/"
    assert client.get("/en/account/").status_code == 302
    client.post("/en/account/second-step/authenticate/", {"code": "000000"})
    assert client.get("/en/account/").status_code == 302


@pytest.mark.parametrize("role", ["superuser", "Secretariat", "Country editors"])
def test_admin_role_sets_up_the_second_step_first(role):
    user = member("root", is_superuser=True) if role == "superuser" else member("root", role)
    client = signed_in(user)
    with override_settings(HUB_SECOND_FACTOR_FOR_ADMINS=True):
        found = {path: client.get(path) for path in ("/admin/", "/admin/pages/", "/en/")}
        setup = "/en/account/second-step/totp/activate/"
        assert {(one.status_code, one.url) for one in found.values()} == {(302, setup)}
        assert client.get("/en/account/").status_code == 200
        TOTP.activate(user, "JBSWY3DPEHPK3PXP")
        assert client.get("/admin/").status_code == 200


def test_person_without_a_role_needs_no_second_step():
    with override_settings(HUB_SECOND_FACTOR_FOR_ADMINS=True):
        assert signed_in(member("aru")).get("/en/").status_code == 200


# One way in


def test_every_other_sign_in_form_leads_to_the_one(client):
    for address in ("/admin/login/?next=/admin/reports/", "/en/_util/login/?next=/en/x/"):
        target = client.get(address)
        assert (target.status_code, target.url.split("?")[0]) == (302, "/en/account/login/")
        assert client.post(address, {"username": "x", "password": "x"}).status_code == 405
    assert client.get("/admin/password_reset/").status_code == 404


def test_person_without_admin_access_gets_a_page_and_no_circle():
    client = signed_in(member("aru"))
    response = client.get("/admin/", follow=True)
    assert (response.status_code, len(response.redirect_chain)) == (403, 1)
    page = factories.case()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    restriction.groups.set([factories.group("Secretariat")])
    assert client.get(page.url, follow=True).status_code == 403
    assert Client().get(page.url).url.startswith("/en/_util/login/?next=")


def test_demonstration_editor_signs_in_by_name_or_address():
    member("editor", is_superuser=True)
    with override_settings(ACCOUNT_LOGIN_METHODS={"email", "username"}):
        for login in ("editor", "editor@example.org"):
            response = sign_in(Client(), login, next="/admin/")
            assert (response.status_code, response.url) == (302, "/admin/")


# Anonymous visitors


def test_anonymous_pages_know_nothing_of_sessions(client):
    factories.case(slug="queue")
    for address in ("/en/", "/en/cases/", "/en/cases/queue/", "/en/search/"):
        response = client.get(address)
        assert (address, response.cookies, "Cookie" in response.get("Vary", "")) == (
            (address, {}, False)
        )
        assert "account/login" in response.content.decode()
    client.get("/en/account/login/")
    client.get("/en/account/signup/")
    assert Session.objects.count() == 0


def test_page_of_a_signed_in_person_is_kept_out_of_shared_caches():
    response = signed_in(member("aru", first_name="Aru", last_name="Bek")).get("/en/")
    assert (response["Cache-Control"], "Cookie" in response["Vary"]) == ("private", True)
    assert "Aru Bek" in response.content.decode()


def offered(client):
    """By address, the buttons beside it."""
    page = BeautifulSoup(client.get("/en/account/email/").content, "html.parser")
    rows = page.select(".sessions li")
    return {row.span.get_text(): [one["name"] for one in row.select("button")] for row in rows}


def test_address_has_the_buttons_that_can_do_something():
    user = member("aru")
    client = signed_in(user)
    assert offered(client) == {"aru@example.org": []}
    new = EmailAddress.objects.create(user=user, email="new@example.org")
    assert offered(client) == {
        "aru@example.org": [],
        "new@example.org": ["action_send", "action_remove"],
    }
    new.set_verified()
    assert offered(client)["new@example.org"] == ["action_primary", "action_remove"]
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    client.post("/en/account/email/", {"email": "new@example.org", "action_primary": ""})
    assert offered(client) == {
        "aru@example.org": ["action_primary", "action_remove"],
        "new@example.org": [],
    }


# Every page is ours


def names():
    for prefix in ("account_", "mfa_", "usersessions_"):
        for name in get_resolver().reverse_dict:
            if isinstance(name, str) and name.startswith(prefix):
                yield name


INLINE = r"<style\b|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\bsrc=)"


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_every_page_of_accounts_has_the_sites_frame(language):
    user = member("aru")
    client = signed_in(user)
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    found = set(names())
    assert {"account_login", "mfa_index", "usersessions_list"} <= found
    for name in sorted(found - {"account_confirm_email", "account_reset_password_from_key"}):
        for visitor in (client, Client()):
            path = f"/{language}" + reverse(name)[3:]
            response = visitor.get(path)
            assert response.status_code in (200, 302, 404), (name, response.status_code)
            if response.status_code == 200:
                text = response.content.decode()
                assert 'class="masthead"' in text, name
                assert re.findall(INLINE, text) == [], name
                assert "unsafe" not in response["Content-Security-Policy"]
