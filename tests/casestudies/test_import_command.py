"""The command `import_cases`."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.casestudies.import_files import (
    OWN_CASE,
    csv_file,
    ips_file,
)

pytestmark = pytest.mark.django_db


def command(*arguments):
    out = StringIO()
    call_command("import_cases", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_command_writes_report_and_lists_refused_rows(tmp_path):
    path = ips_file(tmp_path, {"name": "=1+1"}, {"name": "Late", "start_date": "soon"})
    told = command(path, "--report", tmp_path / "new" / "report.csv")
    assert told.splitlines()[0] == "row 3 refused: Late: started: “soon” is not a year"
    assert "2 rows: 1 created, 0 changed, 0 unchanged, 0 skipped, 1 refused" in told
    lines = (tmp_path / "new" / "report.csv").read_text("utf-8-sig").splitlines()
    assert lines == [
        "row,name,source_id,result,remarks",
        "2,'=1+1,ips:1,created,",
        "3,Late,ips:2,refused,started: “soon” is not a year",
    ]
    command(path, "--report", tmp_path / "report.json", "--dry-run")
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert (report["counts"]["unchanged"], report["dry_run"]) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.csv"], "cannot be read"),
        (["{file}", "--language", "fr"], "“fr” is none of en, ru, kk"),
        (["{file}", "--mapping", "missing.toml"], "Known by name: ips"),
    ],
)
def test_command_says_what_it_cannot_use(tmp_path, arguments, message):
    path = csv_file(tmp_path / "own.csv", [OWN_CASE])
    given = [argument.format(file=ips_file(tmp_path, {})) for argument in arguments]
    with pytest.raises(CommandError, match=message):
        command(*given)
    with pytest.raises(CommandError, match="No known mapping fits"):
        command(path)
