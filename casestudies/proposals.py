"""The short form in which a country proposes a case: ten minutes on a telephone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casestudies.importing.matching import free_slug
from casestudies.models import CaseStudy
from casestudies.models.provenance import Source
from hub.models import Organisation, ReformTheme
from hub.proposals.forms import ProposalForm, theme_field
from hub.vocabulary import Outcome


def _paragraphs(label: Any, help_text: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(
        label=label, help_text=help_text, max_length=10_000, required=False, widget=area
    )


class CaseProposalForm(ProposalForm):
    model = CaseStudy
    heading = _("Propose a case")
    begin = _("Propose a case")
    rich = ("challenge", "solution", "results", "did_not_work", "lessons")
    aliases = {"themes": "theme", "lead_organisation": "lead"}

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        required=False,
        help_text=_("Such as “Births registered in the maternity ward”."),
    )
    summary = forms.CharField(
        label=_("Summary"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Such as “Parents leave the ward with the certificate; two visits are saved.” At most "
            "600 characters."
        ),
    )
    theme = theme_field()
    lead = forms.CharField(
        label=_("Who led it"),
        max_length=200,
        required=False,
        help_text=_("Such as “Ministry of Justice”."),
    )
    started = forms.IntegerField(
        label=_("Started in"),
        min_value=1900,
        max_value=2100,
        required=False,
        help_text=_("The year, such as 2019."),
    )
    outcome = forms.ChoiceField(
        label=_("How it came out"),
        choices=[("", "–"), *Outcome.choices],
        required=False,
        help_text=_("“Failed” is a good answer: others learn most from it."),
    )
    challenge = _paragraphs(
        _("What was wrong"), _("Such as “A family went to three offices and waited a month.”")
    )
    solution = _paragraphs(
        _("What was done"), _("Such as “Hospitals got access to the register in 2019.”")
    )
    results = _paragraphs(
        _("What changed"), _("Such as “Nine in ten births are registered within a day.”")
    )
    did_not_work = _paragraphs(
        _("What did not work"), _("Such as “Rural wards had no line for the first two years.”")
    )
    lessons = _paragraphs(
        _("What you would tell a colleague"), _("Such as “Train the nurses before the clerks.”")
    )
    contact = forms.CharField(
        label=_("Whom the Secretariat may ask"),
        max_length=200,
        required=False,
        help_text=_("Such as “A. Akhmetova, a.akhmetova@example.org”. It is not shown."),
    )

    def put_theme(self, page: CaseStudy, theme: ReformTheme | None) -> None:
        page.source = Source.SUBMITTED
        page.original_language = page.locale.language_code
        super().put_theme(page, theme)

    def put_lead(self, page: CaseStudy, name: str) -> None:
        page.lead_organisation = self._organisation(name)

    def complete(self, page: CaseStudy) -> None:
        name = self.cleaned_data.get("lead")
        if name and page.lead_organisation is None:
            taken = set(Organisation.objects.values_list("slug", flat=True))
            page.lead_organisation, _made = Organisation.objects.get_or_create(
                name_en=name,
                country=self.country,
                defaults={"slug": free_slug(f"{name} {self.country.slug}", taken)},
            )

    def _organisation(self, name: str) -> Organisation | None:
        """One of the vocabulary by any of its names, the country's own first."""
        if not name:
            return None
        for country in (self.country, None):
            for field in ("name_en", "name_ru", "name_kk", "acronym"):
                same = Organisation.objects.filter(country=country, **{f"{field}__iexact": name})
                if found := same.order_by("pk").first():
                    return found
        return None

    @classmethod
    def get_lead(cls, page: CaseStudy) -> str:
        return page.lead_organisation.name if page.lead_organisation else ""
