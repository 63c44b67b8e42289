"""The style sheets' colours: readable in every scheme, and all that a scheme changes."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "hub/static/hub/css"
BLOCK = re.compile(r"@media ([^{]+)\{((?:[^{}]*\{[^{}]*\})*[^{}]*)\}")
TOKEN = re.compile(r"(--[\w-]+):\s*(#[0-9a-f]{3,6})")
DARK, MORE = "(prefers-color-scheme: dark)", "(prefers-contrast: more)"
MODES = {
    "light": [],
    "dark": [DARK],
    "light, more contrast": [MORE],
    "dark, more contrast": [DARK, MORE, f"{MORE} and {DARK}"],
}
GROUNDS = ("--paper", "--paper-sunk", "--paper-raised")
TEXTS = ("--ink", "--ink-soft", "--press", "--press-over", "--ochre-text", "--good", "--bad")
SHAPES = ("--ochre", "--rule-firm", "--shade-3", "--shade-4", "--member")  # WCAG 1.4.11


def sheets() -> str:
    return "\n".join(path.read_text() for path in sorted(FOLDER.glob("*.css")))


def tokens(mode: str) -> dict[str, str]:
    """Name to colour, where `mode` holds."""
    text = (FOLDER / "foundation.css").read_text()
    blocks = {condition.strip(): body for condition, body in BLOCK.findall(text)}
    found = dict(TOKEN.findall(BLOCK.sub("", text)))
    for condition in MODES[mode]:
        found.update(TOKEN.findall(blocks[condition]))
    return found


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = (int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_contrast_is_that_of_the_standard():
    assert round(contrast("#fff", "#777777"), 2) == 4.48


@pytest.mark.parametrize("mode", MODES)
def test_colours_are_readable(mode):
    colours = tokens(mode)
    enough = 7 if "more" in mode else 4.5
    pairs = {(text, ground): enough for text in TEXTS for ground in GROUNDS}
    pairs |= {(shape, ground): 3 for shape in SHAPES for ground in GROUNDS}
    pairs |= {("--ink", ground): enough for ground in ("--found", "--shade-1")}
    pairs |= {("--ink", "--shade-2"): 4.5, ("--on-dark-shade", "--shade-3"): 4.5}
    pairs |= {("--on-dark-shade", "--shade-4"): enough, ("--on-press", "--press"): enough}
    found = {pair: round(contrast(*(colours[name] for name in pair)), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in found.items() if ratio < pairs[pair]} == {}


@pytest.mark.parametrize("mode", MODES)
def test_shades_differ_from_each_other_and_from_the_ground(mode):
    colours = tokens(mode)
    steps = ["--paper", *(f"--shade-{number}" for number in range(1, 5))]
    apart = 1.5 if mode != "light" else 1.4
    found = {pair: contrast(*(colours[name] for name in pair)) for pair in pairwise(steps)}
    assert {pair: ratio for pair, ratio in found.items() if ratio < apart} == {}
    assert contrast(colours["--land"], colours["--shade-1"]) >= (1.35 if mode != "light" else 1.15)


@pytest.mark.parametrize("mode", ["light, more contrast", "dark, more contrast"])
def test_more_contrast_overrides_every_colour_that_tells_something(mode):
    plain, more = tokens(mode.split(",")[0]), tokens(mode)
    told = ("--good", "--bad", "--ochre", "--ochre-text", "--found", "--press", "--ink-soft")
    told += tuple(f"--shade-{number}" for number in range(1, 5))
    for name in told:
        assert more[name] != plain[name], name


def test_dark_scheme_changes_tokens_only():
    """So what is not colour need not be looked at again in dark."""
    for condition, body in BLOCK.findall(sheets()):
        if "prefers-color-scheme" in condition:
            (rule,) = re.findall(r"([^{}]+)\{([^{}]*)\}", body)
            assert rule[0].strip() == ":root"
            names = {one.split(":")[0].strip() for one in rule[1].split(";") if one.strip()}
            assert {name for name in names if not name.startswith("--")} == set()
