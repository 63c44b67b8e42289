"""A work in the reader's language, or in its own one when it is not translated."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, ngettext
from wagtail.models import Page
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField
from wagtail_localize.models import Translation


def facts(*names: str) -> list[SynchronizedField]:
    """Fields that are the same in every language and are changed in the original alone."""
    return [SynchronizedField(name, overridable=False) for name in names]


def of_the_original(*names: str) -> list[BaseTranslatableField]:
    """Fields that count on the first page of a work: they are neither translated nor copied."""
    return [BaseTranslatableField(name) for name in names]


def untranslated(page: Page) -> int:
    """Texts of the original that are not in the page's language yet, in the side-by-side editor."""
    translations = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    )
    progress = [translation.get_progress() for translation in translations]
    return sum(all_texts - done for all_texts, done in progress)


def lacks_words(number: int) -> str:
    return ngettext(
        "%(n)s text of the original is not translated yet.",
        "%(n)s texts of the original are not translated yet.",
        number,
    ) % {"n": number}


class ShownInEachLanguage:
    """Beside Wagtail's Page. `library` of a request is that of another language, under whose
    address the page was asked for."""

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        library = kwargs.get("library")
        if library is not None:
            translations = self.get_translations().live().public()
            own = translations.filter(locale=library.locale_id).first()
            if own is not None:  # its address is made of other words
                query = request.META.get("QUERY_STRING", "")
                return redirect(f"{own.url}{'?' * bool(query)}{query}")
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        language = self.locale.language_code
        if language == get_language():
            return context
        return context | {"library": kwargs.get("library"), "text_language": language}
