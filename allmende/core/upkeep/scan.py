"""Read the texts of a town's pages as they lie in the table, without rendering them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.apps import apps
from django.urls import reverse
from wagtail.fields import RichTextField, StreamField

from allmende.core.items.models import Item
from allmende.core.items.queries import visible
from allmende.core.towns.models import Town

#: Rows fetched at a time: a body may be long.
CHUNK = 100
#: Addresses looked at in one text.
MAX_LINKS = 200
_HREF = re.compile(r'\shref="([^"]+)"')
_PAGE = re.compile(r'<a [^>]*linktype="page"[^>]*>')
_ID = re.compile(r'\bid="(\d+)"')


@dataclass(slots=True)
class Text:
    """What is of interest in the texts of one item."""

    pk: int
    title: str
    hrefs: list[str] = field(default_factory=list)
    #: Items it links to by number.
    pages: list[int] = field(default_factory=list)
    #: Pictures in the text with neither a description nor the mark "decorative".
    undescribed: int = 0

    @property
    def subject(self) -> str:
        return f"item:{self.pk}"

    @property
    def path(self) -> str:
        return edit_path(self.pk)


def edit_path(item: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[item])


def texts_of(town: Town) -> Iterator[Text]:
    """Texts of everything a town shows, kind by kind."""
    shown = visible().filter(town=town)
    for model in apps.get_models():
        if not issubclass(model, Item) or model is Item:
            continue
        names = [f.name for f in model._meta.local_fields if isinstance(f, _FIELDS)]
        if not names:
            continue
        rows = model.objects.filter(pk__in=shown.values("pk")).order_by("pk")
        for pk, title, *values in rows.values_list("pk", "title", *names).iterator(CHUNK):
            yield _read(Text(pk, title), values)


_FIELDS = (StreamField, RichTextField)


def _read(text: Text, values: list[Any]) -> Text:
    for value in values:
        raw = getattr(value, "raw_data", value)
        for leaf in _leaves(list(raw) if not isinstance(raw, str) else raw):
            _note(text, leaf)
    text.hrefs = list(dict.fromkeys(text.hrefs))[:MAX_LINKS]
    return text


def _note(text: Text, leaf: Any) -> None:
    if isinstance(leaf, dict):  # a picture
        text.undescribed += not (leaf.get("alt") or leaf.get("decorative"))
        return
    text.hrefs += [unescape(href) for href in _HREF.findall(leaf)]
    for tag in _PAGE.findall(leaf):
        text.pages += [int(number) for number in _ID.findall(tag)]


def _leaves(value: Any) -> Iterator[Any]:
    """Texts with an address in them, and pictures, at any depth."""
    if isinstance(value, str):
        if "<a " in value:
            yield value
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    elif isinstance(value, dict):
        if value.get("type") == "image" and isinstance(value.get("value"), dict):
            yield value["value"]
        else:
            yield from _leaves(list(value.values()))
