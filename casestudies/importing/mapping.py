"""Which column of a file fills which field, read from TOML.

name = "Register of good practice"
prefix = "register"                  # of the identity of a case: "register:17"
header = ["Nr", "Title"]             # optional: a file with these columns is recognised

[columns]                            # field = column; fields.FREE lists the fields
id = "Nr"
title = "Title"
solution = "What was done"

[values.stage.Status]                # field and column; value in the file = value in the hub
"In use" = "running"
"Unclear" = ""                       # left out on purpose, so that no remark is made
"*" = ""                             # likewise, for every value that is not named

[defaults]                           # where the file says nothing
outcome = "not_assessed"
themes = ["digital-government"]

[organisation_prefixes]              # how a name begins = kind, before any column
"Ministry" = "ministry"
"""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casestudies.importing.cleaning import as_key
from casestudies.importing.errors import ImportFailed
from casestudies.importing.fields import COMPARED, DERIVED
from casestudies.importing.mapping_check import problems

KNOWN = Path(__file__).parent / "mappings"
ANY = "*"

Tables = dict[str, dict[str, dict[str, tuple[str, ...]]]]


@dataclass(frozen=True, slots=True)
class Mapping:
    """`values`: field to column to (key of a value in the file) to values of the hub."""

    name: str
    prefix: str
    header: frozenset[str]
    columns: dict[str, str]
    values: Tables = field(default_factory=dict)
    defaults: dict[str, tuple[str, ...]] = field(default_factory=dict)
    organisation_prefixes: dict[str, str] = field(default_factory=dict)

    def used_columns(self) -> set[str]:
        return {
            *self.columns.values(),
            *(name for tables in self.values.values() for name in tables),
        }

    def check_columns(self, columns: Collection[str]) -> None:
        """Raise ImportFailed where the file lacks a column. A JSON object may lack a field."""
        missing = sorted(self.used_columns() - set(columns))
        if missing:
            raise ImportFailed(
                f"The file has no column {', '.join(map(repr, missing))}, which the mapping "
                f"“{self.name}” uses. It has: {', '.join(columns)}."
            )

    def filled(self) -> set[str]:
        """The fields of a case that the file tells of; the others are left to editors."""
        named = {*self.columns, *self.values, *self.defaults}
        derived = {name for source, names in DERIVED.items() if source in named for name in names}
        return (named | derived) & set(COMPARED)

    def theme_slugs(self) -> set[str]:
        tables = self.values.get("themes", {}).values()
        named = {slug for table in tables for slugs in table.values() for slug in slugs}
        return named | set(self.defaults.get("themes", ()))

    def translate(self, *, field: str, column: str, value: str) -> tuple[str, ...] | None:
        """The hub's values for `value`; None if the table of this column does not name it."""
        table = self.values[field][column]
        return table.get(as_key(value), table.get(ANY))


def load_mapping(named: str) -> Mapping:
    """The mapping in the TOML file `named`, or the known one of this name, such as "ips"."""
    known = KNOWN / f"{named}.toml"
    path = known if named.isidentifier() and known.is_file() else Path(named)
    try:
        with path.open("rb") as file:
            data = tomllib.load(file)
    except OSError as error:
        names = ", ".join(sorted(path.stem for path in KNOWN.glob("*.toml")))
        raise ImportFailed(
            f"The mapping {named} cannot be read: {error.strerror}. Known by name: {names}."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ImportFailed(f"The mapping {named} is not TOML: {error}.") from error
    if found := problems(data):
        raise ImportFailed(f"The mapping {named} is wrong: {'; '.join(found)}.")
    return _build(data)


def recognise(columns: Collection[str]) -> Mapping:
    """The known mapping for a file with this header; the one that names most of it."""
    known = [load_mapping(path.stem) for path in sorted(KNOWN.glob("*.toml"))]
    fitting = [mapping for mapping in known if mapping.header and mapping.header <= set(columns)]
    if not fitting:
        raise ImportFailed(
            "No known mapping fits the header of this file: give one with --mapping. "
            f"The columns are: {', '.join(columns)}."
        )
    return max(fitting, key=lambda mapping: len(mapping.header))


def _build(data: dict[str, Any]) -> Mapping:
    return Mapping(
        name=data["name"],
        prefix=data["prefix"],
        header=frozenset(data.get("header", ())),
        columns=data["columns"],
        values={
            name: {
                column: {as_key(value): _several(ours) for value, ours in table.items()}
                for column, table in tables.items()
            }
            for name, tables in data.get("values", {}).items()
        },
        defaults={name: _several(value) for name, value in data.get("defaults", {}).items()},
        organisation_prefixes={
            as_key(start): kind for start, kind in data.get("organisation_prefixes", {}).items()
        },
    )


def _several(value: str | list[str]) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    return tuple(item for item in listed if item)
