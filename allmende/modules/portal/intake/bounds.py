"""How much of a stranger's file we are willing to read. Sizes in bytes or characters as named."""

from typing import Final

MAX_FEED_BYTES: Final = 200_000_000
MAX_ITEMS: Final = 100_000
MAX_ITEM_CHARS: Final = 2_000_000
MAX_DEPTH: Final = 500
"""Elements inside one another; feeds of the wild stay below 30."""

MAX_TOKEN_BYTES: Final = 1_000_000
"""Longest single tag or comment: expat below 2.6 re-reads it with every chunk (CVE-2023-52425)."""

CHUNK_BYTES: Final = 65_536
LOOSE_FEED_BYTES: Final = 5_000_000
"""Up to this size a file that is not well-formed gets a second chance with feedparser."""

MAX_ID_CHARS: Final = 255
MAX_URL_CHARS: Final = 2_000
MAX_TITLE_CHARS: Final = 255
MAX_SUMMARY_CHARS: Final = 300
MAX_NAME_CHARS: Final = 100
MAX_CATEGORIES: Final = 50
MAX_IMAGES: Final = 20

MAX_RAW_CHARS: Final = 2_000_000
MAX_HTML_CHARS: Final = 200_000
MAX_TAGS: Final = 10_000
"""Opening angle brackets per text: HTML's own rules cost quadratic time in nested elements."""

MAX_BLOCKS: Final = 400
MAX_COLUMNS: Final = 30
