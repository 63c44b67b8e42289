"""Fields that Django lacks: of a model, several values of a closed list; of a form, an address."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class ChoiceListField(models.JSONField):
    """A list of values of `choices`, drawn as checkboxes and stored as JSON."""

    def __init__(self, *args: Any, choices: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        self.allowed = list(getattr(choices, "choices", choices) or [])
        super().__init__(*args, **kwargs)  # choices are code: no migration for a new one

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        unknown = set(value or []) - {choice for choice, _label in self.allowed}
        if unknown:
            raise ValidationError(
                _("Not one of the choices: %(values)s."),
                params={"values": ", ".join(sorted(map(str, unknown)))},
            )

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=self.allowed,
            required=not self.blank,
            label=self.verbose_name,
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )


class AddressField(forms.EmailField):
    """An e-mail address in small letters, no longer than a column for one. It is measured in small
    letters, for some become two."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=models.EmailField().max_length, **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(value).lower()
