"""Demonstration cases, reviews and memoranda in Russian and Kazakh: texts in `translations/`."""

from casestudies.demo.load import HERE, case_study, memorandum, trend_review
from hub.languages import DEFAULT_LANGUAGE, LANGUAGES
from hub.translations.demo import load_folder

BUILDERS = {"cases": case_study, "reviews": trend_review, "memoranda": memorandum}


def load() -> int:
    """Make what is not there yet. Returns the number of translations made."""
    return sum(
        load_folder(code, HERE / folder, HERE / "translations" / code / folder, build)
        for code in LANGUAGES
        if code != DEFAULT_LANGUAGE
        for folder, build in BUILDERS.items()
    )
