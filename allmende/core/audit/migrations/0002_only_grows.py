"""The log can only grow: the database itself refuses to change a row."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER audit_deed_final BEFORE UPDATE ON audit_deed
BEGIN SELECT RAISE(ABORT, 'A deed cannot be rewritten.'); END
"""
POSTGRES = """
CREATE FUNCTION audit_deed_final() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'A deed cannot be rewritten.'; END $$;
CREATE TRIGGER audit_deed_final BEFORE UPDATE ON audit_deed
FOR EACH ROW EXECUTE FUNCTION audit_deed_final();
"""


def make_final(apps, schema_editor):
    sql = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES
    schema_editor.execute(sql)


def make_open(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER IF EXISTS audit_deed_final")
    else:
        schema_editor.execute("DROP TRIGGER IF EXISTS audit_deed_final ON audit_deed")
        schema_editor.execute("DROP FUNCTION IF EXISTS audit_deed_final()")


class Migration(migrations.Migration):

    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(make_final, make_open)]
