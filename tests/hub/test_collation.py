import pytest

from hub.collation import sort_key

ORDERS = {
    "en": ["10 rules", "A b", "Ab", "audit", "Éclair", "“Office”", "zoning"],
    "ru": ["аудит", "ежегодник", "Ёлка", "Ель", "Жильё", "щит", "Яблоня"],
    "kk": [
        "ауыл",
        "Әкім",
        "гүл",
        "Ғылым",
        "ең",
        "ёлка",
        "жер",
        "кеңсе",
        "Қала",
        "ойын",
        "Өңір",
        "ұлт",
        "үкімет",
        "ірі",
    ],
}


NAMES = ["Азамат", "Әлия", "Борис", "Иван", "Ілияс", "Қанат", "Лев", "Ұлан", "Фёдор", "Яна"]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_kazakh_names_stand_beside_russian_ones(language):
    backwards = NAMES[::-1]
    assert sorted(backwards, key=lambda name: sort_key(name, language)) == NAMES


@pytest.mark.parametrize("language", ORDERS)
def test_sort_key_is_alphabetical(language):
    order = ORDERS[language]
    backwards = order[::-1]
    assert sorted(backwards, key=lambda title: sort_key(title, language)) == order


def test_sort_key_has_a_length_that_the_column_holds():
    assert len(sort_key("ж" * 500, "ru")) == len(sort_key("文" * 500, "en")) == 80


def test_sort_key_of_an_unknown_language_is_that_of_the_default_one():
    assert sort_key("Zoning", "xx") == sort_key("Zoning", "en")
