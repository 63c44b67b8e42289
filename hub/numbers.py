"""Numbers as the reader's language writes them."""

from functools import lru_cache

from babel import Locale
from babel.numbers import format_decimal, format_percent

from hub.languages import active_language


def hub_number(value: float | int | str | None) -> str:
    return "" if value in (None, "") else _decimal(value, active_language())


def hub_change(percent: float) -> str:
    """A change in percent with its sign, such as "+12.5%" or, in Russian, "−70 %"."""
    language = active_language()
    plain = Locale.parse(language).percent_formats[None].pattern.replace("0", "0.#")
    pattern = f"+{plain};-{plain}" if percent else plain
    return format_percent(percent / 100, format=pattern, locale=language).replace("-", "−")


@lru_cache(maxsize=4096)
def _decimal(value: float | int | str, language: str) -> str:
    """Rounded to thousandths, but nothing small to nothing: three digits of it are told."""
    small = isinstance(value, float) and abs(value) < 0.1
    shown = float(f"{value:.3g}") if small else value
    return format_decimal(shown, locale=language, decimal_quantization=not small).replace("-", "−")
