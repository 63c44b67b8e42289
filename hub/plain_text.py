"""Plain paragraphs, as files of texts hold them, as an editor's rich text and blocks."""

from django.utils.html import escape


def text_stream(text: str) -> list[dict[str, str]]:
    """Blocks of text from plain paragraphs, with "## " before a heading."""
    blocks: list[dict[str, str]] = []
    paragraphs: list[str] = []
    for part in [*text.strip().split("\n\n"), "## "]:
        if part.startswith("## "):
            if paragraphs:
                blocks.append({"type": "text", "value": rich_text("\n\n".join(paragraphs))})
            if part.strip() != "##":
                blocks.append({"type": "heading", "value": part[3:].strip()})
            paragraphs = []
        else:
            paragraphs.append(part)
    return blocks


def rich_text(text: str) -> str:
    """HTML of plain paragraphs with blank lines between; empty for none."""
    paragraphs = [" ".join(part.split()) for part in text.strip().split("\n\n")]
    return "".join(f"<p>{escape(part)}</p>" for part in paragraphs if part)
