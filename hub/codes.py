"""Permanent codes of works, such as CS-0001."""

from hub.models import CodeSequence, Publication


def assign_code(page: Publication) -> None:
    """Give `page` the code of the work that it translates, or the next one of its kind."""
    siblings = type(page).objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    existing = siblings.exclude(code="").values_list("code", flat=True).first()
    page.code = existing or CodeSequence.take(page.code_prefix)
