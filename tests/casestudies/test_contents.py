"""Contents lists: which chapters they name, and that every one of them leads somewhere."""

import re

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def links(text):
    nav = text.partition("data-contents>")[2].partition("</nav>")[0]
    return re.findall(r'<a href="#([^"]+)"[^>]*>([^<]+)</a>', nav)


def test_full_case_lists_its_chapters(client):
    names = ("challenge", "solution", "results", "did_not_work", "lessons", "advice")
    page = factories.case(**dict.fromkeys(names, "<p>Text.</p>"))
    text = client.get(page.url).content.decode()
    assert links(text) == [
        ("challenge", "The challenge"),
        ("solution", "What was done"),
        ("results", "What changed"),
        ("did-not-work", "What did not work"),
        ("lessons", "Lessons"),
        ("advice", "Advice to those who take it up"),
        ("adoptions", "Who took it up"),
    ]
    ids = re.findall(r' id="([^"]+)"', text)
    assert {anchor for anchor, _title in links(text)} <= set(ids)


def test_short_case_has_no_list(client):
    page = factories.case(challenge="<p>Text.</p>", solution="<p>Text.</p>")
    assert links(client.get(page.url).content.decode()) == []


def test_equal_headings_of_a_review_are_two_places(client):
    body = [("heading", "Trends"), ("text", "<p>One.</p>"), ("heading", "Trends")]
    page = factories.review(body=body, key_messages="One\nTwo")
    text = client.get(page.url).content.decode()
    assert links(text) == [
        ("abstract", "Abstract"),
        ("messages", "Key messages"),
        ("part-1-trends", "Trends"),
        ("part-2-trends", "Trends"),
    ]
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
