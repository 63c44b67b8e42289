"""What a browser can measure of a page that must suit everybody."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# The scheme changes colours and nothing else (tests/hub/test_styles.py holds the style sheets to
# it), so that in dark only the rules of colour can find what light did not.
AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
AXE_COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
# In forced colours the reader's own take the place of ours: axe still reads some of ours.
AXE_FORCED = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": False}}}
NARROW = {"width": 320, "height": 640}
HALF = {"width": 640, "height": 720}  # what a window of 1280 px is to letters of twice the size

# WCAG 1.4.12: what a reader may set without losing anything.
SPACING = """
* { line-height: 1.5 !important }
* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }
"""
LARGE = "html { font-size: 200% !important }"

CUT = """() => [...document.querySelectorAll("body *")].filter(one => {
  const style = getComputedStyle(one);
  const scrolls = [style.overflowX, style.overflowY].some(way => ["auto", "scroll"].includes(way));
  const shows = style.overflowX === "visible" && style.overflowY === "visible";
  if (scrolls || shows || style.clipPath !== "none" || !one.innerText) return false;
  return one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1;
}).map(one => one.outerHTML.slice(0, 160))"""

OUT = """() => [...document.querySelectorAll("body *")]
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 3).map(one => one.outerHTML.slice(0, 120))"""

USELESS = """() => {
  const all = (names, shown) => [...document.querySelectorAll(names)].filter(
    one => one.checkVisibility({ visibilityProperty: true }) === shown);
  const found = all("button:not([type=submit]), [data-toggle]", true);
  const lost = all(".menu-list a, .facets summary", false);
  return [...found, ...lost].map(one => one.outerHTML.slice(0, 160));
}"""


def violations(page: Page, options: dict) -> list[str]:
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


def wider(page: Page, when: str) -> list[str]:
    """Says so when the page scrolls sideways, and what sticks out."""
    width, limit = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return [] if width <= limit else [f"{when}: {width} px wide, {page.evaluate(OUT)}"]


def plain(page: Page) -> list[str]:
    """By axe in light and in dark; at 320 px; and spaced or with large letters nothing is lost."""
    found = violations(page, AXE)
    page.emulate_media(color_scheme="dark")
    found += violations(page, AXE_COLOURS)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(NARROW)
    found += wider(page, "320 px")
    found += _with(page, SPACING, "spaced")
    page.set_viewport_size(HALF)
    return found + _with(page, LARGE, "large")


def _with(page: Page, rules: str, when: str) -> list[str]:
    style = page.add_style_tag(content=rules)
    found = wider(page, when) + [f"{when}: cut off {one}" for one in page.evaluate(CUT)]
    style.evaluate("element => element.remove()")
    return found


def without_script(page: Page) -> list[str]:
    """On a phone: menus and facets are open, and nothing is there to press that does nothing."""
    return page.evaluate(USELESS)
