"""The questions of an organiser as fields of a form. Services alone say whether answers will do."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from events.enums import QuestionKind
from events.models import Question

PREFIX = "q-"
LARGEST_TEXT = 5000
NO_ANSWER = ("", [], None)


class AsksQuestions(forms.Form):
    """Adds a field for each of `questions`. `stored_files`: codes whose file is there already.

    A question that depends on another is always on the page, with a hint in words;
    registration.js shows and hides it.
    """

    def __init__(
        self,
        *args: Any,
        questions: list[Question],
        stored_files: frozenset[str] = frozenset(),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        labels = {question.code: question for question in questions}
        for question in questions:
            made = _field(question)
            made.needed = question.required  # not `required`: it may not be asked at all
            made.help_text = _help(question, labels, question.code in stored_files)
            if question.shown_if_code in labels:
                made.widget.attrs |= _dependence(question)
            self.fields[PREFIX + question.code] = made

    @property
    def answers(self) -> dict[str, Any]:
        """By code, as the services want them."""
        given = {q.code: self.cleaned_data.get(PREFIX + q.code) for q in self.questions}
        return {code: value for code, value in given.items() if value not in NO_ANSWER}

    @property
    def question_fields(self) -> list[forms.BoundField]:
        return [self[PREFIX + question.code] for question in self.questions]

    def refuse_answers(self, errors: Mapping[str, Any]) -> None:
        for code, message in errors.items():
            if PREFIX + code in self.fields and not self.has_error(PREFIX + code):
                self.add_error(PREFIX + code, message)

    def ask_for_files_again(self) -> None:
        """A browser does not send a file twice: whoever has something else to mend must know."""
        for name in self.files:
            if name in self.fields and not self.has_error(name):
                self.add_error(name, _("Please choose the file again."))


def as_initial(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Values of stored answers by code, as fields show them."""
    words = {True: "yes", False: "no"}
    return {
        PREFIX + code: words[value] if isinstance(value, bool) else value
        for code, value in answers.items()
    }


def _yes_no(value: str) -> bool:
    return value == "yes"


def _field(question: Question) -> forms.Field:
    same: dict[str, Any] = {"label": question.label, "required": False}
    if question.kind == QuestionKind.CHOICE:
        return forms.ChoiceField(choices=question.choices, widget=forms.RadioSelect, **same)
    if question.kind == QuestionKind.MANY:
        widget = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=question.choices, widget=widget, **same)
    if question.kind == QuestionKind.YES_NO:
        choices = [("yes", pgettext("answer", "Yes")), ("no", pgettext("answer", "No"))]
        return forms.TypedChoiceField(
            choices=choices, widget=forms.RadioSelect, coerce=_yes_no, empty_value=None, **same
        )
    if question.kind == QuestionKind.FILE:
        return forms.FileField(widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg"}), **same)
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(max_length=LARGEST_TEXT, widget=widget, **same)


def _help(question: Question, labels: Mapping[str, Question], has_file: bool) -> str:
    said = [escape(question.help)] if question.help else []
    if question.kind == QuestionKind.FILE:
        said.append(str(_("A PDF, a PNG or a JPEG of at most 5 MB.")))
    if has_file:
        said.append(str(_("A file is here already; a new one takes its place.")))
    if parent := labels.get(question.shown_if_code):
        hint = _("Only if you answer “%(answer)s” to “%(question)s”")
        answer = _shown_answer(parent, question.shown_if_answer)
        text = escape(hint % {"answer": answer, "question": parent.label})
        said.append(f'<span data-only-if="">{text}</span>')
    return " ".join(said)


def _shown_answer(parent: Question, stored: str) -> str:
    if parent.kind == QuestionKind.YES_NO:
        return {"yes": pgettext("answer", "Yes"), "no": pgettext("answer", "No")}.get(
            stored, stored
        )
    return dict(parent.choices).get(stored, stored)


def _dependence(question: Question) -> dict[str, str]:
    return {
        "data-shown-if": PREFIX + question.shown_if_code,
        "data-shown-answer": question.shown_if_answer,
    }
