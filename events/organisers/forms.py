"""What an organiser fills in."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from events.enums import Interval, Role
from events.forms.questions import PREFIX, AsksQuestions
from events.models import Event, GroupMessage, Registration
from events.services.correcting import CORRECTABLE
from events.wall_clock import check_year
from hub.languages import DEFAULT_LANGUAGE, LANGUAGES

MOST_COPIES = 52


def key_field() -> forms.UUIDField:
    """Of the form as it was drawn: sent twice, it is one errand."""
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class DetailsForm(AsksQuestions, forms.ModelForm):
    """Only checks: a service stores."""

    class Meta:
        model = Registration
        fields = list(CORRECTABLE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        role.help_text = _("The head of a delegation is named by the focal point.")
        role.disabled = self.instance.role == Role.HEAD
        if not role.disabled:
            role.choices = [choice for choice in Role.choices if choice[0] != Role.HEAD]

    @property
    def details(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in CORRECTABLE}

    @property
    def other_answers(self) -> dict[str, Any] | None:
        """None where no answer became another: those that lack, or were erased, stay so."""
        touched = any(name.startswith(PREFIX) for name in self.changed_data)
        return self.answers if touched else None


class MessageForm(forms.ModelForm):
    """Who has no text in the own language gets the English one."""

    key = key_field()

    class Meta:
        model = GroupMessage
        fields = [f"{name}_{code}" for code in LANGUAGES for name in ("subject", "text")]
        widgets = {f"text_{code}": forms.Textarea(attrs={"rows": 8}) for code in LANGUAGES}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for code in LANGUAGES:
            both = [cleaned.get(f"{name}_{code}") for name in ("subject", "text")]
            if code != DEFAULT_LANGUAGE and any(both) and not all(both):
                self.add_error(f"text_{code}", _("Write both subject and text, or neither."))
        return cleaned

    @property
    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class CopyForm(forms.Form):
    key = key_field()
    first_day = forms.DateField(
        label=_("First day of the copy"),
        widget=AdminDateInput,
        validators=[check_year],
        help_text=_("All other dates move by the same number of days. Local times stay the same."),
    )


class SeriesForm(forms.Form):
    key = key_field()
    name = forms.CharField(
        label=_("Name of the series"),
        max_length=200,
        help_text=_("Shown on the page of each event."),
    )
    number = forms.IntegerField(label=_("Copies"), min_value=1, max_value=MOST_COPIES, initial=3)
    interval = forms.ChoiceField(
        label=_("How often"), choices=Interval.choices, widget=forms.RadioSelect, initial="month"
    )


def copy_form(event: Event, data: Any = None) -> CopyForm:
    return CopyForm(data, initial={"first_day": event.local_start.date() + timedelta(days=364)})
