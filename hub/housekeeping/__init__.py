"""What is to be done again and again: the steps of HUB_HOUSEKEEPING, by one process at a time."""
