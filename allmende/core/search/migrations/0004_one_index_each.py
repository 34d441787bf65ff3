"""SQLite: an index for titles, one for titles and leads, one for everything.

Each holds only which item has which stem, not where. So a title is looked for among titles and not among all
texts, and the three together are half as large as the one before. PostgreSQL has had three from the beginning.
"""

from django.db import migrations

PLACES = {
    "title": ("title_words",),
    "lead": ("title_words", "lead_words"),
    "text": ("title_words", "lead_words", "text_words"),
}
BEFORE = (
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
    """INSERT INTO search_fts(rowid, title, lead, text)
       SELECT item_id, title_words, lead_words, text_words FROM search_document""",
)
TRIGGERS = ("search_document_came", "search_document_went", "search_document_changed")


def _words(place, row=""):
    return " || ' ' || ".join(f"{row}{column}" for column in PLACES[place])


def _table(place):
    return f"""CREATE VIRTUAL TABLE search_{place} USING fts5(
        words, content='', detail=none, tokenize='unicode61 remove_diacritics 0')"""


def _fill(place):
    return f"""INSERT INTO search_{place}(rowid, words)
        SELECT item_id, {_words(place)} FROM search_document"""


def _came(place):
    return f"""INSERT INTO search_{place}(rowid, words)
        VALUES (new.item_id, {_words(place, "new.")});"""


def _went(place):
    return f"""INSERT INTO search_{place}(search_{place}, rowid, words)
        VALUES ('delete', old.item_id, {_words(place, "old.")});"""


def _triggers():
    came, went = " ".join(map(_came, PLACES)), " ".join(map(_went, PLACES))
    head = "CREATE TRIGGER search_document"
    yield f"{head}_came AFTER INSERT ON search_document BEGIN {came} END"
    yield f"{head}_went AFTER DELETE ON search_document BEGIN {went} END"
    yield (
        f"{head}_changed AFTER UPDATE OF title_words, lead_words, text_words"
        f" ON search_document BEGIN {went} {came} END"
    )


def _run(schema_editor, *statements):
    if schema_editor.connection.vendor != "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def part(apps, schema_editor):
    drop = [f"DROP TRIGGER {name}" for name in TRIGGERS]
    _run(schema_editor, *drop, "DROP TABLE search_fts")
    _run(schema_editor, *map(_table, PLACES), *map(_fill, PLACES), *_triggers())


def join(apps, schema_editor):
    drop = [f"DROP TRIGGER {name}" for name in TRIGGERS]
    _run(schema_editor, *drop, *(f"DROP TABLE search_{place}" for place in PLACES), *BEFORE)


class Migration(migrations.Migration):

    dependencies = [("search", "0003_freibad_apart")]

    operations = [migrations.RunPython(part, join)]
