"""The projection, the outbox, and how far the projection has come."""

from functools import cache

from django.db import models
from django.utils.translation import gettext_lazy as _

from search import text


class SearchDocument(models.Model):
    """One page in one language as search sees it; a tombstone once it may not be seen.

    `work` numbers the work: pages that translate each other share it. `facets` is text such as
    "country=ge theme=ethics", quick to split. `version` grows with every write over the whole
    table, in the order in which writes are committed.
    """

    page_id = models.BigIntegerField(unique=True)
    work = models.BigIntegerField(db_index=True)
    translation_key = models.UUIDField(db_index=True)
    language = models.CharField(max_length=5)
    is_original = models.BooleanField(default=True)
    kind = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=12, blank=True, db_index=True)
    title = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    keywords = models.JSONField(default=dict)
    url = models.TextField(blank=True)
    dated = models.DateField(null=True)
    sort_title = models.CharField(max_length=80, blank=True)
    facets = models.TextField(blank=True)
    references = models.TextField(blank=True)
    cover = models.JSONField(default=dict)
    details = models.JSONField(default=dict)
    refresh_at = models.DateTimeField(null=True, db_index=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    visible = models.BooleanField(default=False)
    version = models.BigIntegerField(unique=True)
    written = models.DateTimeField(null=True)  # the version

    class Meta:
        ordering = ["version"]

    def __str__(self) -> str:
        return f"{self.code} {self.language} v{self.version}"


class Outbox(models.Model):
    """What changed and is not yet in the projection. The row is the work; signals only wake."""

    class Scope(models.TextChoices):
        PAGE = "page"  # key: a page's id
        SUBTREE = "subtree"  # key: the id of the page at its top
        IMAGE = "image"  # key: an image's id
        TERM = "term"  # key: a reference, such as "country=ge"
        EVERYTHING = "everything"

    scope = models.CharField(max_length=12, choices=Scope)
    key = models.CharField(max_length=255, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.scope} {self.key}"


class SearchState(models.Model):
    """One row. `version`: of the last write to the projection. `vocabulary`: grows when a term
    changes, so that each process knows when its labels and synonyms are old. `analysis`: of the
    rules of search.text by which all of the embedded index was written."""

    version = models.BigIntegerField(default=0)
    vocabulary = models.BigIntegerField(default=0)
    analysis = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"version {self.version}, vocabulary {self.vocabulary}"

    @classmethod
    def current(cls) -> tuple[int, int]:
        """(version, vocabulary), from one indexed row; every search asks for them."""
        return next(iter(cls._versions().all()), (0, 0))

    @classmethod
    @cache  # the question, not its answer
    def _versions(cls) -> models.QuerySet:
        return cls.objects.values_list("version", "vocabulary").filter(pk=1)

    @classmethod
    def locked(cls) -> "SearchState":
        """The row, held until the transaction ends: one writer at a time."""
        cls.objects.get_or_create(pk=1, defaults={"analysis": text.ANALYSIS_VERSION})
        return cls.objects.select_for_update().get(pk=1)


class EngineIndex(models.Model):
    """An index of a remote engine, and how far it has come.

    Every index that is not dropped is kept up to date, so that a new one can take over, and an old
    one can be gone back to, in one step.
    """

    class Role(models.TextChoices):
        BUILDING = "building", _("being filled")
        ACTIVE = "active", _("searched")
        OLD = "old", _("kept for a way back")

    name = models.CharField(max_length=80, unique=True)
    role = models.CharField(max_length=10, choices=Role, default=Role.BUILDING)
    cursor = models.BigIntegerField(default=0)  # the last version of the projection that it has
    mapping = models.CharField(max_length=64)
    created = models.DateTimeField(auto_now_add=True)
    shipped = models.DateTimeField(null=True)
    compared = models.DateTimeField(null=True)
    repaired = models.PositiveIntegerField(default=0)  # by the last comparison

    class Meta:
        ordering = ["-created"]
        constraints = [
            models.UniqueConstraint(
                fields=["role"],
                condition=models.Q(role__in=["active", "building"]),
                name="one_active_and_one_building_index",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.role}, version {self.cursor})"


class ReadyWork(models.Model):
    """A visible work as it was last made for the indexes: the next one need not analyse its words
    again. `recipe` tells by what it was made; gone as soon as the work changes."""

    work = models.BigIntegerField(primary_key=True)
    version = models.BigIntegerField()
    recipe = models.CharField(max_length=64)
    source = models.TextField()

    def __str__(self) -> str:
        return f"work {self.work} v{self.version}"


class RefusedWork(models.Model):
    """A work that an index would not take; it waits here until somebody lets it try again."""

    index = models.ForeignKey(EngineIndex, on_delete=models.CASCADE, related_name="refused")
    work = models.BigIntegerField()
    version = models.BigIntegerField()
    reason = models.TextField()
    since = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(fields=["index", "work"], name="one_refusal_of_a_work")
        ]

    def __str__(self) -> str:
        return f"work {self.work} v{self.version}: {self.reason}"
