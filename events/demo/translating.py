"""Demonstration events in Russian and Kazakh: texts in `translations/`."""

from events.demo.load import HERE, event
from hub.languages import DEFAULT_LANGUAGE, LANGUAGES
from hub.translations.demo import load_folder


def load() -> int:
    """Make what is not there yet. Returns the number of translations made."""
    return sum(
        load_folder(code, HERE, HERE / "translations" / code, event)
        for code in LANGUAGES
        if code != DEFAULT_LANGUAGE
    )
