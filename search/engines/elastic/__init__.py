"""Elasticsearch: the same answers as the embedded engine, from servers of its own."""

from search.engines.elastic.engine import ElasticEngine

__all__ = ["ElasticEngine"]
