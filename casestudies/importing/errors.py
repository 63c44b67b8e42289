"""What ends an import, and what ends one row of it."""


class ImportFailed(Exception):
    """Nothing can be imported: the file, the mapping or the site is not as it must be."""


class RowRefused(Exception):
    """This row cannot go in; the message is the reason in the report."""


class RowSkipped(Exception):
    """This row could go in but must not; the message is the reason in the report."""
