"""A light suffix stemmer for Kazakh in Cyrillic script, for search.

Approach: a Snowball-style longest-match stripper, written for this project from the standard
description of Kazakh noun inflection (stem + plural + possessive + case + person ending), with no
outside code or word list. Endings come off from the right, each only where vowel harmony and
consonant assimilation allow it; a closed list of base words settles what the rules would misread.
Derivation and verb inflection are left alone: stripping too much is worse than too little.
"""

_BACK, _FRONT = frozenset("аоұыяё"), frozenset("әөүіеэ")
_OPEN, _VOWELS = _BACK | _FRONT, _BACK | _FRONT | frozenset("уию")
_NASAL, _BUZZ, _GLIDE = frozenset("мнң"), frozenset("зж"), frozenset("уиюйрл")
_HARD, _VOICED = frozenset("птқксшщфхцчһбвгд"), _OPEN | _NASAL | _BUZZ | _GLIDE
_NARROW, _FRONTING = frozenset("ыі"), frozenset("кгьлр")

# Ending -> (letters allowed before it, harmony: 0 after back vowels, 1 after front ones, 2 both).
_Table = dict[str, tuple[frozenset[str], int]]


def _table(endings: dict[str, frozenset[str]]) -> _Table:
    """Map every ending and its front twin to the letters allowed before it and its harmony."""
    front = {e.translate(str.maketrans("аығқ", "еігк")): (b, 1) for e, b in endings.items()}
    return {ending: (before, 0) for ending, before in endings.items()} | front


_PERSON = _table({"мын": _NASAL | set("йрл"), "быз": _BUZZ | _NASAL, "пын": _HARD})
_PERSON |= _table({"мыз": frozenset("уйрл"), "бын": _BUZZ, "пыз": _HARD})
_CASE = _table({"ның": _OPEN | _NASAL, "дың": _BUZZ | _GLIDE, "тың": _HARD, "ны": _OPEN})
_CASE |= _table({"ды": _VOICED - _OPEN, "ты": _HARD, "ға": _VOICED, "қа": _HARD, "да": _VOICED})
_CASE |= _table({"та": _HARD, "дағы": _VOICED, "тағы": _HARD, "тан": _HARD, "нан": _NASAL})
_CASE |= _table({"дан": _VOICED - _NASAL}) | {"мен": (_VOICED - _BUZZ, 2)}
_CASE |= {"бен": (_BUZZ, 2), "пен": (_HARD, 2)}
# Cases of a noun which already bears a third-person possessive (-ы, -сы and their twins).
_POSSESSED = dict.fromkeys(("на", "нда", "ндағы", "нан"), frozenset("ы")) | {"н": _NARROW}
_POSSESSED |= dict.fromkeys(("не", "нде", "ндегі", "нен"), frozenset("і"))
_PLURAL = _table({"лар": _OPEN | set("уиюйр"), "тар": _HARD, "дар": _NASAL | _BUZZ | {"л"}})
# Clusters after which -ы/-і can be a possessive; elsewhere it is part of the base (жалпы, ескі).
_CLUSTERS = "нт рт лт ст кт пт мт тр др фр нр нк рк лк кс рс нс рд зм тм рм лм кл бл сс лл йт"
_REPAIR = {"б": "п", "ғ": "қ", "г": "к"}
# Base words which end like inflected ones, or whose possessive the rules would read wrongly.
_WORDS = """
ай ел ие іс іш үй алд бас бет дін жер жол жыл заң кез көз күн күш қол қор рет сан сот сөз тіл түр
хат ағаш адрес бизнес елес жалғас жолдас замандас интерес кеңес көзқарас қарындас қатынас отандас
процес прогрес серіктес сыбайлас сыныптас талас үлес әріптес қызметтес аудан дүкен заман кеден кешен
қазан маман мекен орган орман отан өзен экран еркін қарқын кәсіпорын тегін толқын тұрғын шығын ойын
акт контекст контракт объект проект пункт стандарт субъект тест текст факт блог бренд каталог клуб
педагог рекорд стенд тренд фонд штаб съезд аренда команда олимпиада бірге елорда кесте қабырға
қағида қазына мағына нұсқа оқиға пайда пошта сауда тақта теңге төраға тұлға шілде гендер доллар
календар кластер мастер тендер хабардар экзамен алматы алты белгілі бәрі дәрі екі елбасы желі жеті
кіші осы өзі қаулы қорытынды туынды ұйқы қазақстан қырғызстан өзбекстан тәжікстан түркіменстан
су ой құн мәтін емтихан науқас отбасы телефон интеллект файл форум меморандум референдум
"""
# Bases which drop their last vowel before a possessive: халық -> халқы.
_ELIDED = {"халқ": "халық", "орн": "орын", "кәсіпорн": "кәсіпорын", "ерк": "ерік", "мүлк": "мүлік"}
_BASES = {word: word for word in _WORDS.split()} | _ELIDED


