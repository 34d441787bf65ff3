"""One run over a feed."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import BinaryIO
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect

from allmende.core.audit.domain import record
from allmende.core.items.models import Category
from allmende.core.items.shelves import lead_old_address
from allmende.core.people.models import User
from allmende.core.towns.models import Town
from allmende.modules.portal.domain import publish_news, revise_news
from allmende.modules.portal.importing.fields import Writer, picture_count
from allmende.modules.portal.importing.history import Fate, History
from allmende.modules.portal.importing.report import Report
from allmende.modules.portal.intake import BrokenItem, FeedRefused, ForeignItem, read_feed
from allmende.modules.portal.models import ImportedItem
from allmende.modules.portal.pages import NewsPage

Batch = list[ForeignItem | BrokenItem]

#: Items whose history is looked up by one query.
BATCH = 200
#: What may go wrong with one item without stopping the others.
FAULTS = (ValueError, OSError, ValidationError, DataError, IntegrityError)
#: Longest address the table of redirects takes.
MAX_PATH = 255


def _no_progress(_done: int) -> None:
    return


def import_feed(
    *,
    town: Town,
    source: str,
    content: bytes | BinaryIO,
    category: Category | None = None,
    is_dry_run: bool = False,
    by: User | None = None,
    progress: Callable[[int], None] = _no_progress,
) -> Report:
    """Import a feed or export for a town. Raises FeedRefused when nothing of it can be read.

    ``source`` names where it came from (address or file). Without ``category`` a new item gets
    the first of its own categories that the house knows by name. ``progress`` is told how many
    items are done.
    """
    run = _Run(town, source[:500], category, by)
    take = run.foresee if is_dry_run else run.take
    try:
        for batch in _batches(read_feed(content, base_url=_base(source))):
            run.history.look_up([item for item in batch if isinstance(item, ForeignItem)])
            for item in batch:
                run.report_broken(item) if isinstance(item, BrokenItem) else take(item)
                progress(run.report.seen)
    except FeedRefused as refused:
        if not run.report.seen:
            raise
        run.report.broken.append((source, str(refused.reason)))
    if run.report.created or run.report.updated:
        _log(run, is_dry_run=is_dry_run)
    return run.report


def _log(run: "_Run", *, is_dry_run: bool) -> None:
    if is_dry_run:
        return
    after = {"source": run.source, "new": run.report.created, "changed": run.report.updated}
    record(verb="import_feed", town=run.town, target=run.town, by=run.by, after=after)


def _base(source: str) -> str:
    return source if source.startswith(("http://", "https://")) else ""


def _batches(items: Iterator[ForeignItem | BrokenItem]) -> Iterator[Batch]:
    while batch := list(islice(items, BATCH)):
        yield batch


class _Run:
    def __init__(self, town: Town, source: str, category: Category | None, by: User | None) -> None:
        self.town, self.source, self.by = town, source, by
        self.report = Report()
        self.history = History(town, source)
        self.writer = Writer(town, category, self.report)

    def report_broken(self, item: BrokenItem) -> None:
        self.report.broken.append((str(item.name), str(item.reason)))

    def foresee(self, item: ForeignItem) -> None:
        """Say what would be done, and do nothing."""
        fate = self.history.fate_of(item)
        if fate == Fate.CREATE:
            self.writer.day_of(item)
        if fate in {Fate.CREATE, Fate.UPDATE}:
            self.report.pictures += picture_count(item)
        self._count(fate, item)

    def take(self, item: ForeignItem) -> None:
        """Create or update one item; a fault of one never stops the others."""
        fate = self.history.fate_of(item)
        try:
            if fate == Fate.CREATE:
                self._create(item)
            elif fate == Fate.UPDATE:
                self._update(item)
        except FAULTS as error:
            self.report.broken.append((item.title, _said(error)))
        else:
            self._count(fate, item)

    def _create(self, item: ForeignItem) -> None:
        fields = self.writer.fields_of_new(item)
        with transaction.atomic():
            page = publish_news(town=self.town, by=self.by, **fields)
            ImportedItem.objects.create(
                town=self.town,
                source=self.source,
                external_id=item.external_id,
                checksum=item.checksum,
                item=page.item_ptr,
            )
            _lead_here(page, item.url)

    def _update(self, item: ForeignItem) -> None:
        fields = self.writer.fields_of_changed(item)
        known = self.history.known(item)
        if known is None:  # for the type checker: only what is known can change
            return
        with transaction.atomic():
            page = NewsPage.objects.get(pk=known.item_id)
            revise_news(page=page, by=self.by, **fields)
            known.checksum = item.checksum
            known.save()
            _lead_here(page, item.url)

    def _count(self, fate: Fate, item: ForeignItem) -> None:
        if fate == Fate.CREATE:
            self.report.created += 1
        elif fate == Fate.UPDATE:
            self.report.updated += 1
        elif fate == Fate.UNCHANGED:
            self.report.unchanged += 1
        elif fate == Fate.KEPT:
            self.report.kept += 1
            self.report.note(_("edited here, left alone: %(title)s") % {"title": item.title})
        elif fate == Fate.DELETED:
            self.report.kept += 1
            self.report.note(_("deleted here, stays away: %(title)s") % {"title": item.title})
        else:
            reason = _("Its number is in the feed twice; the first one counts.")
            self.report.broken.append((item.title, reason))


def _said(error: Exception) -> str:
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)


def _lead_here(page: NewsPage, url: str) -> None:
    """Let links to the old website work on: same path on the town's new host (NEWS-6)."""
    parts = urlsplit(url)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    if parts.path.strip("/") and _is_free(page, Redirect.normalise_path(path)):
        lead_old_address(page, path)


def _is_free(page: NewsPage, path: str) -> bool:
    """Whether a path may lead to a page: an editor's own redirect is left alone."""
    if len(path) > MAX_PATH or path == Redirect.normalise_path(page.local_path()):
        return False
    return not Redirect.objects.filter(old_path=path, site__root_page__town=page.town_id).exists()
