"""Cases from files: `import_cases` reads a CSV or JSON file row by row into case studies."""

from casestudies.importing.errors import ImportFailed
from casestudies.importing.importer import import_cases
from casestudies.importing.mapping import Mapping, load_mapping, recognise
from casestudies.importing.report import Report, Result

__all__ = [
    "ImportFailed",
    "Mapping",
    "Report",
    "Result",
    "import_cases",
    "load_mapping",
    "recognise",
]
