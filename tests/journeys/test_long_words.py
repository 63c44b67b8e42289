"""A word or an address that does not break, wherever an editor can type one, stays on the page."""

import pytest

from tests.journeys.looking import wider

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.drawn]
TYPED = """
.page-title, .lead, .fact dd, .prose p, .step-text, .step-actor, .pairs dd, .imprint-line span,
.speaker strong, .speaker-post, .speaker-session, .day-name, .session-title, .when-part strong,
.when-part span span, .trend-title, .figures tbody th > span, .register-title a, .card-title a,
.hit-title a, .event-body .hit-foot > span:last-child, .leader a
"""
TYPE = """names => document.querySelectorAll(names).forEach(
  one => { one.textContent = "Donaudampfschifffahrtselektrizität".repeat(3); })"""
PAGES = (
    "cases/full",
    "reviews/queues",
    "memoranda/queues",
    "events/upcoming",
    "events",
    "memoranda",
    "countries/kz",
    "search",
)


@pytest.mark.parametrize("path", PAGES)
def test_word_without_an_end_stays_on_the_page(tab, path):
    page = tab(f"/en/{path}/")
    page.evaluate(TYPE, TYPED)
    found = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found += wider(page, f"{width} px")
        for frame in page.locator(".table-frame").all():
            found += frame.evaluate(
                "one => one.scrollWidth > one.clientWidth ? [one.outerHTML.slice(0, 99)] : []"
            )
    assert found == []
