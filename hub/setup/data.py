"""The files of hub/vocabulary_data."""

import tomllib
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "vocabulary_data"


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))
