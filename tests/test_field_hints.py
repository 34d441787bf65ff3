"""Every field of every page type and of „Unser Ort“ has a German label, and a hint where it counts."""

import pkgutil
from importlib import import_module

import pytest
from django.forms import BaseForm
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import get_page_models

from allmende.core.items.models import Home, Item
from allmende.site.blocks import BodyBlock
from allmende.site.desk.town_settings import forms as settings_forms

PAGES = [model for model in get_page_models() if model not in {Item, Home}]
#: Wagtail explains these in a dialogue of its own.
EXPLAINED = {"go_live_at", "expire_at"}
#: Words that are the same in both languages.
SAME = {"Text", "Name", "Position", "AGS", "ARS", "Symbol"}
#: Fields of „Unser Ort“ whose label says it all, or whose group has the hint.
PLAIN = {
    "kind", "name", "authority", "alliance", "colour_primary", "colour_accent", "position", "label",
    "url", "icon", "role", "valid_from", "valid_to", "first_name", "last_name", "street", "postcode",
    "city", "email", "coat_kept", "origin", "item_type", "category", "channels", "begins", "ends",
}  # fmt: skip


def words(text):
    with override("en"):
        english = str(text or "")
    with override("de"):
        return english, str(text or "")


def is_german(text):
    english, german = words(text)
    return bool(german) and (german != english or german in SAME)


def leaves(panel):
    """Field panels below a panel; those of rows that can be added as well."""
    if isinstance(panel, FieldPanel):
        yield panel
    below = [panel.child_edit_handler] if isinstance(panel, InlinePanel) else []
    for child in [*getattr(panel, "children", ()), *below]:
        yield from leaves(child)


@pytest.mark.parametrize("model", PAGES, ids=lambda model: model.__name__)
def test_every_field_of_a_page_type_is_named_and_explained(db, model):
    handler = model.get_edit_handler()
    form = handler.get_form_class()(instance=model(), for_user=None)
    bare = []
    for panel in leaves(handler):
        if panel.field_name in EXPLAINED:
            continue
        field = form.fields.get(panel.field_name)
        label = panel.heading or (field and field.label) or panel.db_field.verbose_name
        hint = panel.help_text or (field and field.help_text)
        bare += [] if is_german(label) and is_german(hint) else [panel.field_name]

    assert bare == []


def test_every_field_of_a_block_is_named_and_explained():
    bare = []
    for name, block in BodyBlock().child_blocks.items():
        bare += [] if is_german(block.label) else [name]
        for part, child in getattr(block, "child_blocks", {}).items():
            hint = child.field.help_text
            bare += [] if is_german(child.label) and is_german(hint) else [f"{name}.{part}"]

    assert bare == []


def test_every_field_of_our_town_is_named_and_explained():
    bare = []
    for module in pkgutil.iter_modules(settings_forms.__path__):
        for form in vars(import_module(f"{settings_forms.__name__}.{module.name}")).values():
            if not (isinstance(form, type) and issubclass(form, BaseForm)):
                continue
            for name, field in getattr(form, "base_fields", {}).items():
                named = field.widget.is_hidden or is_german(field.label)
                hinted = name in PLAIN or is_german(field.help_text)
                bare += [] if named and hinted else [f"{form.__name__}.{name}"]

    assert bare == []
