"""Where the hub differs from allauth: words, the language of mails, where one lands."""

from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from hub.access import countries_of
from hub.accounts.language import language_of, remember_language
from hub.identity import site_name
from hub.languages import in_language
from hub.mail import enqueue


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "cannot_remove_primary_email": _("Make another address the main one first."),
        "duplicate_email": _("This address is already one of yours."),
        "email_password_mismatch": _("The address or the password is not right."),
        "username_password_mismatch": _("The address or the password is not right."),
        "email_taken": _("There is an account with this address already."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("The code is not right."),
        "incorrect_password": _("The password is not right."),
        "invalid_or_expired_key": _("This link is not valid any more."),
        "invalid_login": _("The address or the password is not right."),
        "invalid_password_reset": _("This link is not valid any more."),
        "max_email_addresses": _("You cannot have more than %d addresses."),
        "too_many_login_attempts": _("Too many attempts. Try again in a few minutes."),
        "unknown_email": _("No account has this address."),
        "unverified_primary_email": _("Confirm your main address first."),
        "select_only_one": _("Choose one."),
        "same_as_current": _("This is the present one already."),
        "rate_limited": _("Too many attempts. Try again in a few minutes."),
    }

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """A focal point works at the country's desk, an editor in the admin."""
        if countries_of(request.user).exists():
            return reverse("desks")
        if request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return reverse("account")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return f"/{translation.get_language()}/"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        user = super().save_user(request, user, form, commit)
        if commit:
            remember_language(user, translation.get_language() or "")
        return user

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Into the outbox instead of to the mail server, whose absence would fail the request."""
        person = context.get("user")
        language = language_of(person) if person else translation.get_language() or ""
        context = context | _links(context, language)
        with translation.override(language):
            text = render_to_string(f"{template_prefix}_message.txt", context)
            subject = render_to_string(f"{template_prefix}_subject.txt", context)
        enqueue(
            key=f"account:{uuid4()}",
            to=email,
            language=language,
            template="account",
            context={"subject": " ".join(subject.split()), "text": text.strip()},
            secret=True,
        )


def _links(context: dict[str, Any], language: str) -> dict[str, str]:
    """Under the site's public address, whatever host the request named, and in the language of the
    letter."""
    base = settings.HUB_BASE_URL.rstrip("/")
    found = {name: urlsplit(url) for name, url in context.items() if name.endswith("_url")}
    paths = {name: url._replace(scheme="", netloc="").geturl() for name, url in found.items()}
    return {name: base + in_language(path, language) for name, path in paths.items()}


class SecondStepAdapter(DefaultMFAAdapter):
    def get_totp_issuer(self) -> str:
        return site_name()
