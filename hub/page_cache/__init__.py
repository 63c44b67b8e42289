"""Whole pages for anonymous readers, kept until anything that a page may show has changed."""
