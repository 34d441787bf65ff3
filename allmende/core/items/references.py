"""What an item names in its texts and in the rows that belong to it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import ForeignKey, Model
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField, StreamField


def named_in(item: Any, kind: type[Model]) -> Iterator[int]:
    """Numbers of the objects of a kind that an item of any type names, some more than once."""
    for field in item._meta.get_fields():
        if isinstance(field, StreamField | RichTextField):
            for model, pk, *_path in field.extract_references(getattr(item, field.name)):
                if issubclass(model, kind):
                    yield int(pk)
    for relation in get_all_child_relations(type(item)):
        for row in getattr(item, relation.get_accessor_name()).all():
            yield from _keys(row, kind)


def _keys(row: Model, kind: type[Model]) -> Iterator[int]:
    for field in row._meta.concrete_fields:
        if isinstance(field, ForeignKey) and issubclass(field.related_model, kind):
            key = getattr(row, field.attname)
            yield from [] if key is None else [int(key)]
