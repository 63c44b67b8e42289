import pytest
from django.utils.safestring import SafeString

from hub.typography import joined


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("250 000 people", "250\u00a0000 people"),
        ("1 250 000", "1\u00a0250\u00a0000"),
        ("in 2015 4 people", "in 2015 4 people"),
        ("5 0001", "5 0001"),
        ("<2 000> & 3 000", "&lt;2\u00a0000&gt; &amp; 3\u00a0000"),
        ("Бұл іс-шара.", 'Бұл <span class="whole">іс-шара</span>.'),
        (
            "«Іс-шараларды» из-за",
            '«<span class="whole">Іс-шараларды</span>» <span class="whole">из-за</span>',
        ),
        ("Тундук — система – обмена", "Тундук\u00a0— система\u00a0– обмена"),
        ("1990–1995, a –b", "1990–1995, a –b"),
        ("Plans · Marek", "Plans\u00a0· Marek"),
        (
            "280-ге, 250 000-нан, 2-зал",
            '<span class="whole">280-ге</span>, 250\u00a0<span class="whole">000-нан</span>, '
            '<span class="whole">2-зал</span>',
        ),
        ("20-year, x280-ге", "20-year, x280-ге"),
        ("онлайн-курс, one-stop, а-б-в", "онлайн-курс, one-stop, а-б-в"),
    ],
)
def test_numbers_and_short_words_with_a_hyphen_stay_on_one_line(text, shown):
    assert joined(text) == shown


def test_tags_stay_as_they_are():
    html = '<p title="іс-шара 1 000">1 000 <b>іс-шара</b></p>'
    assert joined(SafeString(html)) == (
        '<p title="іс-шара 1 000">1\u00a0000 <b><span class="whole">іс-шара</span></b></p>'
    )
