"""Wagtail welcomes a new site with a page, a host and two groups; towns bring their own."""

from django.db import migrations


def remove_welcome(apps, schema_editor):
    Item = apps.get_model("items", "Item")
    apps.get_model("wagtailcore", "Site").objects.filter(hostname="localhost").delete()
    Item.objects.filter(depth=2, slug="home", town=None).delete()
    Item.objects.filter(depth=1).update(numchild=Item.objects.filter(depth=2).count())
    apps.get_model("auth", "Group").objects.filter(name__in=["Moderators", "Editors"]).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("items", "0003_finalize_item"),
        ("wagtailcore", "0098_apitoken"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RunPython(remove_welcome, migrations.RunPython.noop, elidable=False),
    ]
