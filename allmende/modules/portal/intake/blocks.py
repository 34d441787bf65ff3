"""Foreign markup to clean blocks: for feeds, and for what editors paste from Word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from allmende.modules.portal.intake.bounds import MAX_BLOCKS
from allmende.modules.portal.intake.lists import folded
from allmende.modules.portal.intake.plain import plain_text, without_teaser
from allmende.modules.portal.intake.prepare import prepared
from allmende.modules.portal.intake.walker import Walker

if TYPE_CHECKING:
    from allmende.modules.portal.intake.shapes import Block

_HAS_PARAGRAPHS: Final = re.compile(r"<p[\s>]", re.IGNORECASE)


@dataclass(frozen=True)
class Cleaned:
    """The blocks, and whether the end of the text was cut off for its size."""

    blocks: list[Block]
    cut: bool


def clean_blocks(html: str, *, base_url: str) -> list[Block]:
    """Return foreign markup as clean blocks, at most 400, from at most 200,000 characters.

    `base_url` makes addresses absolute. Everything in the blocks was written by us, from text.
    """
    return clean_markup(html, base_url=base_url).blocks


def clean_markup(html: str, *, base_url: str) -> Cleaned:
    """Do as `clean_blocks`, and say whether something was cut off, so that a clerk can be told."""
    markup, cut = prepared(html)
    walker = Walker(base_url, blank_lines_divide=not _HAS_PARAGRAPHS.search(markup))
    walker.feed(markup)
    walker.close()
    blocks = _without_feed_line(list(folded(walker.out.pieces)))
    return Cleaned(blocks[:MAX_BLOCKS], cut=cut or len(blocks) > MAX_BLOCKS)


def _without_feed_line(blocks: list[Block]) -> list[Block]:
    """Drop the line WordPress adds to feeds: "The post … appeared first on …"."""
    last = blocks[-1] if blocks else None
    if last and last["type"] == "paragraph" and not without_teaser(plain_text(last["html"])):
        return blocks[:-1]
    return blocks
