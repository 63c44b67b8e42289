"""`make bench`, or `python -m benchmarks [PART …] [--sizes …]`.

Parts: search, publish, pages, registration, browser, elastic.

`elastic` is measured when ELASTICSEARCH_URL is set, over SQLite, after the parts without it.

Measures in fresh databases on this machine: SQLite in a temporary directory, and the PostgreSQL
server of BENCH_DATABASE_URL, if it is set, in databases made for it. Nothing else is read or
written but the report, in var/benchmarks/. Times are of this machine at this hour: compare the
ratios, whose two sides take turns in one run.

Without a part named, relevance comes last: `python -m benchmarks relevance` asks for it alone, see
benchmarks/relevance.py.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from benchmarks import browser_bench, relevance, run
from benchmarks.report import Report, machine

PARTS = ("search", "publish", "pages", "registration", "browser")  # by default
FIRST_VISITS = 5
FOLDER = Path(__file__).parents[1] / "var" / "benchmarks"


def main(arguments: Sequence[str]) -> int:
    if arguments[:1] == ["relevance"]:
        return relevance.main(arguments[1:])
    options = _options(arguments)
    whole, report, began = not options.parts, Report(), perf_counter()
    report.say(f"{machine()}; {options.rounds} rounds")
    if "browser" in (options.parts or PARTS):
        browser_bench.run(report, FIRST_VISITS)
    for url, parts in _runs(options.parts):
        options.parts = parts
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            report.add(process.submit(run.measure, url, options).result())
    report.conclude()
    if whole:
        relevance.main([])
    report.say(f"{perf_counter() - began:.0f} seconds, {machine()}")
    print(report.save(FOLDER), file=sys.stderr)
    return 0


def _runs(asked: Sequence[str]) -> list[tuple[str, Sequence[str]]]:
    """(database, parts): SQLite first, with Elasticsearch; the server that is named without."""
    parts = asked or (*PARTS, *(["elastic"] if os.environ.get("ELASTICSEARCH_URL") else []))
    here = [part for part in parts if part != "browser"]
    there = [part for part in here if part != "elastic"]
    url = os.environ.get("BENCH_DATABASE_URL")
    return [*([("", here)] if here else []), *([(url, there)] if url and there else [])]


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="benchmarks", description="What the site costs; see the head of this file."
    )
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS, "elastic"], help="default: all")
    parser.add_argument("--sizes", default="10000,100000", help="documents, with commas between")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument(
        "--fillings", type=int, default=3, help="rebuilds of ready works beside streaming_bulk"
    )
    parser.add_argument("--wall", action="store_true", help="time by the clock, for SQLite too")
    options = parser.parse_args(arguments)
    options.sizes = [int(size) for size in options.sizes.split(",")]
    return options


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
