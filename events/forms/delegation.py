"""The people whom a focal point sends: rows for several at once, and one instead of another."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.enums import Role
from events.forms.registration import email_field, language_field, text
from events.models import Registration

SUBSTITUTE = "substitute"
AS_CHOICES = [
    (Role.DELEGATE.value, Role.DELEGATE.label),
    (Role.HEAD.value, Role.HEAD.label),
    (Role.EXPERT.value, Role.EXPERT.label),
    (Role.INTERPRETER.value, Role.INTERPRETER.label),
    (SUBSTITUTE, pgettext_lazy("person", "Substitute")),
]
PREFIX = "people"
MOST_ROWS = 40


class NomineeForm(forms.Form):
    """One person. `language` is that of the letters to them."""

    use_required_attribute = False

    name = text(pgettext_lazy("person", "Name"), 200, required=True)
    email = email_field()
    post = text(_("Post"), 200)
    organisation = text(_("Organisation"), 200)
    sent_as = forms.ChoiceField(label=_("Sent as"), choices=AS_CHOICES, initial=Role.DELEGATE)
    language = language_field()

    def __init__(self, *args: Any, in_language: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = in_language
        for name in ("name", "email"):  # somebody else's: a browser must not offer one's own
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.fields["email"].help_text = ""
        self.fields["language"].widget.attrs["autocomplete"] = "off"

    @property
    def person(self) -> dict[str, Any]:
        values = {n: self.cleaned_data[n] for n in ("name", "email", "post", "organisation")}
        sent_as = self.cleaned_data.get("sent_as", Role.DELEGATE)
        role = Role.DELEGATE if sent_as in (SUBSTITUTE, Role.HEAD) else sent_as
        return values | {"language": self.cleaned_data["language"], "role": role}


class BaseNominees(forms.BaseFormSet):
    """Rows of which empty ones count for nothing."""

    def initial_form_count(self) -> int:
        return 0 if self.is_bound else super().initial_form_count()

    @property
    def filled(self) -> list[NomineeForm]:
        return [form for form in self.forms if form.has_changed()]

    def clean(self) -> None:
        if any(self.errors):
            return
        if not self.filled:
            nobody = _("Write down at least one person.")
            if not self.forms:
                raise forms.ValidationError(nobody)
            self.forms[0].add_error("name", nobody)
        heads = [form for form in self.filled if form.cleaned_data["sent_as"] == Role.HEAD]
        for form in heads[1:]:
            form.add_error("sent_as", _("A delegation has one head."))
        known: set[str] = set()
        for form in self.filled:
            address = form.cleaned_data["email"].strip().lower()
            if address in known:
                form.add_error("email", _("This address is there twice."))
            known.add(address)

    def refuse(self, message: Any, address: str = "") -> None:
        """Says it at the row of an address, or above all rows."""
        rows = [row for row in self.filled if row.cleaned_data["email"].lower() == address]
        for form in rows:
            form.add_error("email", message)
        if not rows:
            self.non_form_errors().append(message)


def nominees(
    data: Any = None, *, language: str, typed: list[dict[str, str]] | None = None
) -> BaseNominees:
    """What was sent in `data`; else the rows that were `typed`, not checked, and an empty one."""
    made = forms.formset_factory(
        NomineeForm, formset=BaseNominees, extra=1, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )
    return made(data, initial=typed, prefix=PREFIX, form_kwargs={"in_language": language})


def typed_rows(data: QueryDict) -> list[dict[str, str]]:
    """What the rows hold as it was typed, whether or not it would do."""
    total = data.get(f"{PREFIX}-TOTAL_FORMS", "")
    numbers = range(min(int(total), MOST_ROWS) if total.isdecimal() and len(total) < 4 else 0)
    names = NomineeForm.base_fields
    return [{name: data.get(f"{PREFIX}-{n}-{name}", "") for name in names} for n in numbers]


class ReplacementForm(NomineeForm):
    """A substitute of the delegation, or somebody new."""

    NEW = "new"

    chosen = forms.ChoiceField(label=_("Who comes instead"), widget=forms.RadioSelect)
    field_order = ["chosen"]

    def __init__(self, *args: Any, substitutes: list[Registration], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["sent_as"]
        self._substitutes = {str(person.public_id): person for person in substitutes}
        if substitutes:
            self._offer_choice()
        else:
            del self.fields["chosen"]

    def _offer_choice(self) -> None:
        named = [(key, person.name) for key, person in self._substitutes.items()]
        self.fields["chosen"].choices = [*named, (self.NEW, _("Somebody new"))]
        self.fields["chosen"].initial = named[0][0]
        hint = _("The lines below are for somebody new alone.")
        self.fields["chosen"].help_text = format_html("<span data-only-if>{}</span>", hint)
        for name in ("name", "email", "post", "organisation", "language"):
            self.fields[name].widget.attrs |= {
                "data-shown-if": "chosen",
                "data-shown-answer": self.NEW,
            }
        for name in ("name", "email"):
            self.fields[name].required = False
            self.fields[name].needed = True

    @property
    def substitute(self) -> Registration | None:
        return self._substitutes.get(self.cleaned_data.get("chosen", self.NEW))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("chosen") == self.NEW:
            for name in ("name", "email"):
                if not values.get(name) and not self.has_error(name):
                    self.add_error(name, self.fields[name].error_messages["required"])
        return values
