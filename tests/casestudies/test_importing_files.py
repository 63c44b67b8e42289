"""Reading files, mappings and cells: nothing here needs the site."""

import pytest

from casestudies.importing import ImportFailed, load_mapping, recognise
from casestudies.importing.cleaning import addresses, as_year, first_sentences, paragraphs
from casestudies.importing.errors import RowRefused
from casestudies.importing.rows import read_table
from tests.casestudies.import_files import (
    IPS_COLUMNS,
    OWN_CASE,
    OWN_MAPPING,
    csv_file,
    json_file,
    mapping_file,
)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiter_and_byte_order_mark_are_recognised(tmp_path, delimiter):
    told = OWN_CASE | {"Story": "First; then, a\nsecond line"}
    path = csv_file(tmp_path / "own.csv", [told], delimiter=delimiter, encoding="utf-8-sig")
    table = read_table(path)
    assert table.columns == tuple(OWN_CASE)
    assert [(row.number, row.cells) for row in table.rows] == [(2, told)]


def test_row_numbers_are_those_of_a_spreadsheet(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text('Title,Story\nA,"one\ntwo"\n\nB\nC,x,y\n', encoding="utf-8")
    rows = read_table(path).rows
    assert [(row.number, row.get("Title")) for row in rows] == [(2, "A"), (4, "B"), (5, "C")]
    assert [row.problem for row in rows] == ["", "", "3 cells under a header of 2"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"", "is empty"),
        ("a.csv", b"\xef\xbb\xbf \n", "is empty"),
        ("a.csv", b"Title,Story\n", "has no rows"),
        ("a.csv", "Title\nok\nCafé\n".encode("latin-1"), "not UTF-8: byte 0xE9 in line 3"),
        ("a.csv", b"Title,Title\nx,y\n", "names a column twice: Title"),
        ("a.csv", b",\nx,y\n", "must name the columns"),
        ("a.csv", b'Title\n"' + b"x" * 1_000_001, "is not CSV"),
        ("a.json", b"[{", "not JSON"),
        ("a.json", b'{"Title": "x"}', "list of objects"),
        ("a.json", b"[]", "has no rows"),
        ("a.json", b"[" * 100_000, "not JSON"),
    ],
)
def test_unreadable_file_says_why(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ImportFailed, match=message):
        read_table(path)


def test_json_values_become_text(tmp_path):
    path = json_file(tmp_path / "a.json", [{"a": None, "b": 2021.0, "c": ["x", "y"], "d": True}])
    assert read_table(path).rows[0].cells == {"a": "", "b": "2021.0", "c": "x\ny", "d": "Yes"}


def test_ips_file_is_recognised_by_its_header():
    assert recognise(IPS_COLUMNS).prefix == "ips"
    with pytest.raises(ImportFailed, match="No known mapping fits"):
        recognise(list(OWN_CASE))


def test_mapping_must_fit_the_file(tmp_path):
    mapping = load_mapping(mapping_file(tmp_path))
    with pytest.raises(ImportFailed, match="no column 'State', 'Year'"):
        mapping.check_columns(["Title", "Story", "Country", "Led by"])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[columns]", "[columns", "is not TOML"),
        ("[columns]", "[colums]", "“colums” is not a key of a mapping"),
        ('prefix = "own"', 'prefix = "Own:"', "prefix must be"),
        ('name = "Own register"', "", "name is missing"),
        ('title = "Title"', "", "columns.title is missing"),
        ('title = "Title"', "title = 5", "columns.title must be the name of a column"),
        ('solution = "Story"', 'slution = "Story"', "columns.slution: a case has no such field"),
        ('solution = "Story"', 'verification = "Story"', "a case has no such field"),
        ('"In use" = "running"', '"In use" = "runing"', "“In use”: runing is none of planned"),
        ('"In use" = "running"', '"In use" = ["pilot", "running"]', "stage holds one value"),
        ('"In use" = "running"', '"In use" = 1', "must be a text"),
        ("[values.stage.State]", "[values.stage]", "stage must name a column"),
        ("[values.stage.State]", "[values.title.State]", "values.title: only"),
        ('outcome = "not_assessed"', 'outcome = "good"', "defaults.outcome: good is none of"),
        ('outcome = "not_assessed"', 'title = "x"', "defaults.title: this field has no default"),
        ("[defaults]", '[organisation_prefixes]\nA = "b"\n[defaults]', "“A”: b is none of"),
    ],
)
def test_wrong_mapping_says_where(tmp_path, old, new, message):
    assert old in OWN_MAPPING
    with pytest.raises(ImportFailed, match=message.replace("[", r"\[")):
        load_mapping(mapping_file(tmp_path, OWN_MAPPING.replace(old, new)))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("", None),
        ("2021", 2021),
        ("2021.0", 2021),
        ("2021-05", 2021),
        ("2021-05-01T00:00:00Z", 2021),
        ("01.05.2021", 2021),
    ],
)
def test_years(text, year):
    assert as_year(text, "started") == year


@pytest.mark.parametrize("text", ["soon", "21", "2021.5", "20210", "since 2021"])
def test_what_is_no_year_is_refused(text):
    with pytest.raises(RowRefused, match="is not a year"):
        as_year(text, "started")


def test_summary_ends_with_a_sentence_or_a_word():
    sentence = "Every desk has a number. "
    assert first_sentences(sentence * 30, 600) == (sentence * 24).strip()
    words = first_sentences("word " * 200, 600)
    assert (len(words), words[-6:]) == (600, " word…")
    assert first_sentences("Short.", 600) == "Short."


def test_lines_broken_within_a_sentence_are_joined():
    assert paragraphs("One\nline\u00a0here.\nAnother:\n- this\n- that") == [
        "One line here.",
        "Another:",
        "- this",
        "- that",
    ]


@pytest.mark.parametrize(
    ("cell", "good", "bad"),
    [
        ("www.example.org/a", ["https://www.example.org/a"], []),
        ("https://a.example/;id=1?x=2", ["https://a.example/;id=1?x=2"], []),
        ("https://a.example en https://b.example", ["https://a.example", "https://b.example"], []),
        ("https://a.example/two words", [], ["https://a.example/two words"]),
        ("https://w.example/https://a.example", ["https://w.example/https://a.example"], []),
        ("javascript:alert(1)", [], ["javascript:alert(1)"]),
        ("https://a.example;\nhttps://a.example", ["https://a.example"], []),
    ],
)
def test_addresses(cell, good, bad):
    assert addresses(cell) == (good, bad)
