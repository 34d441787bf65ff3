"""What was imported before, and what has become of it here since."""

import re
from collections.abc import Iterable
from enum import Enum, auto

from allmende.core.towns.models import Town
from allmende.modules.portal.intake import ForeignItem
from allmende.modules.portal.models import ImportedItem

#: A number that means the same everywhere: it begins with a scheme (RFC 3986, 3.1).
_IS_URI = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class Fate(Enum):
    """What is to be done with an item of the feed."""

    CREATE = auto()
    UPDATE = auto()
    UNCHANGED = auto()
    KEPT = auto()
    DELETED = auto()
    DOUBLE = auto()


class History:
    """Imports of a town, looked up a batch at a time, whatever the length of the feed."""

    def __init__(self, town: Town, source: str) -> None:
        self.town, self.source = town, source
        rows = ImportedItem.objects.filter(town=town).order_by()
        # With the sources the query can use the index of the unique constraint.
        self._sources = {source, *rows.values_list("source", flat=True).distinct()}
        self._known: dict[str, ImportedItem] = {}
        self._met: set[int] = set()

    def look_up(self, items: Iterable[ForeignItem]) -> None:
        """Fetch what is known of a batch by one query."""
        checksums = {item.external_id: item.checksum for item in items}
        rows = ImportedItem.objects.filter(
            town=self.town, source__in=self._sources, external_id__in=checksums
        )
        fitting = (row for row in rows if self._is_the_same(row, checksums[row.external_id]))
        ordered = sorted(fitting, key=lambda row: (row.source == self.source, row.pk))
        self._known = {row.external_id: row for row in ordered}

    def _is_the_same(self, row: ImportedItem, checksum: str) -> bool:
        """A feed may move. A bare number of another source proves nothing: "12" is everywhere."""
        is_universal = _IS_URI.match(row.external_id) is not None
        return row.source == self.source or is_universal or row.checksum == checksum

    def known(self, item: ForeignItem) -> ImportedItem | None:
        return self._known.get(item.external_id)

    def fate_of(self, item: ForeignItem) -> Fate:
        """Decide; the second item of the same number in one feed is left out."""
        number = hash(item.external_id)
        if number in self._met:
            return Fate.DOUBLE
        self._met.add(number)
        known = self.known(item)
        if known is None:
            return Fate.CREATE
        if known.item_id is None:
            return Fate.DELETED
        if known.checksum == item.checksum:
            return Fate.UNCHANGED
        return Fate.KEPT if _is_ours_now(known) else Fate.UPDATE


def _is_ours_now(known: ImportedItem) -> bool:
    """Whether an editor has since drafted or published a version, hidden or merged the item."""
    item = known.item
    if item is None or not item.live or item.merged_into_id is not None:
        return True
    latest = item.latest_revision
    return latest is not None and latest.created_at > known.seen_at
