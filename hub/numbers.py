"""Numbers as the reader's language writes them."""

from functools import lru_cache

from babel.numbers import format_decimal

from hub.languages import active_language


def hub_number(value: float | int | str | None) -> str:
    return "" if value in (None, "") else _decimal(value, active_language())


def hub_change(percent: float) -> str:
    """A change in percent with its sign, such as "+12.5 %" or "−70 %"."""
    number = format_decimal(
        percent, format="+#,##0.#;-#,##0.#" if percent else "0", locale=active_language()
    )
    return f"{number.replace('-', '−')}\N{NO-BREAK SPACE}%"


@lru_cache(maxsize=4096)
def _decimal(value: float | int | str, language: str) -> str:
    return format_decimal(value, locale=language)
