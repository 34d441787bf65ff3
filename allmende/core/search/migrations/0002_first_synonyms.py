"""Alliances that are there already begin with the same words as new ones."""

from django.db import migrations

from allmende.core.search.everyday import SYNONYMS


def add_first_synonyms(apps, schema_editor):
    SynonymGroup = apps.get_model("search", "SynonymGroup")
    for alliance in apps.get_model("towns", "Town").objects.filter(kind="alliance"):
        SynonymGroup.objects.bulk_create(
            SynonymGroup(town=alliance, words=words) for words in SYNONYMS
        )


class Migration(migrations.Migration):

    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(add_first_synonyms, migrations.RunPython.noop)]
