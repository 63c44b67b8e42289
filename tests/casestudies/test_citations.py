"""Citations: what stands in each format, in which language, of one work and of many."""

import json

import pytest
from bs4 import BeautifulSoup

from casestudies.models import ReviewAuthor
from tests import factories
from tests.search.asking import translated

pytestmark = pytest.mark.django_db
BASE = "http://127.0.0.1:8000/id"


@pytest.fixture
def review(project):
    page = factories.review("Pay {and} \\ merit", slug="pay")
    page.authors = [ReviewAuthor(name="A. Author"), ReviewAuthor(name="Б. Автор")]
    page.save()
    project()
    return page


def cited(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_ris_names_what_a_reference_needs(client, review):
    assert cited(client, f"/cite/{review.code}.ris").split("\r\n") == [
        "TY  - RPRT",
        f"ID  - {review.code}",
        "TI  - Pay {and} \\ merit",
        "AU  - A. Author",
        "AU  - Б. Автор",
        "PY  - 2021",
        "PB  - Hub",
        "LA  - en",
        f"UR  - {BASE}/{review.code}",
        "ER  - ",
        "",
    ]


def test_bibtex_has_no_brace_that_closes_too_early(client, review):
    assert cited(client, f"/cite/{review.code}.bib").split("\n") == [
        f"@misc{{{review.code},",
        "  title = {Pay and  merit},",
        "  author = {A. Author and Б. Автор},",
        "  year = {2021},",
        "  publisher = {Hub},",
        "  language = {en},",
        f"  url = {{{BASE}/{review.code}}},",
        "}",
        "",
    ]


def test_bibtex_is_written_as_latex_reads_it(client, project):
    page = factories.review("R&D: 50% of _all_, #1 ~ $5 ^ 2")
    names = ("Ministry of Trade and Industry", "A. Author")
    page.authors = [ReviewAuthor(name=name) for name in names]
    page.save()
    project()
    assert cited(client, f"/cite/{page.code}.bib").split("\n")[1:3] == [
        r"  title = {R\&D: 50\% of \_all\_, \#1 \textasciitilde{} \$5 \textasciicircum{} 2},",
        "  author = {{Ministry of Trade and Industry} and A. Author},",
    ]


def test_csl_json_is_one_item(client, review):
    assert json.loads(cited(client, f"/cite/{review.code}.json")) == [
        {
            "id": review.code,
            "type": "report",
            "title": "Pay {and} \\ merit",
            "author": [{"literal": "A. Author"}, {"literal": "Б. Автор"}],
            "issued": {"date-parts": [[2021]]},
            "publisher": "Hub",
            "language": "en",
            "URL": f"{BASE}/{review.code}",
        }
    ]


def test_title_is_in_the_language_that_is_asked_for(client, project):
    page = factories.case("Queue")
    translated(page, "ru", title="Очередь")
    project()
    assert "TI  - Очередь" in cited(client, f"/cite/{page.code}.ris?lang=ru").split("\r\n")
    assert client.get(f"/cite/{page.code}.ris?lang=ru")["Content-Language"] == "ru"
    assert "LA  - ru" in cited(client, f"/cite/{page.code}.ris?lang=ru").split("\r\n")
    assert "TI  - Queue" in cited(client, f"/cite/{page.code}.ris?lang=kk").split("\r\n")
    assert "TI  - Queue" in cited(client, f"/cite/{page.code}.ris?lang=xx").split("\r\n")
    assert client.get(f"/cite/{page.code}.ris?lang=kk")["Content-Language"] == "en"


def test_page_leads_to_citations_with_its_own_title(client, project):
    page = factories.case("Queue")
    copy = translated(page, "ru", title="Очередь")
    project()
    text = client.get(copy.url).content.decode()
    assert f'href="/cite/{page.code}.ris?lang=ru"' in text
    assert f"Очередь. Хаб, {page.dated.year}. {page.code}. {BASE}/{page.code}</p>" in text


def test_event_is_cited_as_an_event(client, project):
    page = factories.event("Forum", slug="forum")
    project()
    assert json.loads(cited(client, f"/cite/{page.code}.json"))[0]["type"] == "event"
    assert cited(client, f"/cite/{page.code}.ris").startswith("TY  - GEN\r\n")
    text = client.get("/en/events/forum/").content.decode()
    assert f"Forum. Hub, {page.starts_at.year}. {page.code}. {BASE}/{page.code}</p>" in text


def test_many_works_are_in_one_file_in_their_order(client, project):
    one, two, draft = factories.case("One"), factories.case("Two"), factories.case(live=False)
    project()
    address = f"/cite/list.txt?id={two.code}&id={draft.code}&id={one.code}&id={two.code}"
    lines = cited(client, address).split("\n")
    assert [line.split(".")[0] for line in lines] == ["Two", "One"]
    assert client.get(address)["Content-Disposition"] == 'attachment; filename="list.txt"'


def test_unknown_formats_and_drafts_are_not_found(client, project):
    draft, shown = factories.case(live=False), factories.case()
    internal = factories.memorandum(confidentiality="internal")
    project()
    names = [f"{draft.code}.ris", f"{shown.code}.exe", "list.exe", f"{internal.code}.ris"]
    assert [client.get(f"/cite/{name}").status_code for name in names] == [404] * 4


def test_publisher_is_named_in_the_language_of_the_work(client, review):
    assert "  publisher = {Hub}," in cited(client, f"/cite/{review.code}.bib?lang=kk").split("\n")
    page = BeautifulSoup(cited(client, "/kk/reviews/pay/"), "html.parser")
    citation = page.select_one("#citation")
    assert (citation["lang"], ". Hub, 2021." in citation.text) == ("en", True)
