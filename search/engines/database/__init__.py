"""The embedded engine: full text of the site's own database, facets counted in bitmaps."""

from search.engines.database.engine import DatabaseEngine

__all__ = ["DatabaseEngine"]
