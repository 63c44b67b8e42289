"""The frame of every proposal's form."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from hub.models import Country, Publication, ReformTheme
from hub.proposals.text import to_html, to_text
from hub.vocabulary import Kind


def theme_field() -> forms.ModelChoiceField:
    """Declared where the form asks for it; ProposalForm reads and writes it."""
    return forms.ModelChoiceField(
        label=_("Theme"),
        queryset=ReformTheme.objects.order_by("order"),
        to_field_name="slug",
        empty_label="–",
        required=False,
        help_text=_("The most exact one, such as “One-stop shops”."),
    )


class ProposalForm(forms.Form):
    """Fields of a page with an example each. Drafts may lack anything: `minimum`, and what
    publication needs of the page, is asked for when it is sent. A field `<name>` is written by
    `put_<name>` or set on the page as it is."""

    model: ClassVar[type[Publication]]
    heading: ClassVar[Any]
    begin: ClassVar[Any]  # the button on the desk
    minimum: ClassVar[tuple[str, ...]] = ("title",)  # without which the database takes no page
    rich: ClassVar[tuple[str, ...]] = ()
    aliases: ClassVar[dict[str, str]] = {}  # a page's field to the form's

    title = forms.CharField(label=_("Title"), max_length=200, required=False)

    def __init__(self, *args: Any, country: Country, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country

    @property
    def kind(self) -> Kind:
        return self.model.kind

    @property
    def completeness(self) -> int:
        """0 to 100: the share, by weight, of what a good page has and the form asks for."""
        weights = self._weights
        present = sum(weight for name, weight in weights.items() if self[name].value())
        return round(100 * present / (sum(weights.values()) or 1))

    @property
    def open_fields(self) -> list[Any]:
        """Labels of the fields that would raise the completeness."""
        return [self[name].label for name in self._weights if not self[name].value()]

    @property
    def _weights(self) -> dict[str, int]:
        """The form's field to its weight, in the form's order; the page has fields of which the
        form knows nothing."""
        named = {self.aliases.get(n, n): w for n, w in self.model.completeness_fields.items()}
        return {name: named[name] for name in self.fields if name in named}

    @property
    def typed(self) -> dict[str, Any]:
        """What was typed, as JSON keeps it."""
        values = {}
        for name, field in self.fields.items():
            value = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            several = isinstance(value, list)
            values[name] = [_kept(one) for one in value] if several else _kept(value)
        return values

    @property
    def below_minimum(self) -> dict[str, Any]:
        """Field to message: what of `minimum` is open or not valid."""
        self.full_clean()
        open_ = [name for name in self.minimum if not self.cleaned_data.get(name)]
        return {name: self.fields[name].error_messages["required"] for name in open_}

    def write_to(self, page: Any) -> None:
        """Sets what is valid; what is not stays as it was on the page, and so does a formatted text
        of which no word has changed."""
        before = self.read_from(page) if page.pk else {}
        for name, value in self.cleaned_data.items():
            if name in self.rich and _same(before.get(name, ""), value):
                continue
            if put := getattr(self, f"put_{name}", None):
                put(page, value)
            elif name in self.rich:
                setattr(page, name, to_html(value))
            else:
                setattr(page, name, value)

    def put_theme(self, page: Any, theme: ReformTheme | None) -> None:
        """Several, which somebody gave in the admin, stay when none is chosen here."""
        kept = list(page.themes.all()) if page.pk else []
        if theme and theme not in kept:
            page.themes = [theme]
        elif not theme and len(kept) == 1:
            page.themes = []

    def complete(self, page: Any) -> None:
        """What is done once, when it is sent: such as adding an organisation to the vocabulary."""

    def field_for(self, name: str) -> str | None:
        """The field in which `name` of the page is asked for; None when there is none."""
        name = self.aliases.get(name, name)
        return name if name in self.fields else None

    @classmethod
    def get_theme(cls, page: Any) -> str:
        theme = page.themes.first()
        return theme.slug if theme else ""

    @classmethod
    def read_from(cls, page: Any) -> dict[str, Any]:
        """The form's values of a page that somebody may have changed in the admin."""
        found = {}
        for name in cls.base_fields:
            if get := getattr(cls, f"get_{name}", None):
                found[name] = get(page)
            else:
                value = getattr(page, name)
                found[name] = to_text(value) if name in cls.rich else value or ""
        return found


def _kept(value: Any) -> str:
    return str(value or "")[:20_000]


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


class AnswerForm(forms.Form):
    """A message to the other side."""

    text = forms.CharField(
        label=_("Your message"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


def form_of(kind: str) -> type[ProposalForm] | None:
    path = settings.HUB_PROPOSAL_FORMS.get(kind)
    return import_string(path) if path else None
