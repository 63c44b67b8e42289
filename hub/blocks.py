"""StreamField blocks that every kind of page shares, and the plain text of a stream."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.coreutils import cautious_slugify
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock

from hub.languages import LANGUAGES

RICH_TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link"]
_BLOCK_END = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")


class Own:
    """Beside a block of Wagtail's, which it is for migrations."""

    def deconstruct(self) -> tuple[str, list, dict]:
        _path, args, kwargs = super().deconstruct()
        name = next(base.__name__ for base in type(self).__mro__ if hasattr(blocks, base.__name__))
        return f"wagtail.blocks.{name}", args, kwargs


class LineBlock(Own, blocks.CharBlock):
    """A line that may be left out. It is empty then, and not None, which a translation is not."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **{"default": "", **kwargs})


class LinesBlock(Own, blocks.TextBlock):
    """A text that may be left out."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **{"default": "", **kwargs})


class Untranslated(Own):
    """Beside a block of words that are the same in every language."""

    def get_translatable_segments(self, value: object) -> list[object]:
        return []

    def restore_translated_segments(self, value: object, segments: object) -> object:
        return value


class FactBlock(Untranslated, blocks.CharBlock):
    pass


class FactTextBlock(Untranslated, blocks.TextBlock):
    pass


class FigureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Image"))
    caption = LineBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "image"
        label = _("Figure")
        template = "blocks/figure.html"


class FileBlock(blocks.StructBlock):
    """A document to download, in one language, with the licence under which it may be used."""

    document = DocumentChooserBlock(label=_("File"))
    language = blocks.ChoiceBlock(
        label=_("Language"), choices=[(x.code, x.endonym) for x in LANGUAGES.values()]
    )
    licence = FactBlock(label=_("Licence"), required=False, help_text="CC BY 4.0")

    class Meta:
        icon = "doc-full"
        label = _("File")
        template = "blocks/file.html"


class VideoBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"))
    url = blocks.URLBlock(label=_("Address"))

    class Meta:
        icon = "media"
        label = _("Video")


class ReferenceBlock(blocks.StructBlock):
    text = FactTextBlock(
        label=_("Reference"), help_text=_("Author, year, title, publisher, as in a bibliography.")
    )
    doi = blocks.RegexBlock(
        label="DOI",
        required=False,
        regex=r"^10\.\d{4,9}/\S+$",
        error_messages={"invalid": _("A DOI looks like 10.1080/03003930.2020.1857247.")},
    )
    url = blocks.URLBlock(label=_("Address"), required=False)

    class Meta:
        icon = "link"
        label = _("Reference")
        template = "blocks/reference.html"


TEXT_BLOCKS = [
    ("heading", blocks.CharBlock(label=_("Heading"), icon="title", template="blocks/heading.html")),
    ("text", blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT_FEATURES)),
    ("figure", FigureBlock()),
    ("file", FileBlock()),
]


def text_field(label: object, help_text: object = "", **options: object) -> StreamField:
    """A field of headings, text and figures."""
    return StreamField(TEXT_BLOCKS, blank=True, verbose_name=label, help_text=help_text, **options)


def plain_text(stream: object) -> str:
    """The words of a stream without markup, for search and for exports."""
    return "\n".join(part for part in _texts(stream) if part)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, blocks.StreamValue | blocks.list_block.ListValue):
        for child in value:
            yield from _texts(getattr(child, "value", child))
    elif isinstance(value, blocks.StructValue):
        for name, child in value.items():
            if not isinstance(value.block.child_blocks[name], blocks.ChoiceBlock):
                yield from _texts(child)
    elif isinstance(value, str):
        yield strip_tags(value).strip()
    elif hasattr(value, "source"):  # RichText
        yield rich_words(value.source)


def rich_words(html: str) -> str:
    """Rich text as plain text, its paragraphs, items and headings apart."""
    return unescape(strip_tags(_BLOCK_END.sub("\n", html))).strip()


def anchored(stream: Any, prefix: str = "part") -> list[dict[str, Any]]:
    """The blocks of a stream, its headings with anchors. They are numbered: two headings of the
    same words are two places, and none is called like a chapter of the page."""
    found, number = [], 0
    for block in stream:
        anchor = ""
        if block.block_type == "heading":
            number += 1
            anchor = f"{prefix}-{number}-{cautious_slugify(str(block.value))[:60]}".rstrip("-")
        found.append({"block": block, "anchor": anchor})
    return found
