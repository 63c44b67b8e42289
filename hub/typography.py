"""What stays on one line: the digits of a number, and a short Cyrillic word with its hyphen."""

import re

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

PIECES = re.compile(
    r"(?P<tag><[^>]*>)"
    r"|(?<=\d) (?=\d{3}(?!\d))"
    r"|(?<![\w-])(?P<word>[\u0400-\u052f]{1,3}-[\u0400-\u052f]{1,14})(?![\w-])"
)
NUMBER = re.compile(r" \d{3}(?!\d)")  # most lines have neither this
HYPHEN = re.compile(r"-[\u0400-\u052f]")  # nor that, and both are found out soon


def joined(text: str) -> SafeString:
    """Text of an editor as it is drawn: "250 000" with a no-break space, "іс-шара" in an element
    that does not wrap. Letters and hyphen stay, for whoever copies or looks for them."""
    html = conditional_escape(text)
    some = NUMBER.search(html) or HYPHEN.search(html)
    return SafeString(PIECES.sub(_joined, html) if some else html)


def _joined(found: re.Match[str]) -> str:
    if found["tag"]:
        return found["tag"]
    return f'<span class="whole">{found["word"]}</span>' if found["word"] else "\u00a0"
