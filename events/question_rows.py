"""The rows of questions in the editor's form: what each hangs on stands above it."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import InlinePanel

from events.enums import QuestionKind


class QuestionRows(BaseChildFormSet):
    def clean(self) -> None:
        super().clean()
        if not self.is_valid():
            return
        above: dict[str, Any] = {}
        for form in self.ordered_forms:
            _check(form, above)
            above[form.instance.code] = form.instance


def _check(form: forms.ModelForm, above: dict[str, Any]) -> None:
    question = form.instance
    if not question.shown_if_code:
        return
    parent = above.get(question.shown_if_code)
    if parent is None:
        form.add_error("shown_if_code", _("No question above has this code."))
    elif not parent.offered:
        form.add_error("shown_if_code", _("That question offers neither a list nor yes or no."))
    elif question.shown_if_answer not in parent.offered:
        form.add_error("shown_if_answer", _none_of(parent.kind))


def _none_of(kind: str) -> Promise:
    if kind == QuestionKind.YES_NO:
        return _("Write “yes” or “no”.")
    return _("It has no such choice in English.")


class QuestionsPanel(InlinePanel):
    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = QuestionRows
        return options
