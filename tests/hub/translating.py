"""What a translator does in the admin, in one line."""

from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object


def russian() -> Locale:
    return Locale.objects.get(language_code="ru")


def begin(page) -> Translation:
    """The page submitted for translation into Russian, as in the admin."""
    page.save_revision().publish()
    translate_object(page, [russian()])
    return Translation.objects.get(source__object_id=page.translation_key)


def translate(translation: Translation, *, without: str = "") -> None:
    """Every text gets "ru: " in front, but for those of the field `without`."""
    for segment in translation.source.stringsegment_set.select_related("string", "context"):
        if segment.context.path.partition(".")[0] != without:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=translation.target_locale,
                context=segment.context,
                defaults={"data": f"ru: {segment.string.data}", "translation_type": "manual"},
            )
