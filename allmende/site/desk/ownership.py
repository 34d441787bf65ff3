"""An item names only what its town may name.

The choosers show an editor only what is theirs, but a form carries numbers, and any number can
be typed in. Naming a document makes it public (see ``guards.may_download``), so it must be asked
here whose it is.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from allmende.core.items.models import Item
from allmende.core.items.queries import visible
from allmende.core.media.choices import RightsScope
from allmende.core.media.models import Picture, TownDocument
from allmende.core.media.queries import within
from allmende.core.towns.models import Town

Named = tuple[type[Model], Any]


def refuse_what_is_not_ours(form: Any, town: Town) -> None:
    """Add an error to each field of a checked form that names something of another town."""
    for field, value in list(form.cleaned_data.items()):
        if not _may_name(_named(value), town):
            form.add_error(field, _sentence())
    for rows in form.formsets.values():
        rows.is_valid()  # they are checked after the form itself; their values are needed now
        values = [
            value for row in rows.forms for value in getattr(row, "cleaned_data", {}).values()
        ]
        if not _may_name(_named(values), town):
            form.add_error(None, _sentence())


def _sentence() -> str:
    return _("This belongs to another town. Please choose something of your own town.")


def _named(value: Any) -> Iterator[Named]:
    """Objects in a value of a form, in a text of blocks as well."""
    if isinstance(value, Model):
        yield type(value), value.pk
    elif isinstance(value, StreamValue):
        for model, pk, *_path in value.stream_block.extract_references(value):
            yield model, pk
    elif isinstance(value, list | tuple | QuerySet):
        for one in value:
            yield from _named(one)


def _may_name(named: Iterable[Named], town: Town) -> bool:
    rows = list(named)
    return not any(
        foreign.filter(pk__in=[int(pk) for model, pk in rows if issubclass(model, kind) and pk])
        for kind, foreign in (
            (Picture, _of_others(Picture, town).filter(rights_scope=RightsScope.TOWN)),
            (TownDocument, _of_others(TownDocument, town)),
            (Item, Item.objects.exclude(town=town).exclude(pk__in=visible().values("pk"))),
        )
    )


def _of_others(kind: type[Model], town: Town) -> QuerySet[Any]:
    """Files in the folders of other towns (what lies in no town's folder is for all)."""
    return within(kind._default_manager.all(), Town.objects.exclude(pk=town.pk))
