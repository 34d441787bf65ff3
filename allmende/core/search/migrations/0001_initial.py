"""The index. Beside its table the database keeps what it needs to find words quickly."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQLITE = (
    """CREATE VIRTUAL TABLE search_fts USING fts5(
        title, lead, text, content='', detail=column, tokenize='unicode61 remove_diacritics 0')""",
    """CREATE TRIGGER search_document_came AFTER INSERT ON search_document BEGIN
        INSERT INTO search_fts(rowid, title, lead, text)
        VALUES (new.item_id, new.title_words, new.lead_words, new.text_words);
    END""",
    """CREATE TRIGGER search_document_went AFTER DELETE ON search_document BEGIN
        INSERT INTO search_fts(search_fts, rowid, title, lead, text)
        VALUES ('delete', old.item_id, old.title_words, old.lead_words, old.text_words);
    END""",
    """CREATE TRIGGER search_document_changed
       AFTER UPDATE OF title_words, lead_words, text_words ON search_document BEGIN
        INSERT INTO search_fts(search_fts, rowid, title, lead, text)
        VALUES ('delete', old.item_id, old.title_words, old.lead_words, old.text_words);
        INSERT INTO search_fts(rowid, title, lead, text)
        VALUES (new.item_id, new.title_words, new.lead_words, new.text_words);
    END""",
)
SQLITE_BACK = (
    "DROP TRIGGER search_document_came",
    "DROP TRIGGER search_document_went",
    "DROP TRIGGER search_document_changed",
    "DROP TABLE search_fts",
)

# Each column contains the one before: a question is asked of one index, and needs no weights.
TITLE = "string_to_array(title_words, ' ')"
LEAD = f"{TITLE} || string_to_array(lead_words, ' ')"
TEXT = f"{LEAD} || string_to_array(text_words, ' ')"
POSTGRES = (
    f"""ALTER TABLE search_document
        ADD title_vector tsvector GENERATED ALWAYS AS (array_to_tsvector({TITLE})) STORED,
        ADD lead_vector tsvector GENERATED ALWAYS AS (array_to_tsvector({LEAD})) STORED,
        ADD text_vector tsvector GENERATED ALWAYS AS (array_to_tsvector({TEXT})) STORED,
        SET (toast_tuple_target = 128)""",
    "CREATE INDEX search_title ON search_document USING gin (title_vector)",
    "CREATE INDEX search_lead ON search_document USING gin (lead_vector)",
    "CREATE INDEX search_text ON search_document USING gin (text_vector)",
)
POSTGRES_BACK = (
    "ALTER TABLE search_document DROP title_vector, DROP lead_vector, DROP text_vector",
)


def _run(statements, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def make_index(apps, schema_editor):
    _run(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES, schema_editor)


def drop_index(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    _run(SQLITE_BACK if is_sqlite else POSTGRES_BACK, schema_editor)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("items", "0005_submission"),
        ("towns", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='document', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('title', models.TextField()),
                ('lead', models.TextField(blank=True)),
                ('text', models.TextField(blank=True)),
                ('title_words', models.TextField()),
                ('lead_words', models.TextField(blank=True)),
                ('text_words', models.TextField(blank=True)),
                ('shape', models.PositiveSmallIntegerField(db_index=True, default=1)),
            ],
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('folded', models.CharField(max_length=80, unique=True)),
                ('written', models.CharField(max_length=40)),
                ('stem', models.CharField(max_length=80)),
                ('count', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='SynonymGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(help_text='With commas between them, such as: Hallenbad, Schwimmhalle, Freibad', max_length=300, verbose_name='words that mean the same')),
                ('town', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='synonym_groups', to='towns.town')),
            ],
            options={
                'verbose_name': 'words that mean the same',
                'verbose_name_plural': 'words that mean the same',
                'ordering': ['words'],
            },
        ),
        migrations.CreateModel(
            name='MissedWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.DateField(verbose_name='week from')),
                ('word', models.CharField(max_length=40, verbose_name='word')),
                ('count', models.PositiveIntegerField(default=0, verbose_name='how often')),
                ('town', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='missed_words', to='towns.town')),
            ],
            options={
                'verbose_name': 'word that was not found',
                'verbose_name_plural': 'words that were not found',
                'constraints': [models.UniqueConstraint(fields=('town', 'week', 'word'), name='missed_once_a_week')],
            },
        ),
        migrations.RunPython(make_index, drop_index),
    ]
