"""What comes out of a foreign feed: whole items, broken items, or a refusal of the file."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from django_stubs_ext import StrOrPromise


class FeedRefused(Exception):
    """The file as a whole cannot be taken in. `reason` is a sentence for the clerk."""

    def __init__(self, reason: StrOrPromise) -> None:
        """Keep the sentence untranslated: the reader's language is known only at the edge."""
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        """Give the sentence in the language now active."""
        return str(self.reason)


@dataclass(frozen=True)
class BrokenItem:
    """One item that could not be taken in; the rest of the feed goes on."""

    name: StrOrPromise
    reason: StrOrPromise


@dataclass(frozen=True)
class ForeignImage:
    """An image of the origin's site: absolute http(s) address, alternative text or ""."""

    url: str
    alt: str = ""


@dataclass(frozen=True)
class ForeignItem:
    """One item of a foreign feed. `html` is still foreign: hand it to `clean_blocks`.

    `published` and `updated` are aware and in UTC, or None where the feed gives no readable date.
    """

    external_id: str
    url: str
    title: str
    summary: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    author: str = ""
    categories: tuple[str, ...] = ()
    html: str = ""
    images: tuple[ForeignImage, ...] = ()

    @property
    def date_missing(self) -> bool:
        """Say whether the caller must decide on a date."""
        return self.published is None

    @cached_property
    def checksum(self) -> str:
        """SHA-256 (hex) over what readers see; `updated` alone does not change it."""
        return hashlib.sha256(json.dumps(self._seen(), ensure_ascii=False).encode()).hexdigest()

    def _seen(self) -> list[object]:
        texts = (self.url, self.title, self.summary, self.author, self.html)
        return [
            *(_normal(text) for text in texts),
            self.published.isoformat() if self.published else None,
            [_normal(category) for category in self.categories],
            [[image.url, _normal(image.alt)] for image in self.images],
        ]


def _normal(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
