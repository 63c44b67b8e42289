"""`python -m benchmarks relevance [--misses]`: how well each engine answers the golden queries.

Measures SQLite, the PostgreSQL of BENCH_DATABASE_URL and the Elasticsearch of ELASTICSEARCH_URL,
those that are set, in databases and an index made for it. First the demonstration content; then,
if the file is there, the real cases of ../shared/data/ips-cases.csv beside it. What was tried and
what was kept is in docs/relevance.md.
"""

import argparse
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from benchmarks import run


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="benchmarks relevance", description="See the head of benchmarks/relevance.py."
    )
    parser.add_argument("--misses", action="store_true", help="name the queries without a hit")
    options = parser.parse_args(arguments)
    for url in ["", *filter(None, [os.environ.get("BENCH_DATABASE_URL")])]:
        # Django, Wagtail and their caches are of one database for the life of a process.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            process.submit(measure, url, options.misses).result()
    return 0


def measure(url: str, misses: bool) -> None:
    """The engine of one database, and beside that of SQLite the remote one if there is any."""
    run.start(url)
    from benchmarks import databases, relevance_bench

    with databases.template(url) as version:
        relevance_bench.run(version, remote=not url, misses=misses)
