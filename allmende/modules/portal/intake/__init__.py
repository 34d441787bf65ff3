"""Foreign feeds and foreign markup, read without trust: pure Python, no models, no network."""

from allmende.modules.portal.intake.blocks import Cleaned, clean_blocks, clean_markup
from allmende.modules.portal.intake.items import (
    BrokenItem,
    FeedRefused,
    ForeignImage,
    ForeignItem,
)
from allmende.modules.portal.intake.reader import read_feed
from allmende.modules.portal.intake.shapes import Block

__all__ = [
    "Block",
    "BrokenItem",
    "Cleaned",
    "FeedRefused",
    "ForeignImage",
    "ForeignItem",
    "clean_blocks",
    "clean_markup",
    "read_feed",
]
