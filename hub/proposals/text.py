"""Text of visitors: plain paragraphs, never markup of theirs."""

from html import unescape

import nh3
from django.utils.html import escape, strip_tags


def to_html(text: str) -> str:
    """Paragraphs of plain text; whatever looks like a tag is shown as it was typed."""
    parts = [" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n")]
    html = "".join(f"<p>{escape(part)}</p>" for part in parts if part)
    return nh3.clean(html, tags={"p"}, attributes={})


def to_text(html: str) -> str:
    """The paragraphs of a rich text, without its markup."""
    broken = html.replace("</p>", "\n\n").replace("</li>", "\n").replace("<br/>", "\n")
    return unescape(strip_tags(broken)).strip()
