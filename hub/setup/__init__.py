"""What a new site needs before anybody writes: vocabulary, page trees, groups and workflow.

Every step may run again: it adds what is missing and leaves alone what editors have changed.
"""
