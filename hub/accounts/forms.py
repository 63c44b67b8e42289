"""allauth's forms with labels of our own, and what a person says of themselves."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes import forms as recovery
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

from hub.fields import AddressField
from hub.languages import LANGUAGES

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "password2": _("New password again"),
    "remember": _("Keep me signed in on this device"),
    "code": _("Code"),
    "first_name": _("First name"),
    "last_name": _("Family name"),
}


def email_field() -> AddressField:
    return AddressField(widget=forms.EmailInput(attrs={"autocomplete": "email"}))


class Labelled:
    """Labels instead of placeholders, which vanish when one types. No help text says it twice."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            if name in ("password", "login"):
                field.help_text = ""


class SignInForm(Labelled, account.LoginForm):
    pass


class SignUpForm(Labelled, account.SignupForm):
    field_order = ["first_name", "last_name", "email", "password1"]

    email = email_field()
    first_name = forms.CharField(max_length=150)
    last_name = forms.CharField(max_length=150)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("Password")
        self.fields["website"].widget.attrs = {"tabindex": "-1", "autocomplete": "off"}
        self.fields["first_name"].widget.attrs["autocomplete"] = "given-name"
        self.fields["last_name"].widget.attrs["autocomplete"] = "family-name"


class AddEmailForm(Labelled, account.AddEmailForm):
    email = email_field()


class ChangePasswordForm(Labelled, account.ChangePasswordForm):
    pass


class SetPasswordForm(Labelled, account.SetPasswordForm):
    pass


class ResetPasswordForm(Labelled, account.ResetPasswordForm):
    email = email_field()


class ResetPasswordKeyForm(Labelled, account.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(Labelled, account.ReauthenticateForm):
    pass


class SecondFactorForm(Labelled, mfa.AuthenticateForm):
    pass


class SecondFactorAgainForm(Labelled, mfa.ReauthenticateForm):
    pass


class ActivateSecondFactorForm(Labelled, totp.ActivateTOTPForm):
    pass


class DeactivateSecondFactorForm(Labelled, totp.DeactivateTOTPForm):
    pass


class RecoveryCodesForm(Labelled, recovery.GenerateRecoveryCodesForm):
    pass


class PersonForm(forms.Form):
    """Name and language of a person who has signed in."""

    first_name = forms.CharField(label=LABELS["first_name"], max_length=150)
    last_name = forms.CharField(label=LABELS["last_name"], max_length=150)
    language = forms.ChoiceField(
        label=_("Language of letters to you"),
        choices=[(x.code, x.endonym) for x in LANGUAGES.values()],
    )
