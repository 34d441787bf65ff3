"""Wagtail's own tables and our base page need each other; this is Wagtail's documented order.

First the page without what it takes from Wagtail (0001), then Wagtail's tables, then the rest.
"""

from django.db import migrations
from wagtail.models import (
    BootstrapLocaleField,
    BootstrapTranslatableModel,
    BootstrapTranslationKeyField,
)


class Migration(migrations.Migration):

    dependencies = [
        ("items", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        BootstrapLocaleField("items.Item"),
        BootstrapTranslationKeyField("items.Item"),
        BootstrapTranslatableModel("items.Item"),
    ]
