"""Covers for works without a photograph: calm ornament after felt and carpet, drawn with Pillow.

The theme gives the colours, theme and country the figure, so that works of one theme belong
together and no two countries look the same. No figure stands for a nation.
"""

import hashlib
import random
from io import BytesIO

from django.core.files.images import ImageFile
from django.db import transaction
from PIL import Image

from hub.models import HubImage, ReformTheme

WIDTH, HEIGHT, CELL = 1280, 720, 16  # pixels
# Ground, figure, second figure, light: one row for each top theme, all of one family.
PALETTES = {
    "digital-government": ("#12454a", "#1f6b6f", "#d9a441", "#efe6d2"),
    "integrity": ("#3b2a3f", "#65466a", "#c98b5e", "#efe3d6"),
    "meritocracy": ("#23364f", "#3d5a80", "#d8a65a", "#ece6da"),
    "leadership-training": ("#4a2f23", "#7d4f38", "#d9b26a", "#f1e7d8"),
    "ethics": ("#2f3d2c", "#55704d", "#cfa75c", "#ece8d9"),
    "openness": ("#1d4256", "#2f7391", "#e0b15e", "#eaeae0"),
    "service-quality": ("#5a2a27", "#8c4a41", "#dfb46b", "#f2e6d9"),
    "strategic-planning": ("#33344f", "#565a86", "#cfa169", "#e9e6e0"),
    "local-government": ("#2d4534", "#4c7a5c", "#dcb065", "#ece8da"),
    "crisis-response": ("#53321c", "#8a5a2e", "#c9b08a", "#f0e6d8"),
}


@transaction.atomic
def cover_for(*, theme_slug: str, country_slug: str) -> HubImage:
    """The cover of this theme and country; drawn once, then shared by all works that have both."""
    title = f"Ornament: {theme_slug}, {country_slug or 'international'}"
    found = HubImage.objects.filter(title=title).first()
    if found:
        return found
    content = BytesIO()
    draw(theme_slug, country_slug).save(content, "PNG", optimize=True)
    name = f"ornament-{theme_slug}-{country_slug or 'international'}.png"
    return HubImage.objects.create(
        title=title,
        description="Geometric ornament, for decoration only",
        credit="Drawn by the hub",
        file=ImageFile(content, name=name),
        width=WIDTH,
        height=HEIGHT,
    )


def draw(theme_slug: str, country_slug: str) -> Image.Image:
    """The same picture for the same theme and country, on every machine."""
    theme = ReformTheme.objects.select_related("parent").filter(slug=theme_slug).first()
    top = theme.parent.slug if theme and theme.parent else theme_slug
    colours = PALETTES.get(top, PALETTES["digital-government"])
    seed = hashlib.sha256(f"{theme_slug}/{country_slug}".encode()).digest()
    cells = _figure(random.Random(seed))
    palette = [tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in colours]
    size = len(cells)
    small = Image.new("RGB", (WIDTH // CELL, HEIGHT // CELL))
    for x in range(small.width):
        for y in range(small.height):
            small.putpixel((x, y), palette[cells[y % size][x % size]])
    return small.resize((WIDTH, HEIGHT), Image.Resampling.NEAREST)


def _figure(chance: random.Random) -> list[list[int]]:
    """A square of colour numbers, mirrored both ways: stepped lozenges with a core and a border."""
    half = chance.choice((6, 8, 9))
    rings = [chance.choice((0, 0, 1, 1, 2)) for _ in range(2 * half)]
    rings[0], rings[1] = 3, 2
    rings[half] = chance.choice((2, 3))
    notch = chance.randrange(2, half)
    quarter = [[0] * half for _ in range(half)]
    for y in range(half):
        for x in range(half):
            ring = x + y
            if x == notch and y % 3 == 0:
                ring += 1
            quarter[y][x] = rings[min(ring, len(rings) - 1)]
    rows = [row[::-1] + row for row in quarter]
    return rows[::-1] + rows
