"""The short lines of a list: how many more there are, and dots that do not stand alone."""

import pytest

from hub.templatetags.hub import first_words
from search.templatetags.search import some


@pytest.mark.parametrize(
    ("labels", "line"),
    [
        (None, []),
        ([], []),
        (["Kazakhstan"], ["Kazakhstan"]),
        (["Austria", "Brazil", "Chile"], ["Austria", "Brazil", "Chile"]),
        (["Austria", "Brazil", "Chile", "Denmark"], ["Austria", "Brazil\u00a0+2"]),
    ],
)
def test_more_labels_than_there_is_room_for_are_counted(labels, line):
    assert some(labels, 2) == line


def test_dots_stay_on_the_line_of_the_last_word():
    assert first_words("One two three four", 3) == "One two three\u00a0…"
    assert first_words("One two three", 3) == "One two three"
