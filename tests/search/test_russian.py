"""Forms of Russian words of public administration."""

from time import perf_counter

import pytest

from search.russian import stem

FORMS = """
орган органа органы органов органами
портал портала порталы порталов порталом
казахстан казахстана казахстане казахстаном
персонал персонала персоналом
потенциал потенциала потенциалом
состав состава составом
устав устава уставом
опыт опыта опытом опыте
аудит аудита аудитом
кредит кредиты кредитов
архив архива архивы архивов
отзыв отзывы отзывов
обмен обмена обмены обменом
экзамен экзамена экзамены экзаменов
гражданин граждане граждан гражданам гражданами
оценка оценки оценок оценками
проверка проверок проверками
закупка закупок закупки
недостаток недостатки недостатков
порядок порядка порядком
рынок рынка рынки
список списка списков
план плана планы планов
страна страны стран странах
срок сроки сроков
защита защиты защите
событие события событий
решение решения решений
реформа реформы реформ реформами
"""
DIFFERENT = [
    ("государство", "государственный"),
    ("общество", "общественный"),
    ("портал", "порт"),
    ("персонал", "персона"),
    ("орган", "организация"),
    ("план", "плата"),
    ("оценка", "цена"),
    ("срок", "срочный"),
    ("опыт", "опытный"),
]


@pytest.mark.parametrize("forms", FORMS.strip().splitlines())
def test_forms_of_a_word_share_a_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["", "ь", "ал", "ен", "ок", "мен", "2024"])
def test_fragments_are_survived(word: str) -> None:
    assert bool(stem(word)) == bool(word)


def test_a_word_without_end_takes_no_time_without_end() -> None:
    began = perf_counter()
    assert stem("ая" * 20_000 + "вц")
    assert perf_counter() - began < 2
