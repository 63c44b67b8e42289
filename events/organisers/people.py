"""The people of an event, as an organiser looks for them."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django import forms
from django.db.models import Case, F, Q, QuerySet, When, Window
from django.db.models.functions import Lower, RowNumber
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.enums import ACTIVE, RegistrationStatus, Role
from events.models import Event, Registration
from events.tickets import CODE_LENGTH
from hub.collation import by_name as in_order
from hub.models import Country

SEARCHED = ("name", "email", "organisation")
NO_COUNTRY = "none"
ANSWERS = [("", gettext_lazy("All")), ("missing", gettext_lazy("Missing"))]


class FilterForm(forms.Form):
    """What is not understood of an address is left out, and the rest holds."""

    q = forms.CharField(
        label=gettext_lazy("Name, address, organisation or ticket"), required=False, max_length=200
    )
    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False)
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    role = forms.ChoiceField(label=gettext_lazy("Role"), required=False)
    answers = forms.ChoiceField(
        label=gettext_lazy("Answers"),
        required=False,
        choices=ANSWERS,
    )

    def __init__(self, data: Mapping[str, Any], countries: Iterable[Country | None]) -> None:
        super().__init__(data)
        named = [(str(one.pk), one.name) if one else (NO_COUNTRY, _("None")) for one in countries]
        self.fields["status"].choices = [("", _("All")), *RegistrationStatus.choices]
        self.fields["country"].choices = [("", _("All")), *named]
        self.fields["role"].choices = [("", _("All")), *Role.choices]
        self.full_clean()

    def chosen(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if value}

    def in_keys(self) -> str:
        """What is kept of it, such as "status=confirmed&country=7": words which may be a name are
        not in it."""
        return urlencode(self.chosen() | ({"q": "1"} if self.chosen().get("q") else {}))

    def in_words(self) -> str:
        """Such as "Status: Confirmed, Country: Georgia"; "Everybody" without any."""
        return in_words(self.in_keys(), dict(self.fields["country"].choices))


def by_name(number: int) -> str:
    """As FilterForm.in_keys, of people who were ticked."""
    return urlencode({"people": number})


def in_words(keys: str, countries: Mapping[str, Any]) -> str:
    """In the active language what is kept of who got a message; what was kept in words stays."""
    chosen = dict(parse_qsl(keys))
    if keys and not chosen:
        return keys
    if "people" in chosen:
        number = int(chosen["people"])
        words = ngettext("%(number)s person by name", "%(number)s people by name", number)
        return words % {"number": number}
    labels = {
        "status": dict(RegistrationStatus.choices),
        "role": dict(Role.choices),
        "answers": dict(ANSWERS),
        "country": countries,
    }
    said = [_("found by words")] if chosen.pop("q", "") else []
    for name, value in chosen.items():
        label = FilterForm.base_fields[name].label
        said.append(f"{label}: {labels[name].get(value, '–')}")
    return ", ".join(said) or _("Everybody")


def countries_in(event: Event) -> list[Country | None]:
    """From which people asked, by name."""
    found = Registration.objects.filter(event=event).order_by()
    numbers = set(found.values_list("country", flat=True).distinct())
    named = in_order(Country.objects.filter(pk__in=numbers - {None}))
    return [*named, None] if None in numbers else named


def people(event: Event, chosen: Mapping[str, str]) -> QuerySet[Registration]:
    """In the order of asking. `chosen` is what a FilterForm says."""
    rows = Registration.objects.filter(event=event).select_related("country").order_by("asked_at")
    if status := chosen.get("status"):
        rows = rows.filter(status=status)
    if role := chosen.get("role"):
        rows = rows.filter(role=role)
    if chosen.get("answers"):
        rows = rows.filter(complete=False, status__in=ACTIVE, purged_at=None)
    if country := chosen.get("country"):
        rows = rows.filter(country=None if country == NO_COUNTRY else country)
    for word in chosen.get("q", "").split():
        rows = rows.filter(_has(word))
    return rows


def meant(event: Event, chosen: Mapping[str, str]) -> QuerySet[Registration]:
    """The same to write to: who is out of the event is meant by name of that status alone."""
    rows = people(event, chosen)
    return rows if chosen.get("status") else rows.filter(status__in=ACTIVE)


def ticked(event: Event, public_ids: Iterable[str]) -> QuerySet[Registration]:
    """Those of the event alone, whatever else was sent."""
    found = set()
    for text in public_ids:
        try:
            found.add(UUID(text))
        except ValueError:
            continue
    return people(event, {}).filter(public_id__in=found)


def reachable(rows: QuerySet[Registration]) -> QuerySet[Registration]:
    """Without those who have not proved the address to be theirs: it may be a stranger's."""
    proved = Q(held_until=None) | Q(address_confirmed_at__isnull=False)
    return rows.filter(proved).exclude(email="")


def one_each(rows: QuerySet[Registration]) -> QuerySet[Registration]:
    """Of an address one row: that in force, else the last. What it gives must not be filtered."""
    in_force = Case(When(status__in=ACTIVE, then=1), default=0)
    number = Window(
        RowNumber(), partition_by=Lower("email"), order_by=[in_force.desc(), F("asked_at").desc()]
    )
    return rows.annotate(number=number).filter(number=1)


def _has(word: str) -> Q:
    """SQLite compares capital and small letters of Latin alone: the usual spellings are tried."""
    found = Q()
    for spelling in {word, word.lower(), word.upper(), word.title()}:
        for name in SEARCHED:
            found |= Q(**{f"{name}__icontains": spelling})
    code = word.replace("-", "").lower()
    if len(code) == CODE_LENGTH and set(code) <= set("0123456789abcdef"):
        found |= Q(public_id__startswith=code)
    return found
