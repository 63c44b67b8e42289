"""Pages of registration, one module for each errand."""
