"""One person's data everywhere: found, handed out, erased; and what is old, purged.

Each application names its part in HUB_PERSONAL_DATA.
"""
