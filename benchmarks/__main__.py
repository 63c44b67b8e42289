"""`make bench`, or `python -m benchmarks [search] [publish] [pages] [--sizes …] [--rounds N]`.

Measures in fresh databases on this machine: SQLite in a temporary directory, and the PostgreSQL
server of BENCH_DATABASE_URL, if it is set, in a database made for it. Nothing else is read or
written but the report, in var/benchmarks/. Times are of this machine at this hour: compare the
ratios, whose two sides take turns in one run.
"""

import argparse
import os
import sys
from pathlib import Path
from time import perf_counter

PARTS = ("search", "publish", "pages")
FOLDER = Path(__file__).parents[1] / "var" / "benchmarks"


def main() -> int:
    options = _options()
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    import django

    django.setup()
    from benchmarks import timing
    from benchmarks.report import Report, machine

    timing.WALL = options.wall
    report, began = Report(), perf_counter()
    report.say(f"{machine()}; {options.rounds} rounds")
    for url in ["", *filter(None, [os.environ.get("BENCH_DATABASE_URL")])]:
        _measure(report, url, options)
    report.conclude()
    report.say(f"{perf_counter() - began:.0f} seconds, {machine()}")
    print(report.save(FOLDER), file=sys.stderr)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__.split("\n\n")[1])
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], help="default: all")
    parser.add_argument("--sizes", default="10000,100000", help="documents, with commas between")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--wall", action="store_true", help="time by the clock, for SQLite too")
    options = parser.parse_args()
    options.parts = options.parts or PARTS
    options.sizes = [int(size) for size in options.sizes.split(",")]
    return options


def _measure(report, url: str, options: argparse.Namespace) -> None:
    from benchmarks import databases, pages_bench
    from benchmarks.timing import clock

    with databases.template(url) as version:
        report.say()
        unit = "time of the day" if clock() is perf_counter else "time of the processor"
        report.say(f"━━ {version}: {unit}")
        for size in options.sizes:
            with databases.clone(str(size)):
                _sized(report, size, options)
        if "pages" in options.parts:
            with databases.clone("demo"):
                pages_bench.run(report, options.rounds)


def _sized(report, size: int, options: argparse.Namespace) -> None:
    from benchmarks import corpus, pages_bench, publish_bench, search_bench, stock
    from benchmarks.lexicon import MARKERS, markers
    from benchmarks.terms import CHOSEN

    made = corpus.fill(size)
    if "search" in options.parts:
        search_bench.run(report, made, size, options.rounds)
    if "publish" in options.parts:
        publish_bench.facets(report, size, options.rounds)
        publish_bench.publish(report, size, options.rounds)
    if "pages" in options.parts:
        words = {kind: markers(kind) for kind in MARKERS}
        queries = pages_bench.query_strings(words, CHOSEN)
        pages_bench.overhead(report, f"{size:,} documents", queries, options.rounds)
    if "search" in options.parts and size <= stock.MOST:
        stock.run(report, size, options.rounds)


if __name__ == "__main__":
    sys.exit(main())
