"""What belongs to a town in the database, found by following foreign keys, not by a list."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.db.models import ForeignKey, Model
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

Key = tuple[type[Model], Any]

#: Tables about the machine, not about a town.
IGNORED = {"sessions.session", "contenttypes.contenttype", "people.user"}
#: Tables that name their object by words instead of a foreign key.
_BY_WORDS = (Revision, PageLogEntry, ModelLogEntry)


def rows_of(*roots: Model) -> dict[str, Any]:
    """Dump every row that hangs on these: ``{"portal.newspage:17": {…fields…}}``."""
    found: dict[Key, Model] = {_key(root): root for root in roots}
    tables = [model for model in apps.get_models(include_auto_created=True) if _counts(model)]
    rows = {model: list(model._base_manager.all()) for model in tables}
    grown = True
    while grown:
        before = len(found)
        for model, some in rows.items():
            found |= {_key(row): row for row in some if _hangs_on(row, model, found)}
        grown = len(found) > before
    return {_label(key): _fields(row) for key, row in sorted(found.items(), key=str)}


def _counts(model: type[Model]) -> bool:
    return not model._meta.proxy and model._meta.label_lower not in IGNORED


def _key(row: Model) -> Key:
    return type(row), row.pk


def _label(key: Key) -> str:
    return f"{key[0]._meta.label_lower}:{key[1]}"


def _hangs_on(row: Model, model: type[Model], found: Iterable[Key]) -> bool:
    for field in model._meta.concrete_fields:
        if not isinstance(field, ForeignKey):
            continue
        owner = field.remote_field.model._meta.concrete_model
        if (owner, getattr(row, field.attname)) in found:
            return True
    return _is_about(row, found)


def _is_about(row: Any, found: Iterable[Key]) -> bool:
    if isinstance(row, PageLogEntry):
        return any(pk == row.page_id and key._meta.label == "items.Item" for key, pk in found)
    if isinstance(row, _BY_WORDS):
        model = ContentType.objects.get_for_id(row.content_type_id).model_class()
        return any(key is model and str(pk) == str(row.object_id) for key, pk in found)
    return False


def _fields(row: Model) -> dict[str, Any]:
    return serializers.serialize("python", [row])[0]["fields"]
