"""What the site costs: `make bench`. See benchmarks/__main__.py for the parts and options."""