def _harmonises(rest: str, harmony: int) -> bool:
    """Tell whether the rest has a vowel and its last one agrees with the ending."""
    last = len(rest) - 1
    for i in range(last, -1, -1):
        letter = rest[i]
        if letter in _FRONT:
            return harmony != 0
        if letter in _BACK:  # A loan such as "банк" or "пароль" may take front endings.
            return harmony != 1 or not _FRONTING.isdisjoint(rest[i:])
        if letter in _VOWELS and (letter != "у" or i != last):
            return True
    return rest[last] == "у"


def _strip(word: str, table: _Table, longest: int) -> str:
    """Take off the longest ending in the table which the rest of the word allows."""
    for n in range(longest, 1, -1):
        rule = table.get(word[-n:])
        if rule and (len(word) > n + 2 or word[:-n] in _BASES):
            rest = word[:-n]
            last = rest[-1] if rest[-1] != "ь" else rest[-2]
            if last in rule[0] and _harmonises(rest, rule[1]):
                return rest
    return word


def _possessed(word: str, least: int = 3) -> bool:
    """Tell whether a final -ы/-і is an ending, with at least this many letters before it."""
    base = word[:-1]
    if word[-1] not in _NARROW or base in _BASES:
        return word[-1] in _NARROW
    if len(base) < least or word in _BASES or not _harmonises(base, word[-1] == "і"):
        return False
    before, letter = base[-2], base[-1]
    if letter == "у":
        return True
    if letter in _OPEN or (letter == "ш" and before not in _NARROW):  # "оқушы" is a base.
        return False
    if before in _VOWELS:
        return letter not in "кқ"  # These turn into г, ғ before a possessive.
    return before == "ь" or base[-2:] in _CLUSTERS or base[-3:] == "инг"


def _strip_case(word: str) -> str:
    """Take off a case ending, trying first those which follow a possessive."""
    for n, least in ((5, 3), (3, 3), (2, 3), (1, 4)):
        before, rest = _POSSESSED.get(word[-n:], ()), word[:-n]
        if rest[-1:] not in before or rest + "н" in _BASES:
            continue
        if rest in _BASES or _possessed(rest, least):
            return rest
    rest = _strip(word, _CASE, 4)
    if word[-2:] in ("ны", "ні") and (_possessed(rest, 2) or word[-4:-2] == "ио"):
        return word  # "шығыны" is "шығын" + "ы", "регионы" is "регион" + "ы".
    return rest


def _strip_possessive(word: str) -> str:
    """Take off a possessive ending; -м and -ң only where no base word can end so."""
    if word[-3:] in ("мыз", "міз", "ңыз", "ңіз") and word[-4:-3] in _OPEN:
        if len(word) > (6 if word[-4] in _NARROW else 5) or word[:-4] in _BASES:
            word = word[:-3]
    elif word[-2:] in ("ым", "ім", "ың", "ің"):
        body = word[:-2]
        if body[-3:] in _PLURAL or (len(body) > 4 and body[-1] in "бғг" and body[-2] in _VOWELS):
            word = word[:-1]
    rest = word[:-2]
    if word[-2:] not in ("сы", "сі") or rest[-1:] not in _OPEN or word[:-1] in _BASES:
        return _strip_narrow(word)
    known = rest in _BASES or rest[:-1] in _BASES or (len(rest) > 2 and not _possessed(rest, 2))
    return rest if known and _harmonises(rest, int(word[-1] == "і")) else _strip_narrow(word)


def _strip_narrow(word: str) -> str:
    """Take off a possessive -ы/-і and undo the voicing it brings: кітабы -> кітап."""
    if not _possessed(word):
        return word
    base, pair = word[:-1], word[-3:-1]
    if base in _BASES or pair[0] not in _VOWELS or pair[1] not in _REPAIR or pair in ("ог", "аг"):
        return _BASES.get(base, base)
    return base[:-1] + _REPAIR[pair[1]]


def stem(word: str) -> str:
    """Return the search stem of one lower-case Kazakh word."""
    if len(word) > 2 and word not in _BASES:
        word = _strip(word, _PERSON, 3)
        if word[-1] not in _NARROW or word[:-1] not in _BASES:
            word = _strip_case(word)
        if word not in _BASES:
            word = _strip_possessive(word)
        if word not in _BASES:
            word = _strip_narrow(_strip(word, _PLURAL, 3))
        word = word.rstrip("ь") or word
    return word[:-1] if len(word) > 4 and word[-2:] in ("сс", "лл") else word
