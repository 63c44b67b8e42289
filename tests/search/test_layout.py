"""What the same keys give on another layout of the keyboard."""

import pytest

from search.layout import readings


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ghbdtn", ["привет"]),
        ("Ghbdtn, vbh", ["Приветб мир"]),
        ("wbahks0", ["цифрлы0", "цифрлық"]),
        ("-4sh 2015", ["-4ыр 2015", "өңыр әқ1ғ"]),
        ("[fkmr s`;bp", ["хальк ыёжиз"]),
        ("'cnjybz", ["эстония"]),
        ('"cnjybz', ["Эстония"]),
        ('"wbahf" d', ['"цифра" в']),
        ("ьуьщкфтвгь", ["memorandum"]),
        ("ЬуьЩ", ["MemO"]),
        ("цифрлық", ["wbahks0"]),
        ("2015", []),
        ("", []),
    ],
)
def test_text_is_read_letter_by_letter(typed, meant):
    assert readings(typed) == meant


def test_reading_is_as_long_as_what_was_typed():
    text = "[]{};:'\"<>,./`~ q1-= Ж"
    assert {len(reading) for reading in readings(text)} == {len(text)}
