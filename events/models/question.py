"""What an organiser asks on top, and what people answered."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable

from events.enums import QuestionKind
from events.models.registration import Registration
from hub.languages import DEFAULT_LANGUAGE, LANGUAGES, active_language

SHOWN_IF_HELP = _("That question stands above this one and offers a list, or yes or no.")
UPLOADS = "answers"  # folder of the private storage


def private_storage() -> Storage:
    """Where uploads lie that no address of the site leads to."""
    return storages["private"]


def _panels(name: str) -> FieldRowPanel:
    return FieldRowPanel([FieldPanel(f"{name}_{code}") for code in LANGUAGES])


class Question(Orderable):
    """A question of the organiser's. Answers know it by its code, which outlives the row.

    A choice is stored as its English wording; line N of another language is its translation.
    """

    event = ParentalKey("events.Event", on_delete=models.CASCADE, related_name="questions")
    code = models.SlugField(
        _("code"), max_length=40, help_text=_("Short and unique within the event, such as “diet”.")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=QuestionKind)
    label_en = models.CharField(_("question in English"), max_length=300)
    label_ru = models.CharField(_("question in Russian"), max_length=300, blank=True)
    label_kk = models.CharField(_("question in Kazakh"), max_length=300, blank=True)
    help_en = models.CharField(_("help in English"), max_length=300, blank=True)
    help_ru = models.CharField(_("help in Russian"), max_length=300, blank=True)
    help_kk = models.CharField(_("help in Kazakh"), max_length=300, blank=True)
    choices_en = models.TextField(
        _("choices in English"), blank=True, help_text=_("One on each line.")
    )
    choices_ru = models.TextField(_("choices in Russian"), blank=True)
    choices_kk = models.TextField(_("choices in Kazakh"), blank=True)
    required = models.BooleanField(_("required"), default=False)
    shown_if_code = models.SlugField(
        _("shown only if the question with this code"), max_length=40, blank=True
    )
    shown_if_answer = models.CharField(
        _("was answered with"),
        max_length=300,
        blank=True,
        help_text=_("A choice in English, or “yes” or “no”."),
    )
    keep_days = models.PositiveSmallIntegerField(
        _("keep answers, days"),
        null=True,
        blank=True,
        help_text=_("Counted from the end of the event. Empty: as long as the rest."),
    )

    panels = [
        MultiFieldPanel([_panels("label"), _panels("help")]),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("required"), FieldPanel("code")]),
        _panels("choices"),
        FieldRowPanel(
            [
                FieldPanel("shown_if_code", help_text=SHOWN_IF_HELP),
                FieldPanel("shown_if_answer"),
            ]
        ),
        FieldPanel("keep_days"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "code"],
                name="event_question_code_once",
                violation_error_message=_("There is a question with this code already."),
            )
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        errors: dict[str, object] = {}
        offered = self.choices_in(DEFAULT_LANGUAGE)
        if self.kind in (QuestionKind.CHOICE, QuestionKind.MANY) and len(set(offered)) < 2:
            errors["choices_en"] = _("Write at least two different choices.")
        for code in LANGUAGES:
            lines = _lines(getattr(self, f"choices_{code}"))
            if lines and len(lines) != len(offered):
                errors[f"choices_{code}"] = _("Write as many lines as in English.")
        if self.shown_if_code and self.shown_if_code == self.code:
            errors["shown_if_code"] = _("A question cannot depend on itself.")
        if errors:
            raise ValidationError(errors)

    @property
    def label(self) -> str:
        return self._in_language("label")

    @property
    def help(self) -> str:
        return self._in_language("help")

    @property
    def choices(self) -> list[tuple[str, str]]:
        """(stored value, what is shown in the active language)."""
        values = self.choices_in(DEFAULT_LANGUAGE)
        shown = self.choices_in(active_language())
        return list(zip(values, shown if len(shown) == len(values) else values, strict=True))

    def choices_in(self, language: str) -> list[str]:
        return _lines(getattr(self, f"choices_{language}", "") or self.choices_en)

    @property
    def offered(self) -> list[str]:
        """What another question can hang on, as `shown_if_answer` has it."""
        if self.kind == QuestionKind.YES_NO:
            return ["yes", "no"]
        if self.kind in (QuestionKind.CHOICE, QuestionKind.MANY):
            return self.choices_in(DEFAULT_LANGUAGE)
        return []

    def is_asked(self, answers: Mapping[str, object]) -> bool:
        """Whether it is shown beside these answers: values by code, as `Answer.value` has them."""
        if not self.shown_if_code:
            return True
        value = answers.get(self.shown_if_code)
        if isinstance(value, bool):
            value = "yes" if value else "no"
        if isinstance(value, list):
            return self.shown_if_answer in value
        return value is not None and str(value) == self.shown_if_answer

    def _in_language(self, name: str) -> str:
        language = active_language()
        return getattr(self, f"{name}_{language}", "") or getattr(self, f"{name}_en")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class Answer(models.Model):
    """`value`: text, a choice, a list of choices, true or false; None when a file is the answer."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(
        Question, null=True, on_delete=models.SET_NULL, related_name="answers"
    )
    code = models.SlugField(max_length=40)
    value = models.JSONField(null=True, blank=True)
    file = models.FileField(
        upload_to=f"{UPLOADS}/%Y/%m/", storage=private_storage, max_length=300, blank=True
    )
    # As it was promised when the answer was given; the question may be gone by then.
    keep_days = models.PositiveSmallIntegerField(null=True, blank=True)
    purge_after = models.DateField(db_index=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "code"], name="one_answer_to_a_question"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.registration_id}"
