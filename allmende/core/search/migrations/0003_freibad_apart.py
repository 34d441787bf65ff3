"""Who looks for the indoor pool does not mean the outdoor one: two groups, where the first words
were left as they came."""

from django.db import migrations

TOGETHER = "Hallenbad, Schwimmhalle, Schwimmbad, Freibad, Stadtbad"
INDOORS = "Hallenbad, Schwimmhalle, Schwimmbad, Stadtbad"
OUTDOORS = "Schwimmbad, Freibad"


def part(apps, schema_editor):
    SynonymGroup = apps.get_model("search", "SynonymGroup")
    for group in SynonymGroup.objects.filter(words=TOGETHER):
        SynonymGroup.objects.create(town=group.town, words=OUTDOORS)
        group.words = INDOORS
        group.save(update_fields=["words"])


class Migration(migrations.Migration):

    dependencies = [("search", "0002_first_synonyms")]

    operations = [migrations.RunPython(part, migrations.RunPython.noop)]
