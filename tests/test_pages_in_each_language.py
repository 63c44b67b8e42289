"""The public pages of the demonstration content: no English word of the interface on another's.

Whole texts of elements and attributes are compared with what the interface says in English, outside
what is marked as being in another language.
"""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Comment
from bs4.element import PageElement
from django.core.management import call_command
from django.test import Client
from django.urls import resolve
from django.utils import translation
from django.utils.encoding import iri_to_uri

from tests.catalogues import english
from tests.journeys import kinds, people, site

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.drawn]

READ = ("aria-label", "alt", "title", "placeholder")
KEY = re.compile(r"[a-z_]+")  # of a script, in an attribute that may also hold words for readers
SILENT = ("script", "style", "code")
# What tests.journeys.site writes into its works, and what English calls itself.
WRITTEN = set("Agency City English Host Partner Pilot Training".split()) | {"Behind a password"}
MOST = 3  # pages of one kind that are read
BESIDE = (
    "search/?q=reform",
    "search/?q=servises&colour=red",
    "search/?q=qqqq&theme=pay",
    "search/?outcome=failed&sort=title",
    "cases/?region=caucasus",
    "nowhere/",
)


@pytest.fixture
def demonstration(db, capsys):
    call_command("load_demo")


def pages(language: str) -> Iterator[tuple[str, BeautifulSoup]]:
    """The pages that one comes to by links from the front page, a few of each kind."""
    client, seen, read = Client(), set(), Counter()
    waiting = [f"/{language}/", *(f"/{language}/{path}" for path in BESIDE)]
    for path in waiting:
        kind = _kind(path)
        if path in seen or read[kind] >= MOST:
            continue
        seen.add(path)
        answer = client.get(path)
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        if answer.status_code in (200, 404):
            read[kind] += 1
            soup = BeautifulSoup(answer.content, "html.parser")
            waiting += [a["href"] for a in soup.select(f'a[href^="/{language}/"]')]
            yield path, soup


def _kind(path: str) -> str:
    path = path.partition("#")[0].partition("?")[0]
    with translation.override(path.split("/")[1]):
        match = resolve(path)
    if match.view_name != "wagtail_serve":
        return match.view_name or path
    return f"{path.count('/')} {path.split('/')[2]}" if path.count("/") > 3 else path


def language_of(element: PageElement) -> str:
    return next((str(row["lang"]) for row in element.parents if row.get("lang")), "")


def words_of(soup: BeautifulSoup, language: str) -> Iterator[str]:
    """Texts and readable attributes, without what is marked as another language."""
    for text in soup.find_all(string=True):
        if isinstance(text, Comment) or text.parent.name in SILENT:
            continue
        if language_of(text) == language:
            yield " ".join(text.split())
    for element in soup.find_all(True):
        inside = element.get("lang") or language_of(element)
        data = [n for n in element.attrs if n.startswith("data-") or n == "value"]
        for name in (*READ, *data):
            said = element.get(name)
            if inside != language or not isinstance(said, str):
                continue
            if name in READ or not KEY.fullmatch(said):
                yield " ".join(said.split())


def test_no_english_word_of_the_interface_stands_on_a_page(demonstration):
    said = english()
    read, found = set(), set()
    for language in ("ru", "kk"):
        for path, soup in pages(language):
            read.add(path.split("/")[2])
            found |= {(path, text) for text in words_of(soup, language) if text in said}
    assert read >= {"cases", "countries", "events", "memoranda", "reviews", "search", "themes"}
    assert found == set()


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_no_english_word_of_the_interface_stands_on_any_kind_of_page(project, language):
    """Forms with their errors too, and what only people who have signed in see."""
    site.make()
    told = people.make()
    project()
    clients = {name: people.client(name) for name in ("", "focal", "secretary")}
    said, found = english() - WRITTEN, set()
    for name, kind in kinds.KINDS.items():
        path = kinds.address(kind, language, told)
        response = kinds.answer(clients[kind.visitor], kind, path, language)
        soup = BeautifulSoup(response.content, "html.parser")
        found |= {(name, text) for text in words_of(soup, language) if text in said}
    assert found == set()


def test_every_kind_of_page_leads_to_itself_in_the_other_languages(project):
    site.make()
    told = people.make()
    project()
    clients = {name: people.client(name) for name in ("", "focal", "secretary")}
    found = {}
    for name, kind in kinds.KINDS.items():
        path = iri_to_uri(kinds.address(kind, "kk", told))
        soup = BeautifulSoup(
            kinds.answer(clients[kind.visitor], kind, path, "kk").content, "html.parser"
        )
        for link in soup.select(".languages a"):
            if link["href"] != path.replace("/kk/", f"/{link['hreflang']}/", 1):
                found[name] = link["href"]
    assert found == {}


def test_words_marked_as_another_language_are_left_out():
    soup = BeautifulSoup(
        '<html lang="kk"><p>Search</p><p lang="en">Theme</p><img alt="Menu"><i data-x="Next"></i>',
        "html.parser",
    )
    assert list(words_of(soup, "kk")) == ["Search", "Menu", "Next"]
    assert {"Search", "Menu", "Next"} <= english()
