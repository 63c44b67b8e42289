"""What the interface says, collected from code and templates anew, and the catalogues beside it.

A key is (context, msgid, plural msgid), with empty strings for what a message lacks.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from gettext import translation
from io import BytesIO
from pathlib import Path

import django
from babel.messages.catalog import Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import templatize

Key = tuple[str, str, str]

OURS = ("casestudies", "events", "hub", "search", "templates")
PACKAGES = Path(django.__file__).parents[1]
LAZY = ("gettext", "ngettext", "pgettext", "npgettext")
KEYWORDS = DEFAULT_KEYWORDS | {f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in LAZY}
KEYWORDS |= {"gettext_noop": None}

# Files of packages whose words a visitor can meet: forms, errors, accounts, files, passwords.
MET = (
    "django/forms/*.py",
    "django/core/validators.py",
    "django/core/paginator.py",
    "django/db/models/base.py",
    "django/db/models/constraints.py",
    "django/db/models/fields/*.py",
    "django/contrib/auth/forms.py",
    "django/contrib/auth/password_validation.py",
    "django/contrib/auth/validators.py",
    "django/utils/dates.py",
    "django/utils/dateformat.py",
    "django/utils/ipv6.py",
    "django/utils/text.py",
    "django/utils/timesince.py",
    "django/template/defaultfilters.py",
    "django/views/csrf.py",
    "allauth/account/adapter.py",
    "allauth/account/fields.py",
    "allauth/account/forms.py",
    "allauth/mfa/adapter.py",
    "allauth/mfa/base/forms.py",
    "allauth/mfa/totp/forms.py",
    "allauth/templates/usersessions/messages/*.txt",
    "axes/conf.py",
    "wagtail/forms.py",
    "wagtail/templates/wagtailcore/*.html",
    "wagtail/documents/fields.py",
    "wagtail/documents/templates/wagtaildocs/password_required.html",
    "wagtail/images/fields.py",
)
# Words of those files that no visitor meets: names of column types, hints for programmers.
NOT_MET = re.compile(
    r"integer$|^String|^Slug|^Duration$|^IPv4 address$|^Raw binary|^Universally|^A JSON object"
    r"|relationships?$|DEBUG=True|^Boolean|^Integer|^Float|^Decimal|^Text$|^Time$|^URL$|^File path$"
    r"|^Date \(|^Big \(|^Foreign Key|^One-to-one|^Many-to-many|^Comma-separated|^Image$|^File$"
)
OF_PACKAGES = (
    "django/conf/locale",
    "django/contrib/auth/locale",
    "allauth/locale",
    "axes/locale",
    "wagtail/locale",
    "wagtail/documents/locale",
    "wagtail/images/locale",
)


def strings_of(text: str, path: Path) -> Iterator[Key]:
    """The translatable strings of a module or, by any other ending, of a template."""
    if path.suffix != ".py":
        lines = templatize(text, origin=str(path)).splitlines()
        text = "\n".join(line.strip() for line in lines)
    found = extract("python", BytesIO(text.encode()), KEYWORDS, options={"encoding": "utf-8"})
    for _line, ids, _comments, context in found:
        one, many = ids[:2] if isinstance(ids, tuple) else (ids, "")
        yield (context or "", one, many or "")


def _read(paths: Iterable[Path]) -> dict[Key, str]:
    return {key: str(path) for path in paths for key in strings_of(path.read_text(), path)}


@cache
def our_strings() -> dict[Key, str]:
    """Every string of our own, with a file that says it."""
    found = [
        path
        for folder in OURS
        for pattern in ("**/*.py", "**/*.html", "**/*.txt")
        for path in sorted((settings.BASE_DIR / folder).glob(pattern))
    ]
    return _read(found)


@cache
def met_strings() -> dict[Key, str]:
    """Every string of packages that a visitor can meet, with a file that says it."""
    found = _read(path for pattern in MET for path in sorted(PACKAGES.glob(pattern)))
    return {key: path for key, path in found.items() if not NOT_MET.search(key[1])}


def key_of(message: Message) -> Key:
    ids = message.id if isinstance(message.id, tuple | list) else (message.id, "")
    return (message.context or "", *ids)


def forms_of(message: Message) -> list[str]:
    """What a message becomes: one text, or one for each plural form."""
    return list(message.string) if isinstance(message.string, tuple | list) else [message.string]


@cache
def catalogue(language: str, folder: str = "locale") -> dict[Key, Message]:
    """Our own catalogue of a language, or with `folder` that of packages."""
    path = settings.BASE_DIR / folder / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return {key_of(message): message for message in read_po(file, language) if message.id}


@cache
def said_by_packages(language: str) -> set[tuple[str, str]]:
    """(context, msgid) of what packages bring themselves."""
    found = set()
    for folder in OF_PACKAGES:
        read = translation("django", str(PACKAGES / folder), [language], fallback=True)
        for key in getattr(read, "_catalog", {}):
            context, _mark, one = (key if isinstance(key, str) else key[0]).rpartition("\x04")
            found.add((context, one))
    return found


@cache
def english() -> set[str]:
    """What the interface says in English, in words that are no part of a longer text."""
    said = {part for key in (*our_strings(), *met_strings()) for part in key[1:]}
    return {" ".join(text.split()) for text in said if re.search(r"[A-Za-z]{3}", text)}
