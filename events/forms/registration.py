"""The form of registration, and the shorter one in which details are changed later."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.enums import Role
from events.forms.questions import AsksQuestions
from events.models import Event
from hub.collation import sort_key
from hub.fields import AddressField
from hub.languages import LANGUAGES, active_language
from hub.models import Country, Membership
from hub.vocabulary import EventFormat

CONSENTS = {"personal_data": "2026-11"}  # text to the version of its wording
LANGUAGE_CHOICES = [(x.code, x.endonym) for x in LANGUAGES.values()]
OWN_ROLES = [(role.value, role.label) for role in Role if role != Role.HEAD]


def text(label: Any, longest: int, autocomplete: str = "", **more: Any) -> forms.CharField:
    field = forms.CharField(label=label, max_length=longest, **{"required": False, **more})
    field.widget.attrs["autocomplete"] = autocomplete or "off"
    return field


def language_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Language of letters"),
        choices=LANGUAGE_CHOICES,
        widget=forms.Select(attrs={"autocomplete": "language"}),
    )


def email_field() -> AddressField:
    return AddressField(
        label=_("E-mail address"),
        help_text=_("We send the confirmation and the ticket there."),
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}
        ),
    )


def phone_field() -> forms.CharField:
    return forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        help_text=_("With the code of the country, such as +7 701 000 00 00."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )


def consent_field() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("I agree that these details are kept for the event"),
        error_messages={"required": _("Without your consent we cannot keep your registration.")},
    )


class DetailsForm(AsksQuestions):
    """What can be changed after registering."""

    use_required_attribute = False

    name = text(
        pgettext_lazy("person", "Name"),
        200,
        "name",
        required=True,
        help_text=_("As it should stand on your badge."),
    )
    phone = phone_field()
    organisation = text(_("Organisation"), 200, "organization")
    post = text(_("Post"), 200, "organization-title")
    access_needs = text(
        _("What you need to take part"),
        300,
        help_text=_("Such as a place for a wheelchair, or sign language."),
    )
    diet = text(_("Diet"), 300, help_text=_("Such as vegetarian, halal, no nuts."))
    language = language_field()

    def __init__(self, *args: Any, event_format: str, **kwargs: Any) -> None:
        """Consent comes last, after the questions, as on the page."""
        super().__init__(*args, **kwargs)
        if event_format == EventFormat.ONLINE:
            del self.fields["diet"]
            self.fields["name"].help_text = ""
            self.fields["access_needs"].help_text = _("Such as captions, or sign language.")
        if "consent" in self.fields:
            self.fields["consent"] = self.fields.pop("consent")

    @property
    def details(self) -> dict[str, str]:
        own = DetailsForm.base_fields
        return {name: self.cleaned_data[name] for name in own if name in self.fields}

    @property
    def person_fields(self) -> list[forms.BoundField]:
        own = self.base_fields
        return [field for field in self if field.name in own and field.name != "consent"]


class CompletionForm(DetailsForm):
    """What is still wanted of somebody whom a focal point nominated."""

    consent = consent_field()


class RegistrationForm(DetailsForm):
    """All of it on one page. `kept_until` is said in the words of consent."""

    email = email_field()
    country = forms.ChoiceField(
        label=_("Country"), required=False, widget=forms.Select(attrs={"autocomplete": "country"})
    )
    role = forms.ChoiceField(label=_("You take part as"), choices=OWN_ROLES, initial=Role.DELEGATE)
    consent = consent_field()

    field_order = ["name", "email", "phone", "country", "organisation", "post", "role"]

    def __init__(self, *args: Any, event: Event, members_only: bool, **kwargs: Any) -> None:
        super().__init__(*args, event_format=event.event_format, **kwargs)
        countries = Country.objects.all()
        if members_only:
            countries = countries.filter(membership=Membership.PARTICIPANT)
        self._countries = {country.slug: country for country in countries}
        field = self.fields["country"]
        field.required = members_only
        field.choices = [("", _("Choose a country")), *_in_order(self._countries)]
        field.help_text = (
            _(
                "The event is for participating countries, not for observers and partners: only"
                " these are in the list."
            )
            if members_only
            else _("The country that you represent. Leave it empty if you represent none.")
        )
        self.event = event

    def clean_country(self) -> Country | None:
        return self._countries.get(self.cleaned_data["country"])

    @property
    def details(self) -> dict[str, Any]:
        more = {name: self.cleaned_data[name] for name in ("email", "country", "role")}
        return super().details | more


def _in_order(countries: dict[str, Country]) -> list[tuple[str, str]]:
    language = active_language()
    named = [(slug, str(country.name)) for slug, country in countries.items()]
    return sorted(named, key=lambda row: sort_key(row[1], language))
