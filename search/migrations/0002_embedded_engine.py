"""The embedded engine's own tables: full text, completion and vocabulary, for either database."""

from django.db import migrations

SQLITE = [
    "CREATE VIRTUAL TABLE search_text USING fts5("
    "title, body, title_stems, body_stems, tokenize='unicode61 remove_diacritics 0')",
    "CREATE TABLE search_word (id integer PRIMARY KEY AUTOINCREMENT, word text NOT NULL UNIQUE)",
    "CREATE TABLE search_completion (id integer PRIMARY KEY, key text NOT NULL, code text NOT NULL,"
    " work integer NOT NULL)",
]
POSTGRESQL = [
    "CREATE TABLE search_text (work bigint PRIMARY KEY, vector tsvector NOT NULL)",
    "CREATE INDEX search_text_vector ON search_text USING gin (vector)",
    'CREATE TABLE search_word (id bigserial PRIMARY KEY, word text COLLATE "C" NOT NULL UNIQUE)',
    'CREATE TABLE search_completion (id bigserial PRIMARY KEY, key text COLLATE "C" NOT NULL,'
    " code text NOT NULL, work bigint NOT NULL)",
]
BOTH = [
    "CREATE INDEX search_completion_key ON search_completion (key)",
    "CREATE INDEX search_completion_work ON search_completion (work)",
]


def create(apps, schema_editor):
    own = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
    for statement in [*own, *BOTH]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for table in ("search_text", "search_word", "search_completion"):
        schema_editor.execute(f"DROP TABLE {table}")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
