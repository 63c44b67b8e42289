"""All parts on one database, in a process of their own."""

import argparse
import os
import traceback

import django

from benchmarks.report import Report


def start(url: str) -> None:
    """Set Django up for the kind of database that `url` names; benchmarks.databases makes it.

    Wagtail's search looks at the kind once, when it starts. Nothing connects to `url` yet, and
    never to the database of the site.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    os.environ["DATABASE_URL"] = url or "sqlite://:memory:"
    django.setup()


def measure(url: str, options: argparse.Namespace) -> Report:
    """Raises RuntimeError with the whole story: the process that asked has no Django set up, and
    could not read an error of the site's own classes."""
    try:
        return _measure(url, options)
    except Exception:
        raise RuntimeError(traceback.format_exc()) from None


def _measure(url: str, options: argparse.Namespace) -> Report:
    start(url)
    from benchmarks import databases, pages_bench, registration_bench, timing

    report = Report()
    timing.WALL = options.wall
    with databases.template(url) as version:
        report.place = version
        report.say(f"\n━━ {version}: {timing.unit()}")
        for size in options.sizes if set(options.parts) - {"registration"} else ():
            with databases.clone(str(size)):
                _sized(report, size, options)
        if "registration" in options.parts:
            with databases.clone("registration"):
                registration_bench.run(report, options.rounds)
        if "pages" in options.parts:
            with databases.clone("demo"):
                pages_bench.run(report, options.rounds)
    return report


def _sized(report: Report, size: int, options: argparse.Namespace) -> None:
    from benchmarks import corpus, elastic_bench, pages_bench, publish_bench, search_bench, stock

    made = corpus.fill(size)
    if "search" in options.parts:
        search_bench.run(report, made, size, options.rounds)
    if "publish" in options.parts:
        publish_bench.facets(report, size, options.rounds)
        publish_bench.publish(report, size, options.rounds)
    if "pages" in options.parts:
        pages_bench.corpus_overhead(report, size, options.rounds)
    if "search" in options.parts and size <= stock.MOST:
        stock.run(report, size, options.rounds)
    if "elastic" in options.parts:
        elastic_bench.run(report, size, options.rounds, options.fillings)
