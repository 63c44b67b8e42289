"""Files to import: invented cases in the columns of the IPS file and others; what came of it."""

import csv
import json
from pathlib import Path

import pytest
from django.conf import settings

from casestudies.importing import import_cases
from casestudies.models import CaseStudy

REAL_CASES = Path(settings.BASE_DIR).parent / "shared" / "data" / "ips-cases.csv"
needs_real_cases = pytest.mark.skipif(
    not REAL_CASES.exists(), reason=f"{REAL_CASES} is not there: it is no part of the project"
)

IPS_COLUMNS = (
    "entry_type,cid,id,rtype,name,url,contact,description,geoextent,geocoverage,"
    "geocoverage_codes,lead_organisation_name,lead_organisation_category,start_date,active,"
    "end_date,primary_sector,secondary_sector,technology,uptake,cross_border,cross_sector,type,"
    "status,lead_organisation:name,lead_organisation:category"
).split(",")

IPS_CASE = {
    "entry_type": "case",
    "cid": "1",
    "id": "1",
    "rtype": "Service",
    "name": "A bus that knows its riders",
    "url": "https://example.org/bus",
    "description": "Buses count their riders. Timetables follow.",
    "geoextent": "Local",
    "geocoverage": "Estonia",
    "geocoverage_codes": "EE",
    "lead_organisation_name": "City of Nowhere",
    "lead_organisation_category": "Local Government",
    "start_date": "2019",
    "primary_sector": "Economic affairs",
    "secondary_sector": "Transport",
    "technology": "Artificial intelligence",
    "type": "Service personalisation (various)",
    "status": "Implemented",
}

OWN_MAPPING = """
name = "Own register"
prefix = "own"

[columns]
title = "Title"
solution = "Story"
country = "Country"
organisation = "Led by"
started = "Year"

[values.stage.State]
"In use" = "running"

[defaults]
outcome = "not_assessed"
themes = ["service-quality"]
"""
OWN_CASE = {
    "Title": "One desk",
    "Story": "One desk for all.",
    "Country": "Georgia",
    "Led by": "Desk Agency",
    "Year": "2012",
    "State": "In use",
}


def ips_file(folder: Path, *changes: dict[str, str]) -> Path:
    """A file of one case for each of `changes`, numbered and named so that they differ."""
    cases = []
    for number, change in enumerate(changes, start=1):
        own = {"id": str(number), "name": f"Case {number}", "description": f"Story {number}."}
        cases.append(IPS_CASE | own | change)
    return csv_file(folder / "ips.csv", cases, IPS_COLUMNS)


def csv_file(path: Path, cases: list[dict], columns: list[str] | None = None, **options) -> Path:
    with path.open("w", encoding=options.pop("encoding", "utf-8"), newline="") as file:
        writer = csv.DictWriter(file, columns or list(cases[0]), restval="", **options)
        writer.writeheader()
        writer.writerows(cases)
    return path


def json_file(path: Path, content: object) -> Path:
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def mapping_file(folder: Path, text: str = OWN_MAPPING) -> str:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def run(path, **options):
    return import_cases(path=path, **options)


def case(number=1):
    return CaseStudy.objects.get(source_id=f"ips:{number}")


def results(report):
    return [line.result.value for line in report.lines]


def remarks(report):
    return [line.remarks for line in report.lines]
