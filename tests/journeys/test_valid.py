"""The Nu checker finds no error in any kind of page, in any language, nor in a style sheet."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

from hub.languages import LANGUAGES
from tests.journeys import kinds, people, site

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.drawn]
ROOT = Path(__file__).resolve().parents[2]
JAR = ROOT / ".ci/nu/node_modules/vnu-jar/build/dist/vnu.jar"
STYLES = sorted((ROOT / "hub/static/hub").glob("**/*.css"))
ALLOWED = {
    "“field-sizing”: Property “field-sizing” doesn't exist": "CSS Form Control Styling Level 1; "
    "the checker does not know it, and a browser that does not either keeps the plain height",
}


@pytest.fixture
def checker():
    missing = None if shutil.which("java") else "Java is not installed"
    if not JAR.exists():
        missing = "the Nu checker is not installed: npm ci --prefix .ci/nu --ignore-scripts"
    if missing:
        pytest.fail(missing) if os.environ.get("HUB_TEST_ALL") == "1" else pytest.skip(missing)
    options = ["--also-check-css", "--errors-only", "--exit-zero-always", "--format", "json"]
    return ["java", "-jar", str(JAR), *options]


@pytest.fixture
def written(tmp_path, project):
    """Every kind of page in every language, and every style sheet, as files."""
    site.make()
    told = people.make()
    project()
    clients = {name: people.client(name) for name in ("", "focal", "secretary")}
    for language in LANGUAGES:
        for name, kind in kinds.KINDS.items():
            path = kinds.address(kind, language, told)
            response = kinds.answer(clients[kind.visitor], kind, path, language)
            assert response.status_code == kind.status, path
            file = tmp_path / f"{language} {name}.html"
            file.write_bytes(response.content)
    for style in STYLES:
        shutil.copy(style, tmp_path)
    return tmp_path


def test_pages_and_style_sheets_are_valid(checker, written):
    files = [str(file) for file in sorted(written.iterdir())]
    assert len(files) == len(LANGUAGES) * len(kinds.KINDS) + len(STYLES)
    run = subprocess.run([*checker, *files], capture_output=True, text=True, check=True)
    found: dict[str, list[str]] = {}
    for message in json.loads(run.stderr)["messages"]:
        words = message["message"]
        if not any(known in words for known in ALLOWED):
            file = unquote(Path(message["url"]).name)
            where = f"{file}, line {message.get('lastLine')}: {message.get('extract', '').strip()}"
            found.setdefault(words, []).append(where)
    assert {words: places[:3] for words, places in found.items()} == {}
