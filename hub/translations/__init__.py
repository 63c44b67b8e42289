"""Translations of works: their text is wagtail-localize's, how far they are is told here."""
