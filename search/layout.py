"""A text typed on another layout of the keyboard than was meant: "ghbdtn" for "привет"."""

_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`" + 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?~'
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбю.ё" + "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,Ё"
_KAZAKH_KEYS, _KAZAKH = "2345890-=", "әіңғүұқөһ"  # in the row of numbers

_TO_RUSSIAN = str.maketrans(_KEYS, _RUSSIAN)
_TO_KAZAKH = str.maketrans(_KEYS + _KAZAKH_KEYS, _RUSSIAN + _KAZAKH)
_TO_LATIN = {
    ord(letter): key
    for letter, key in zip(_RUSSIAN + _KAZAKH, _KEYS + _KAZAKH_KEYS, strict=True)
    if letter.isalpha()
}
_TO_LATIN |= {ord(chr(letter).upper()): key for letter, key in _TO_LATIN.items() if key.isdigit()}


def readings(text: str) -> list[str]:
    """`text` as the same keys give it on the other layouts, letter by letter."""
    if any(letter in _TO_LATIN for letter in map(ord, text)):
        return [text.translate(_TO_LATIN)]
    if not any(letter.isascii() and letter.isalpha() for letter in text):
        return []
    return list(dict.fromkeys(_translated(text, table) for table in (_TO_RUSSIAN, _TO_KAZAKH)))


def _translated(text: str, table: dict[int, int]) -> str:
    """Quotation marks in pairs are such; one alone is the letter Э."""
    if text.count('"') % 2:
        return text.translate(table)
    return '"'.join(part.translate(table) for part in text.split('"'))
