"""A country proposes a page: the form, what saves it, and the talk with the secretariat."""
