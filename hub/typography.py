"""What stays on one line: the digits of a number, a short Cyrillic word or a number with its
hyphen, a dash or a point with the word before it."""

import re

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

PIECES = re.compile(
    r"(?P<tag><[^>]*>)"
    r"|(?<=\d) (?=\d{3}(?!\d))"
    r"| (?=[–—·] )"
    r"|(?<![\w-])(?P<word>(?:[\u0400-\u052f]{1,3}|\d+)-[\u0400-\u052f]{1,14})(?![\w-])"
)
# Most lines have none of it, and that is found out soon.
SPACE = re.compile(r" (?:\d{3}(?!\d)|[–—·] )")
HYPHEN = re.compile(r"-[\u0400-\u052f]")


def joined(text: str) -> SafeString:
    """Text of an editor as it is drawn: "250 000" and "Tunduk —" with a no-break space, "іс-шара"
    and "280-ге" in an element that does not wrap. Letters and hyphen stay, for whoever copies or
    looks for them."""
    html = conditional_escape(text)
    some = SPACE.search(html) or HYPHEN.search(html)
    return SafeString(PIECES.sub(_joined, html) if some else html)


def _joined(found: re.Match[str]) -> str:
    if found["tag"]:
        return found["tag"]
    return f'<span class="whole">{found["word"]}</span>' if found["word"] else "\u00a0"
