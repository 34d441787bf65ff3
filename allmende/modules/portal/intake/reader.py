"""From a foreign file to items: which format it is, and what happens when it is damaged."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from allmende.modules.portal.intake import bounds
from allmende.modules.portal.intake.fields import feed_base, raw_item
from allmende.modules.portal.intake.items import BrokenItem, FeedRefused, ForeignItem
from allmende.modules.portal.intake.loose import loose_items
from allmende.modules.portal.intake.mend import mended
from allmende.modules.portal.intake.raw import RawItem, finished
from allmende.modules.portal.intake.source import Source
from allmende.modules.portal.intake.stream import NotWellFormed, Record, Stream
from allmende.modules.portal.intake.wordpress import Attachments, is_published_post, raw_post

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from django_stubs_ext import StrOrPromise

_PACKED: Final = (b"PK\x03\x04", b"\x1f\x8b")


def read_feed(
    source: bytes | BinaryIO, *, base_url: str = ""
) -> Iterator[ForeignItem | BrokenItem]:
    """Give the items of an RSS, Atom or WordPress export file, in the order of the file.

    Raises FeedRefused for a file that cannot be a feed: at once where its size or its first bytes
    tell, otherwise while iterating. A single bad item comes as BrokenItem and the rest goes on.
    `base_url` (the feed's own address) resolves relative addresses; else the feed's link does.
    """
    opened = Source(source)
    try:
        _refuse_strangers(opened)
    except FeedRefused:
        opened.close()
        raise
    return _all(opened, base_url)


def _all(opened: Source, base_url: str) -> Iterator[ForeignItem | BrokenItem]:
    read = _saved if _is_small(opened) else _streamed
    with closing(opened):
        yield from _bounded(read(opened, base_url))


def _is_small(opened: Source) -> bool:
    return opened.size < bounds.LOOSE_FEED_BYTES


def _refuse_strangers(opened: Source) -> None:
    if opened.raw_head().startswith(_PACKED):
        raise FeedRefused(_("The file is compressed. Unpack it first, then hand in the XML file."))
    head = opened.head()
    if head[:14].lower().startswith(("<!doctype html", "<html")):
        raise FeedRefused(
            _("This is a web page, not a news feed. Ask for the address of the RSS or Atom feed.")
        )
    if not head.startswith("<"):
        raise FeedRefused(_("This is not an XML file, so it cannot be a news feed."))


def _saved(opened: Source, base_url: str) -> Iterator[ForeignItem | BrokenItem]:
    # A small file is read to its end first: if it breaks off, feedparser may save more of it.
    items: list[ForeignItem | BrokenItem] = []
    stream = Stream()
    try:
        items += _strict(opened, base_url, stream)
    except NotWellFormed as damage:
        loose = [] if stream.is_wordpress else _loose(opened, base_url, stream)
        if len(loose) > len(items):
            return iter([*loose, _please_check(damage)])
        return iter([*items, *_rest_lost(damage, found=bool(items))])
    return iter(items)


def _streamed(opened: Source, base_url: str) -> Iterator[ForeignItem | BrokenItem]:
    found = False
    try:
        for item in _strict(opened, base_url, Stream()):
            found = True
            yield item
    except NotWellFormed as damage:
        yield from _rest_lost(damage, found=found)


def _strict(opened: Source, base_url: str, stream: Stream) -> Iterator[ForeignItem | BrokenItem]:
    attachments = _attachments(opened)
    for record in stream.records(mended(opened.text())):
        base = feed_base(stream.head, base_url)
        if not stream.is_wordpress:
            yield _item(record, raw_item(record.node, base))
        elif is_published_post(record.node):
            yield _item(record, raw_post(record.node, base, attachments))


def _attachments(opened: Source) -> Attachments:
    # WordPress lists images after the posts that use them: one reading more, for exports alone.
    attachments = Attachments()
    if "http://wordpress.org/export/" in opened.head():
        with suppress(NotWellFormed):  # the reading of the posts will say so
            attachments.collect(Stream().records(mended(opened.text())))
    return attachments


def _item(record: Record, raw: RawItem) -> ForeignItem | BrokenItem:
    item = finished(raw)
    if record.oversized:
        name = item.title if isinstance(item, ForeignItem) else item.name
        return BrokenItem(name, _("The text is too long to be a news item."))
    return item


def _loose(opened: Source, base_url: str, stream: Stream) -> list[ForeignItem | BrokenItem]:
    raws = loose_items("".join(opened.text()), feed_base(stream.head, base_url))
    return [finished(raw) for raw in raws]


def _named(item: BrokenItem, number: int) -> BrokenItem:
    return item if item.name else replace(item, name=format_lazy(_("Item no. {no}"), no=number))


def _rest_lost(damage: NotWellFormed, *, found: bool) -> Iterator[BrokenItem]:
    if not found:
        raise FeedRefused(
            format_lazy(
                _("The file is damaged in line {line} and cannot be read."), line=damage.line
            )
        )
    yield BrokenItem(
        _line(damage), _("The file is damaged here. Items after this line are missing.")
    )


def _please_check(damage: NotWellFormed) -> BrokenItem:
    return BrokenItem(
        _line(damage),
        _("The file is damaged here. Its items were read as well as possible: please check them."),
    )


def _line(damage: NotWellFormed) -> StrOrPromise:
    return format_lazy(_("Line {line}"), line=damage.line)


def _bounded(
    items: Iterator[ForeignItem | BrokenItem],
) -> Iterator[ForeignItem | BrokenItem]:
    for number, item in enumerate(islice(items, bounds.MAX_ITEMS), start=1):
        yield item if isinstance(item, ForeignItem) else _named(item, number)
    if (rest := next(items, None)) is not None:
        name = rest.title if isinstance(rest, ForeignItem) else rest.name
        yield BrokenItem(
            name, _("The feed has too many items. From this one on they were left out.")
        )
